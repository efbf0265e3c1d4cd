//! The rows of the screen: a title for each model, and its lanes.

use interleave_core::fold::spans::State;
use interleave_core::fold::text;

use super::film::Film;
use super::state::Seen;
use crate::paint::timeline;

/// One row.
#[derive(Debug)]
pub enum Row {
    /// A model's name, and how long its run took.
    Model { title: String, wall: String },
    /// A lane: its run, and its place there.
    Lane { strip: usize, lane: usize, name: String },
}

/// All rows of the models that are shown.
pub fn of(film: &Film, seen: &Seen) -> Vec<Row> {
    let of_strip = |strip: usize| {
        let timeline = &film.strips[strip].timeline;
        let wall = text::milliseconds(timeline.wall_ns as f64 / 1e6);
        let lanes = timeline.lanes.iter().enumerate();
        let lanes = lanes.map(move |(lane, one)| Row::Lane { strip, lane, name: one.name.clone() });
        std::iter::once(Row::Model { title: timeline.title.clone(), wall }).chain(lanes)
    };
    seen.played(film).into_iter().flat_map(of_strip).collect()
}

/// The column of a moment, if it is in view.
pub fn column_of(seen: &Seen, at_ns: u64, columns: usize) -> Option<usize> {
    let length = u128::from(seen.to_ns - seen.from_ns).max(1);
    let since = u128::from(at_ns.checked_sub(seen.from_ns)?);
    let column = (since * columns as u128 / length) as usize;
    // The end itself belongs to the last column.
    if at_ns == seen.to_ns { columns.checked_sub(1) } else { (column < columns).then_some(column) }
}

impl Row {
    /// What stands before a lane's bar.
    pub fn name(&self) -> &str {
        match self {
            Self::Model { .. } => "",
            Self::Lane { name, .. } => name,
        }
    }

    /// Whether it is the lane of the hit that is shown.
    pub fn is_found(&self, seen: &Seen) -> bool {
        let hit = seen.hit.and_then(|hit| seen.hits.get(hit));
        matches!((self, hit), (Self::Lane { strip, lane, .. }, Some(hit)) if (*strip, *lane) == (hit.strip, usize::from(hit.lane)))
    }

    /// What its lane did in each column, as far as the replay has come.
    pub fn cells(&self, film: &Film, seen: &Seen, columns: usize) -> Vec<State> {
        let Self::Lane { strip, lane, .. } = self else { return Vec::new() };
        let mut cells = timeline::cells(&film.strips[*strip].timeline.lanes[*lane], seen.from_ns..seen.to_ns, columns);
        if let Some(position) = &seen.position {
            let reached = match column_of(seen, position.at_ns, columns) {
                Some(column) => column + usize::from(position.at_ns > 0),
                None if position.at_ns < seen.from_ns => 0,
                None => columns,
            };
            cells.truncate(reached);
        }
        cells
    }
}
