//! Takes in a trace file entry by entry: what is kept of each, by lane, is a few numbers.

use std::collections::BTreeMap;

use super::event::{Event, Metadata, nanoseconds, order, text};
use super::flows::{Flow, Step};
use super::lanes::{Edge, RawSlice, Side};
use super::remarks::{Remarks, Why};
use crate::fold::spans::State;

/// More lanes than anybody looks at; as many as a report may have.
const MOST_LANES: usize = 4_096;
/// No name is longer, in bytes; what is behind that is cut off.
const LONGEST_NAME: usize = 1_000;
/// What is shown of something that has no name.
const NO_NAME: &str = "(no name)";
/// The category of slices that are this program's own states.
pub const STATE: &str = "state";

/// Texts, each once, by number.
#[derive(Debug, Default)]
pub struct Texts(BTreeMap<String, u32>);

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        let next = self.0.len() as u32;
        // Most are known: only a new one is copied.
        self.0.get(text).copied().unwrap_or_else(|| *self.0.entry(text.to_owned()).or_insert(next))
    }

    /// By their numbers.
    pub fn into_list(self) -> Vec<String> {
        let mut list = vec![String::new(); self.0.len()];
        self.0.into_iter().for_each(|(text, number)| list[number as usize] = text);
        list
    }
}

/// How a process or a lane is called, and which place it asks for.
#[derive(Debug, Default)]
pub struct Title {
    pub name: Option<String>,
    pub order: f64,
}

/// What one lane has.
#[derive(Debug, Default)]
pub struct Lane {
    /// An index into [`Collector::processes`].
    pub process: usize,
    /// How the file calls it, where it has no name.
    pub tid: String,
    pub title: Title,
    pub slices: Vec<RawSlice>,
    pub edges: Vec<Edge>,
}

/// One process.
#[derive(Debug, Default)]
pub struct Process {
    pub pid: String,
    pub title: Title,
}

/// A moment, on a lane or on all.
#[derive(Clone, Copy, Debug)]
pub struct RawMark {
    pub name: u32,
    pub lane: Option<u32>,
    pub at: i64,
}

/// What was taken in so far.
#[derive(Debug, Default)]
pub struct Collector {
    pub names: Texts,
    pub processes: Vec<Process>,
    pub lanes: Vec<Lane>,
    pub marks: Vec<RawMark>,
    pub flows: Vec<Flow>,
    pub remarks: Remarks,
    /// How many entries were events.
    pub events: u64,
    /// Ids and categories, which nobody sees.
    keys: Texts,
    process_of: BTreeMap<u32, usize>,
    lane_of: BTreeMap<(u32, u32), usize>,
}

impl Collector {
    /// Takes in one entry.
    pub fn add(&mut self, entry: &[u8]) {
        let Ok(event) = serde_json::from_slice::<Event<'_>>(entry) else { return self.remarks.add(Why::Unreadable) };
        let Some(phase) = text(event.ph) else { return self.remarks.add(Why::UnknownPhase) };
        self.events += 1;
        if event.bind_id.is_some() {
            self.remarks.add(Why::BoundFlow);
        }
        match phase.as_ref() {
            "X" => self.complete(&event),
            "B" => self.edge(&event, true),
            "E" => self.edge(&event, false),
            "i" | "I" | "R" => self.mark(&event),
            "s" => self.flow(&event, Step::Begins),
            "t" => self.flow(&event, Step::Goes),
            "f" => self.flow(&event, Step::Ends),
            "M" => self.metadata(&event),
            other => self.remarks.phase(other),
        }
    }

    fn complete(&mut self, event: &Event<'_>) {
        let Some(from) = self.time(event) else { return };
        let Some(length) = nanoseconds(event.dur).filter(|length| *length >= 0) else {
            return self.remarks.add(Why::Length);
        };
        let Some(lane) = self.lane(event) else { return };
        let (name, state) = (self.name(event), state(event));
        self.lanes[lane].slices.push(RawSlice { name, state, from, to: from + length });
    }

    fn edge(&mut self, event: &Event<'_>, begins: bool) {
        let Some(at) = self.time(event) else { return };
        let Some(lane) = self.lane(event) else { return };
        let side = if begins {
            Side::Begin { name: self.name(event), state: state(event) }
        } else {
            Side::End { name: event.name.map(|_| self.name(event)) }
        };
        self.lanes[lane].edges.push(Edge { at, side });
    }

    fn mark(&mut self, event: &Event<'_>) {
        let Some(at) = self.time(event) else { return };
        let global = text(event.s).is_some_and(|scope| scope == "g");
        let lane = if global { None } else { self.lane(event) };
        if global || lane.is_some() {
            let name = self.name(event);
            self.marks.push(RawMark { name, lane: lane.map(|lane| lane as u32), at });
        }
    }

    fn flow(&mut self, event: &Event<'_>, step: Step) {
        let Some(at) = self.time(event) else { return };
        let Some(id) = text(event.id) else { return self.remarks.add(Why::FlowId) };
        let Some(lane) = self.lane(event) else { return };
        let name = self.name(event);
        let id = (self.keys.number(&id), self.keys.number(&text(event.cat).unwrap_or_default()), name);
        let enclosing = step != Step::Ends || text(event.bp).is_some_and(|bound| bound == "e");
        self.flows.push(Flow { step, id, name, lane: lane as u32, at, enclosing });
    }

    fn metadata(&mut self, event: &Event<'_>) {
        let args = event.args.and_then(|args| serde_json::from_str::<Metadata<'_>>(args.get()).ok());
        let what = text(event.name).unwrap_or_default();
        let Some(args) = args else { return self.remarks.add(Why::Metadata) };
        let of_process = what.starts_with("process_");
        if !matches!(what.as_ref(), "process_name" | "process_sort_index" | "thread_name" | "thread_sort_index") {
            return self.remarks.add(Why::Metadata);
        }
        let name = text(args.name).map(|name| self.short(&name).to_owned()).filter(|name| !name.is_empty());
        let title = if of_process {
            let process = self.process(event);
            &mut self.processes[process].title
        } else {
            let Some(lane) = self.lane(event) else { return };
            &mut self.lanes[lane].title
        };
        match (what.ends_with("_name"), name) {
            (true, Some(name)) => title.name = Some(name),
            (true, None) => {}
            (false, _) => title.order = order(args.sort_index),
        }
    }

    fn time(&mut self, event: &Event<'_>) -> Option<i64> {
        let time = nanoseconds(event.ts);
        if time.is_none() {
            self.remarks.add(Why::Time);
        }
        time
    }

    fn name(&mut self, event: &Event<'_>) -> u32 {
        let name = text(event.name).unwrap_or(NO_NAME.into());
        let name = self.short(&name);
        self.names.number(name)
    }

    fn short<'a>(&mut self, name: &'a str) -> &'a str {
        if name.len() <= LONGEST_NAME {
            return name;
        }
        self.remarks.add(Why::LongName);
        &name[..name.floor_char_boundary(LONGEST_NAME)]
    }

    fn process(&mut self, event: &Event<'_>) -> usize {
        let pid = text(event.pid).unwrap_or("0".into());
        let key = self.keys.number(&pid);
        *self.process_of.entry(key).or_insert_with(|| {
            self.processes.push(Process { pid: pid.into_owned(), title: Title::default() });
            self.processes.len() - 1
        })
    }

    /// As others read it: without a thread, it is the process's first one, which has its number.
    fn lane(&mut self, event: &Event<'_>) -> Option<usize> {
        let pid = text(event.pid).unwrap_or("0".into());
        let tid = text(event.tid).unwrap_or(pid.clone());
        let key = (self.keys.number(&pid), self.keys.number(&tid));
        if let Some(lane) = self.lane_of.get(&key) {
            return Some(*lane);
        }
        if self.lanes.len() == MOST_LANES {
            self.remarks.add(Why::TooManyLanes);
            return None;
        }
        let process = self.process(event);
        self.lanes.push(Lane { process, tid: tid.into_owned(), ..Lane::default() });
        self.lane_of.insert(key, self.lanes.len() - 1);
        Some(self.lanes.len() - 1)
    }
}

fn state(event: &Event<'_>) -> Option<State> {
    text(event.cat).filter(|category| category == STATE)?;
    let name = text(event.name)?;
    State::ALL.into_iter().find(|state| state.name() == name)
}
