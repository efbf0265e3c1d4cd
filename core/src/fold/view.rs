//! A report made ready to be painted: rows with their figures in words, and lanes with their spans.

use serde::Serialize;

use super::answer::answer;
use super::arrows::{self, Arrow};
use super::causes;
use super::dead_ends::{self, DeadEnd};
use super::gil::{self, GilUse};
use super::insight;
use super::load;
use super::main_thread;
use super::meaning;
use super::path::{self, CriticalPath};
use super::picture::{self, Stroke};
use super::place::place;
use super::published;
use super::session;
use super::spans::{self, LaneSpans};
use super::starting;
use super::task_rows;
use super::text;
use super::tracks::{self, Track};
use super::usage::{self, Usage};
use super::waits::{self, Waits};
use crate::host::Platform;
use crate::model;
use crate::report::{ModelResult, NetworkUse, ProcessEntry, Report, Warning};
use crate::trace::{LaneKind, OutputLine};

/// What the page and the command line paint; they only choose places and colours.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct View {
    /// One per result, in the order of the report.
    pub rows: Vec<Row>,
    /// What speed-ups are counted against, to stand beside the word: `against Sequential`, or that it would be needed.
    pub against: String,
    /// One per result that has a trace, in the order of the report.
    pub timelines: Vec<Timeline>,
    /// How many runs the figures rest on, and why there were no more; empty when nothing finished.
    pub session: String,
    /// What starting threads took, which no run contains; empty where that is unknown, and when no model had threads.
    pub starting: String,
    /// For how long the page's main thread was blocked at the longest, and who noticed; empty where nothing ran in a browser, and before the end.
    pub main_thread: String,
    /// What the figures say, in plain sentences.
    pub insight: Vec<String>,
    /// What models change about the meaning of the program, in plain sentences.
    pub meaning: Vec<String>,
    /// What is published about the same work, whose it is, and why ours differs; empty where nothing is.
    pub published: String,
    /// What a reader should know before trusting the figures.
    pub warnings: Vec<Warning>,
}

/// One model's figures, as words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// The model's id.
    pub model: String,
    /// Where it ran.
    pub platform: Platform,
    /// The model's name for people; where the report is of several places, also the place.
    pub title: String,
    /// The median with its unit, `196 ms`; before anything was measured, the time of the run that warmed up; a dash when nothing finished.
    pub median: String,
    /// The 95 % interval, `194 to 198 ms`, or that it was a run to warm up; empty when there is none.
    pub interval: String,
    /// Against `sequential`, `1.94x`; a dash when unknown.
    pub speedup: String,
    /// The 95 % interval of the speed-up, `1.90 to 1.97`; empty when there is none.
    pub speedup_interval: String,
    /// What may be said of the speed-up: `faster`, `slower`, `no difference` or `cannot tell`; empty for `sequential`, and where there is
    /// none.
    pub verdict: String,
    /// Share of each state in the lanes' time, largest first: `running 96 %, starting 4 %`.
    pub states: String,
    /// What became of what the tasks share: `lost updates 0 to 5 120`; empty when they share nothing.
    pub observations: String,
    /// Whether the answer is that of `sequential`: `same`, `same, in part` when something observed differs, `differs`, `failed`, or a
    /// dash when nothing finished.
    pub answer: String,
}

/// One execution, lane by lane.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// The model's id.
    pub model: String,
    /// Where it ran; unknown of what another program recorded.
    pub platform: Option<Platform>,
    /// The model's name for people; where the report is of several places, also the place.
    pub title: String,
    /// How long it took in nanoseconds.
    pub wall_ns: u64,
    /// The names of the tasks, by id.
    pub tasks: Vec<String>,
    /// The names of locks and queues, by id.
    pub resources: Vec<String>,
    /// Its lanes, `main` first.
    pub lanes: Vec<LaneSpans>,
    /// What the tasks did, on lanes where several were under way at the same time.
    #[serde(serialize_with = "task_rows::rows")]
    #[cfg_attr(feature = "schema", schemars(with = "task_rows::TaskRows"))]
    pub tracks: Vec<Track>,
    /// The rows of its picture in the order in which they were finished, of a workload that computes one.
    pub strokes: Vec<Stroke>,
    /// What one lane caused on another.
    #[serde(serialize_with = "arrows::columns")]
    #[cfg_attr(feature = "schema", schemars(with = "arrows::ArrowColumns"))]
    pub arrows: Vec<Arrow>,
    /// What, had it been shorter, would have ended the run earlier.
    pub path: CriticalPath,
    /// Why waits lasted as long as they did.
    pub waits: Waits,
    /// How many lanes computed at once, over the time of the run.
    pub usage: Usage,
    /// How the global interpreter lock was used; none where there was none.
    pub gil: Option<GilUse>,
    /// The moments from which nobody, or nobody of a circle, could go on.
    pub dead_ends: Vec<DeadEnd>,
    /// Every process there was, the parent first.
    pub processes: Vec<ProcessLine>,
    /// The printed lines, in order.
    pub output: Vec<OutputLine>,
    /// Events that did not fit into the buffers.
    pub dropped: u64,
}

/// One process, as a task manager lists it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProcessLine {
    /// The operating system's id, or the number of the worker in a browser.
    pub id: u32,
    /// The id of the process that started it; none for the first.
    pub parent: Option<u32>,
    /// Its name.
    pub name: String,
    /// Threads of this process, those of its host included; where the host cannot count them, one for each of its lanes.
    pub threads: u64,
    /// What it used when the run ended, `4.9 MiB`; a dash where the host does not know.
    pub memory: String,
    /// Its share of the processor over the run, by what its lanes computed: `94.2 %` of one core; a dash of a run without length.
    pub cpu: String,
    /// The same in hundredths of a core, in a window of a twentieth of the run that ends with each of the pieces of [`Usage::computing`].
    pub load: Vec<u16>,
    /// What lay between it and its parent, where a worker has lent it: `round trip 0.31 ms, clock aligned to within ±0.15 ms, 1.2 KiB
    /// sent, 80 KiB received`; empty of all others.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub network: String,
}

/// Makes a report ready to be painted.
pub fn view(report: &Report) -> View {
    let models: Vec<&str> = report.results.iter().map(|result| result.model.as_str()).collect();
    View {
        rows: report.results.iter().map(|result| row(result, report)).collect(),
        against: against(report),
        timelines: report.results.iter().filter_map(|result| timeline(result, report)).collect(),
        session: session::sentence(report),
        starting: starting::sentence(report),
        main_thread: main_thread::sentence(report),
        insight: report.insight.clone(),
        meaning: meaning::changed(&report.plan.workload, &models),
        published: published::sentence(report),
        warnings: warnings(report),
    }
}

/// Without the reference there are no speed-ups, and the word for that stands where they would.
fn against(report: &Report) -> String {
    let planned = &report.plan.models;
    let is_there = planned.is_empty() || planned.iter().any(|model| model == model::REFERENCE);
    format!("{} {}", if is_there { "against" } else { "needs" }, model::title(model::REFERENCE))
}

/// What a reader should know, a sentence each: about the whole report, then about its models. What is true of several models is
/// said once, with their names before it; why a model failed is left out where the insight says it.
fn warnings(report: &Report) -> Vec<Warning> {
    let mut of_models: Vec<(&Warning, Vec<String>)> = Vec::new();
    for result in &report.results {
        for warning in result.warnings.iter().filter(|warning| !insight::tells(&report.insight, warning)) {
            match of_models.iter_mut().find(|(known, _)| known.text == warning.text) {
                Some((_, whose)) => whose.push(titled(result, report)),
                None => of_models.push((warning, vec![titled(result, report)])),
            }
        }
    }
    let said = |(warning, whose): (&Warning, Vec<String>)| {
        let all = whose.len() > 1 && whose.len() == report.results.len();
        let whose = if all { "All models".to_owned() } else { whose.join(", ") };
        Warning::new(warning.code.as_str(), format!("{whose}: {}", warning.text))
    };
    report.warnings.iter().cloned().chain(of_models.into_iter().map(said)).collect()
}

fn row(result: &ModelResult, report: &Report) -> Row {
    Row {
        model: result.model.clone(),
        platform: result.platform,
        title: titled(result, report),
        median: result.median_ms.or(result.warmup_ms).map_or_else(|| "\u{2013}".to_owned(), text::milliseconds),
        interval: match result.warmup_ms {
            Some(_) => "warming up".to_owned(),
            None => result.ci95_ms.map(text::milliseconds_between).unwrap_or_default(),
        },
        speedup: result.speedup.map_or_else(|| "\u{2013}".to_owned(), |estimate| text::times(estimate.median)),
        speedup_interval: result
            .speedup
            .and_then(|estimate| estimate.ci95)
            .map(text::times_between)
            .unwrap_or_default(),
        verdict: result.verdict.map(|verdict| verdict.words().to_owned()).unwrap_or_default(),
        states: text::shares(&result.states_ms),
        observations: text::observations(&result.observations),
        answer: answer(result, report),
    }
}

fn timeline(result: &ModelResult, report: &Report) -> Option<Timeline> {
    let trace = result.trace.as_ref()?;
    let own = model::own_resources(&result.model);
    let (lanes, links) = (spans::fold_opened(trace), causes::fold(trace));
    let path = path::fold(trace, &lanes, &links, own);
    let lanes: Vec<LaneSpans> = lanes.into_iter().map(|(lane, _)| lane).collect();
    let tracks = tracks::fold(trace);
    Some(Timeline {
        model: result.model.clone(),
        platform: Some(result.platform),
        title: titled(result, report),
        wall_ns: trace.wall_ns,
        tasks: trace.tasks.clone(),
        resources: trace.resources.clone(),
        waits: waits::fold(trace, &lanes, &tracks, &links, own),
        usage: usage::fold(&lanes, trace.wall_ns),
        // Of all models, `gil` alone has something of its own that lanes take: its lock.
        gil: if own > 0 { gil::fold(trace) } else { None },
        processes: result.processes.iter().map(|entry| process(entry, &lanes, trace.wall_ns)).collect(),
        lanes,
        tracks,
        strokes: if picture::paints(&report.plan.workload) { picture::strokes(trace) } else { Vec::new() },
        arrows: arrows::of(trace, &links),
        path,
        dead_ends: dead_ends::fold(trace, own),
        output: result.output.clone(),
        dropped: trace.lanes.iter().map(|lane| lane.dropped).sum(),
    })
}

/// A model has its own name, with its place where there are several; a CPython's also says whose it is.
fn titled(result: &ModelResult, report: &Report) -> String {
    let title = model::title(&result.model);
    let Some(interpreter) = &result.interpreter else {
        let alone = report.other_environments.is_empty();
        return if alone { title.to_owned() } else { format!("{title}, {}", place(result.platform)) };
    };
    let method = interpreter.start_method.as_ref().map(|method| format!(" by {method}")).unwrap_or_default();
    format!("{title}{method}, CPython {}", interpreter.version)
}

fn process(entry: &ProcessEntry, lanes: &[LaneSpans], wall_ns: u64) -> ProcessLine {
    const UNKNOWN: &str = "\u{2013}";
    // The first process is the one whose lanes share a memory.
    let is_own = |lane: &&LaneSpans| match entry.parent {
        None => lane.kind != LaneKind::Process,
        // Processes of several machines may have the same number.
        Some(_) => lane.process == Some(entry.id) && lane.name == entry.name,
    };
    let (load, mean) = load::of(lanes.iter().filter(is_own), wall_ns).unzip();
    ProcessLine {
        id: entry.id,
        parent: entry.parent,
        name: entry.name.clone(),
        threads: entry.threads,
        memory: entry.memory_bytes.map_or_else(|| UNKNOWN.to_owned(), text::bytes),
        cpu: mean.map_or_else(|| UNKNOWN.to_owned(), text::percent),
        network: entry.network.as_ref().map(network).unwrap_or_default(),
        load: load.unwrap_or_default(),
    }
}

fn network(used: &NetworkUse) -> String {
    let ms = |ns: u64| text::milliseconds(ns as f64 / 1e6);
    let trip = used.round_trip_ns.map(|ns| format!("round trip {}", ms(ns)));
    let clock = used.clock_uncertainty_ns.map(|ns| format!("clock aligned to within ±{}", ms(ns)));
    let bytes = format!("{} sent, {} received", text::bytes(used.sent_bytes), text::bytes(used.received_bytes));
    trip.into_iter().chain(clock).chain([bytes]).collect::<Vec<_>>().join(", ")
}
