//! A chart of points and curves in text, a cell of the terminal for each place.

use std::fmt::Write as _;

use anstyle::Style;
use interleave_core::fold::text;

use super::style::{self, FAINT, STRONG};

/// Rows between the axis and the top.
const ROWS: usize = 14;
/// Columns for the labels of the vertical axis.
const MARGIN: usize = 8;
/// The axis is at least this wide on a narrow terminal, and at most this wide on a wide one, where slopes would be flat.
const COLUMNS: std::ops::RangeInclusive<usize> = 24..=96;
/// A sign for each line, in turn.
const SIGNS: [char; 6] = ['●', '■', '▲', '◆', '○', '□'];
const LAW: char = '·';
const IDEAL: char = '/';
const INTERVAL: char = '│';

/// What is drawn.
pub struct Chart {
    pub title: String,
    /// Places on the horizontal axis and their labels.
    pub labels: Vec<(f64, String)>,
    /// What the places count.
    pub unit: String,
    pub lines: Vec<Line>,
    /// Whether to draw where y is x.
    pub ideal: bool,
}

/// Points that belong together, and the curve that should go through them.
pub struct Line {
    pub name: String,
    pub dots: Vec<Dot>,
    /// Places on the curve from left to right; where they end, nothing is known of it.
    pub law: Option<Vec<(f64, f64)>>,
}

/// A point with its interval.
pub struct Dot {
    pub x: f64,
    pub y: f64,
    pub interval: Option<[f64; 2]>,
}

/// Signs by row from the top and column.
struct Grid {
    cells: Vec<Vec<(char, Style)>>,
    columns: usize,
    x: (f64, f64),
    top: f64,
}

impl Chart {
    /// The text; none without points.
    pub fn draw(&self, width: usize) -> String {
        let ys = self
            .lines
            .iter()
            .flat_map(|line| &line.dots)
            .map(|dot| dot.interval.map_or(dot.y, |[_, high]| high.min(2.0 * dot.y)));
        let (Some(top), Some(first), Some(last)) = (ys.reduce(f64::max), self.labels.first(), self.labels.last())
        else {
            return String::new();
        };
        let columns = width.saturating_sub(MARGIN + 2).clamp(*COLUMNS.start(), *COLUMNS.end());
        let cells = vec![vec![(' ', Style::new()); columns]; ROWS];
        let mut grid = Grid { cells, columns, x: (first.0, last.0), top: top.max(1.0) * 1.1 };
        if self.ideal {
            grid.curve(&[grid.x.0, grid.x.1].map(|x| (x, x)), IDEAL, FAINT);
        }
        for (place, line) in (0..).zip(&self.lines) {
            if let Some(law) = &line.law {
                grid.curve(law, LAW, style::of_lane(place));
            }
        }
        for (place, line) in self.lines.iter().enumerate() {
            for dot in &line.dots {
                grid.dot(dot, SIGNS[place % SIGNS.len()], style::of_lane(place as u16));
            }
        }
        format!("{STRONG}{}{STRONG:#}  {}\n{}{}", self.title, self.legend(), grid.text(), self.axis(&grid))
    }

    fn legend(&self) -> String {
        let mut entries: Vec<String> = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            let (style, sign) = (style::of_lane(place as u16), SIGNS[place % SIGNS.len()]);
            entries.push(format!("{style}{sign}{style:#} {}", line.name));
        }
        if self.lines.iter().any(|line| line.law.is_some()) {
            entries.push(format!("{LAW} fitted"));
        }
        if self.ideal {
            entries.push(format!("{FAINT}{IDEAL}{FAINT:#} ideal"));
        }
        entries.join("  ")
    }

    /// The line below the grid, and the labels that have room.
    fn axis(&self, grid: &Grid) -> String {
        let mut names = String::new();
        for (x, name) in &self.labels {
            let width = name.chars().count();
            let begin = grid.column(*x).saturating_sub(width / 2).min(grid.columns.saturating_sub(width));
            let free = names.chars().count();
            if free == 0 || begin > free {
                let _ = write!(names, "{:1$}{name}", "", begin - free);
            }
        }
        let line = "─".repeat(grid.columns);
        format!("{FAINT}{:MARGIN$}└{line}{FAINT:#}\n{FAINT}{:MARGIN$} {names}  {}{FAINT:#}\n", "", "", self.unit)
    }
}

impl Grid {
    fn column(&self, x: f64) -> usize {
        let (from, to) = self.x;
        let share = if to > from { (x - from) / (to - from) } else { 0.5 };
        ((self.columns - 1) as f64 * share.clamp(0.0, 1.0)).round() as usize
    }

    /// `None` above the top.
    fn row(&self, y: f64) -> Option<usize> {
        let below = (y / self.top * ROWS as f64).floor();
        let visible = (0.0..ROWS as f64).contains(&below);
        visible.then(|| ROWS - 1 - below as usize)
    }

    fn curve(&mut self, line: &[(f64, f64)], sign: char, style: Style) {
        let (from, to) = self.x;
        for column in 0..self.columns {
            let x = from + (to - from) * column as f64 / (self.columns - 1) as f64;
            if let Some(row) = height(line, x).and_then(|height| self.row(height)) {
                self.cells[row][column] = (sign, style);
            }
        }
    }

    fn dot(&mut self, dot: &Dot, sign: char, style: Style) {
        let column = self.column(dot.x);
        let own = self.row(dot.y);
        if let Some([low, high]) = dot.interval {
            let ends = (self.row(high).unwrap_or(0), self.row(low).unwrap_or(0));
            for row in ends.0..=ends.1 {
                // An interval does not hide another model's point.
                if Some(row) != own && !SIGNS.contains(&self.cells[row][column].0) {
                    self.cells[row][column] = (INTERVAL, style);
                }
            }
        }
        if let Some(row) = own {
            // Equal points stand side by side.
            let taken = |column: &usize| SIGNS.contains(&self.cells[row][*column].0);
            let free = (column..self.columns).chain((0..column).rev()).find(|column| !taken(column));
            self.cells[row][free.unwrap_or(column)] = (sign, style);
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (row, cells) in self.cells.iter().enumerate() {
            let labelled = row % 3 == 1;
            let middle = self.top * (ROWS - row) as f64 / ROWS as f64 - self.top / (2.0 * ROWS as f64);
            let label = if labelled { text::times(middle) } else { String::new() };
            let mut line = String::new();
            for run in cells.chunk_by(|a, b| a.1 == b.1) {
                let (signs, style): (String, Style) = (run.iter().map(|(sign, _)| sign).collect(), run[0].1);
                let _ = write!(line, "{style}{signs}{style:#}");
            }
            let _ = writeln!(text, "{FAINT}{label:>MARGIN$}│{FAINT:#}{}", line.trim_end());
        }
        text
    }
}

/// How high a line is at `x`; `None` before its beginning and after its end.
fn height(line: &[(f64, f64)], x: f64) -> Option<f64> {
    let piece = line.windows(2).find(|pair| (pair[0].0..=pair[1].0).contains(&x))?;
    let ((left, begins), (right, ends)) = (piece[0], piece[1]);
    let share = if right > left { (x - left) / (right - left) } else { 0.0 };
    Some(begins + share * (ends - begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(ys: &[f64]) -> Chart {
        let places: Vec<f64> = (1..=ys.len()).map(|place| place as f64).collect();
        let dots = places.iter().zip(ys).map(|(x, y)| Dot { x: *x, y: *y, interval: None });
        Chart {
            title: "Speed-up".to_owned(),
            labels: places.iter().map(|place| (*place, place.to_string())).collect(),
            unit: "workers".to_owned(),
            lines: vec![Line {
                name: "Threads".to_owned(),
                dots: dots.collect(),
                law: Some(vec![(1.0, 0.5), (3.0, 1.5)]),
            }],
            ideal: true,
        }
    }

    /// Rows and columns of the points, from the top left.
    fn places(text: &str) -> Vec<(usize, usize)> {
        let rows = text.lines().filter(|line| line.contains('│')).enumerate();
        let mut places: Vec<(usize, usize)> = rows
            .flat_map(|(row, line)| {
                let plain = anstream::adapter::strip_str(line).to_string();
                plain
                    .chars()
                    .enumerate()
                    .filter(|(_, sign)| *sign == SIGNS[0])
                    .map(|(column, _)| (row, column))
                    .collect::<Vec<_>>()
            })
            .collect();
        places.sort_by_key(|(_, column)| *column);
        places
    }

    #[test]
    fn higher_points_are_drawn_higher_and_the_first_and_last_at_the_ends() {
        let text = chart(&[1.0, 1.9, 2.6, 3.0]).draw(60);
        let places = places(&text);
        assert_eq!(places.len(), 4, "{text}");
        assert!(places.windows(2).all(|pair| pair[0].0 > pair[1].0), "{text}");
        assert_eq!((places[0].1, places[3].1), (MARGIN + 1, MARGIN + 50), "{text}");
        assert!(text.contains(LAW) && text.contains(IDEAL), "{text}");
    }

    #[test]
    fn points_at_one_place_stand_side_by_side() {
        let mut chart = chart(&[1.0, 2.0]);
        let again = chart.lines[0].dots.iter().map(|dot| Dot { x: dot.x, y: dot.y, interval: None }).collect();
        chart.lines.push(Line { name: "Processes".to_owned(), dots: again, law: None });
        let text = chart.draw(60);
        let rows = text.lines().filter(|line| line.contains('│'));
        assert_eq!(rows.clone().map(|line| line.matches(SIGNS[0]).count()).sum::<usize>(), 2, "{text}");
        assert_eq!(rows.map(|line| line.matches(SIGNS[1]).count()).sum::<usize>(), 2, "{text}");
    }

    #[test]
    fn a_law_is_drawn_as_far_as_it_is_known() {
        let mut chart = chart(&[1.0, 1.9, 2.6, 3.0]);
        chart.ideal = false;
        let columns = |chart: &Chart| {
            let text = anstream::adapter::strip_str(&chart.draw(60)).to_string();
            let rows: Vec<&str> = text.lines().filter(|line| line.contains('│')).collect();
            rows.iter().filter_map(|row| row.chars().collect::<Vec<_>>().iter().rposition(|sign| *sign == LAW)).max()
        };
        assert_eq!(columns(&chart), Some(MARGIN + 1 + 32), "the third of four places, 49 columns apart in all");
        chart.lines[0].law = Some(vec![(1.0, 0.5), (4.0, 2.0)]);
        assert_eq!(columns(&chart), Some(MARGIN + 1 + 49));
    }

    #[test]
    fn nothing_to_draw_is_no_chart() {
        assert_eq!(chart(&[]).draw(60), "");
    }
}
