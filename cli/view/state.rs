//! What is seen of a stored run, and how each command changes it. Pure: a clock and a terminal are somebody else's.

use super::film::Film;
use super::keys::Command;
use super::position::Position;
use super::search::{self, Hit};
use super::speed::Speed;

/// What is seen now.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The stretch of time that is shown, in nanoseconds.
    pub from_ns: u64,
    pub to_ns: u64,
    /// Rows that are scrolled away above.
    pub top: usize,
    /// The model that is shown and played alone; none when all are.
    pub alone: Option<usize>,
    /// Where the replay is; none when everything is shown as if there were none.
    pub position: Option<Position>,
    /// Whether time goes on by itself.
    pub playing: bool,
    /// How fast it does.
    pub speed: Speed,
    /// What is typed after `/`, while somebody types.
    pub typed: Option<String>,
    /// What was found last, and which of it is shown.
    pub hits: Vec<Hit>,
    pub hit: Option<usize>,
    /// That nothing was found, in words.
    pub not_found: Option<String>,
}

/// What zooming makes of the stretch that is shown.
const ZOOM: f64 = 1.5;
/// The shortest stretch that is shown, in nanoseconds: more than a terminal has columns.
const SHORTEST_NS: u64 = 1_000;
/// What part of the view it moves by.
const PAN_PARTS: u64 = 5;

impl Seen {
    /// All of all runs, none of them played.
    pub fn all(film: &Film) -> Self {
        Self {
            from_ns: 0,
            to_ns: film.end_ns(),
            top: 0,
            alone: None,
            position: None,
            playing: false,
            speed: Speed::Fitted,
            typed: None,
            hits: Vec::new(),
            hit: None,
            not_found: None,
        }
    }

    /// The places of the runs that are shown and played.
    pub fn played(&self, film: &Film) -> Vec<usize> {
        self.alone.map_or_else(|| (0..film.strips.len()).collect(), |strip| vec![strip])
    }

    /// Does what was asked for; to quit is somebody else's.
    pub fn obey(&mut self, film: &Film, command: Command) {
        match command {
            Command::TogglePlay if self.playing => self.playing = false,
            Command::TogglePlay => self.play(film),
            Command::Step(by) => self.step(film, by),
            Command::Beginning => self.go_to(Position::beginning(film), film),
            Command::End => self.leave(),
            Command::Zoom { nearer } => self.zoom(film, if nearer { 1.0 / ZOOM } else { ZOOM }),
            Command::Pan { later } => self.pan(film, later),
            Command::WholeRun => (self.from_ns, self.to_ns) = (0, film.end_ns()),
            Command::Scroll(by) => self.top = self.top.saturating_add_signed(by as isize),
            Command::NextModel => self.next_model(film),
            Command::NextSpeed => self.speed = self.speed.next(),
            Command::Search => self.typed = Some(String::new()),
            Command::NextHit => self.turn_to_hit(film, 1),
            Command::HitBefore => self.turn_to_hit(film, -1),
            Command::Quit => {}
        }
    }

    /// So much time has gone by, in nanoseconds of whoever looks on.
    pub fn tick(&mut self, film: &Film, elapsed_ns: u64) {
        let Some(position) = self.position.as_ref().filter(|_| self.playing) else { return };
        let at_ns = position.at_ns.saturating_add(self.speed.run_ns(elapsed_ns, self.end_ns(film)));
        if at_ns >= self.end_ns(film) { self.leave() } else { self.go_to(Position::at(film, at_ns), film) }
    }

    /// Searches for what was typed, and shows the first hit.
    pub fn search(&mut self, film: &Film) {
        let Some(typed) = self.typed.take() else { return };
        self.hits = search::search(film, &typed);
        self.hit = None;
        let nothing = self.hits.is_empty() && !typed.trim().is_empty();
        self.not_found = nothing.then(|| format!("Nothing is called '{}', and nothing printed it.", typed.trim()));
        self.turn_to_hit(film, 1);
    }

    fn play(&mut self, film: &Film) {
        self.position.get_or_insert_with(|| Position::beginning(film));
        self.playing = true;
        self.forget_hit();
    }

    fn step(&mut self, film: &Film, by: i64) {
        let everything = || if by > 0 { Position::beginning(film) } else { Position::at(film, u64::MAX) };
        let from = self.position.take().unwrap_or_else(everything);
        self.playing = false;
        self.forget_hit();
        self.go_to(from.stepped(film, &self.played(film), by), film);
    }

    fn go_to(&mut self, position: Position, film: &Film) {
        let at_ns = position.at_ns;
        self.position = Some(position);
        if !(self.from_ns..=self.to_ns).contains(&at_ns) {
            // Where it goes on to is ahead of it.
            let length = self.to_ns - self.from_ns;
            self.show(film, at_ns.saturating_sub(length / PAN_PARTS), length);
        }
    }

    fn leave(&mut self) {
        (self.position, self.playing) = (None, false);
    }

    fn forget_hit(&mut self) {
        (self.hit, self.not_found) = (None, None);
    }

    fn end_ns(&self, film: &Film) -> u64 {
        self.alone.map_or_else(|| film.end_ns(), |strip| film.strips[strip].timeline.wall_ns.max(1))
    }

    /// The playhead, if it is in view, or else the middle, stays where it is.
    fn zoom(&mut self, film: &Film, factor: f64) {
        let length = self.to_ns - self.from_ns;
        let at_ns = self.position.as_ref().map(|position| position.at_ns);
        let fixed = at_ns.filter(|at_ns| (self.from_ns..=self.to_ns).contains(at_ns));
        let fixed = fixed.unwrap_or(self.from_ns + length / 2);
        let share = (fixed - self.from_ns) as f64 / length as f64;
        let length = ((length as f64 * factor) as u64).max(SHORTEST_NS);
        self.show(film, fixed.saturating_sub((length as f64 * share) as u64), length);
    }

    fn pan(&mut self, film: &Film, later: bool) {
        let length = self.to_ns - self.from_ns;
        let by = length / PAN_PARTS;
        self.show(film, if later { self.from_ns + by } else { self.from_ns.saturating_sub(by) }, length);
    }

    /// A stretch that begins there, or as near to it as the run allows.
    fn show(&mut self, film: &Film, from_ns: u64, length: u64) {
        let end_ns = film.end_ns();
        let length = length.min(end_ns);
        self.from_ns = from_ns.min(end_ns - length);
        self.to_ns = self.from_ns + length;
    }

    fn next_model(&mut self, film: &Film) {
        let next = self.alone.map_or(0, |strip| strip + 1);
        self.alone = (next < film.strips.len()).then_some(next);
        self.top = 0;
    }

    /// The next one, or the one before; after the last comes the first.
    fn turn_to_hit(&mut self, film: &Film, by: isize) {
        let count = self.hits.len() as isize;
        if count == 0 {
            return;
        }
        let next = self.hit.map_or(if by > 0 { 0 } else { count - 1 }, |hit| (hit as isize + by).rem_euclid(count));
        let next = next as usize;
        let (strip, at_ns) = (self.hits[next].strip, self.hits[next].at_ns);
        self.hit = Some(next);
        self.playing = false;
        if self.alone.is_some_and(|alone| alone != strip) {
            self.alone = None;
        }
        self.go_to(Position::at(film, at_ns), film);
    }
}
