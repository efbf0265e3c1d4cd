//! The whole screen: lanes of all models on one axis, what happened last in a sentence, what was printed, and the keys.

use interleave_core::fold::spans::State;
use interleave_core::fold::text;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::film::Film;
use super::keys::HELP;
use super::rows::{self, Row};
use super::state::Seen;
use super::theme::Theme;
use crate::paint::timeline;

/// Rows of the sentence.
const SENTENCE_ROWS: u16 = 2;
/// The printed lines have one of so many rows of the screen, and at least one.
const CONSOLE_PART: u16 = 5;
/// Columns between a row's name and its bar, and before the name.
const GAP: usize = 2;
/// Names are cut off behind so many characters.
const LONGEST_NAME: usize = 20;

const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);
const FAINT: Style = Style::new().add_modifier(Modifier::DIM);

/// Draws what is seen of the film. What is scrolled too far is scrolled back.
pub fn draw(frame: &mut Frame<'_>, film: &Film, seen: &mut Seen, theme: Theme) {
    let console = (frame.area().height / CONSOLE_PART).max(1);
    let parts = [
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(2),
        Constraint::Min(1),
        Constraint::Length(SENTENCE_ROWS),
        Constraint::Length(console),
        Constraint::Length(1),
    ];
    let [title, legend, axis, lanes, sentence, console, help] = Layout::vertical(parts).areas(frame.area());
    let rows = rows::of(film, seen);
    let names = rows.iter().map(|row| row.name().chars().count()).max().unwrap_or(0).min(LONGEST_NAME);
    let margin = names + 2 * GAP;
    let columns = usize::from(lanes.width).saturating_sub(margin).max(1);
    scroll(seen, &rows, lanes.height);
    frame.render_widget(Paragraph::new(heading(film, seen)), title);
    frame.render_widget(Paragraph::new(signs(theme)), legend);
    frame.render_widget(Paragraph::new(time_axis(film, seen, margin, columns)), axis);
    let shown = rows.iter().skip(seen.top).take(lanes.height.into());
    let lines: Vec<Line<'_>> = shown.map(|row| row_line(row, film, seen, names, columns, theme)).collect();
    frame.render_widget(Paragraph::new(lines), lanes);
    frame.render_widget(Paragraph::new(said(film, seen)).wrap(Wrap { trim: true }), sentence);
    frame.render_widget(Paragraph::new(printed(film, seen, console, theme)), console);
    let prompt = seen.typed.as_ref().map(|typed| Line::raw(format!("/{typed}\u{2588}")));
    frame.render_widget(Paragraph::new(prompt.unwrap_or_else(|| Line::styled(HELP, FAINT))), help);
}

/// No farther than the last row, and to the lane of what was found.
fn scroll(seen: &mut Seen, rows: &[Row], height: u16) {
    let height = usize::from(height);
    if let Some(found) = rows.iter().position(|row| row.is_found(seen))
        && !(seen.top..seen.top + height).contains(&found)
    {
        seen.top = found.saturating_sub(height / 2);
    }
    seen.top = seen.top.min(rows.len().saturating_sub(height));
}

fn heading(film: &Film, seen: &Seen) -> Line<'static> {
    let alone = seen.alone.map(|strip| format!("  {} alone", film.strips[strip].timeline.title)).unwrap_or_default();
    let replay = match &seen.position {
        None => "all is shown".to_owned(),
        Some(position) => {
            let now = if seen.playing { "playing" } else { "paused" };
            format!("{now} at {}", text::moment(position.at_ns))
        }
    };
    let facts = format!("{alone}  {replay}, {}", seen.speed.words());
    Line::from(vec![Span::styled(film.title.clone(), STRONG), Span::raw(facts)])
}

/// What each sign stands for.
fn signs(theme: Theme) -> Line<'static> {
    let states = State::ALL.iter().filter(|state| **state != State::Idle);
    let entry = |state: &State| {
        let (sign, style) = theme.of_state(*state);
        [Span::styled(sign.to_string(), style), Span::styled(format!(" {}  ", state.name()), FAINT)]
    };
    Line::from_iter(states.flat_map(entry))
}

/// Labels, and below them the marks they belong to, with the playhead among them.
fn time_axis(film: &Film, seen: &Seen, margin: usize, columns: usize) -> Vec<Line<'static>> {
    if film.strips.is_empty() {
        return Vec::new();
    }
    let [labels, marks] = timeline::axis(seen.from_ns..seen.to_ns, columns);
    let playhead = seen.position.as_ref().and_then(|position| rows::column_of(seen, position.at_ns, columns));
    let mark = |(column, mark): (usize, char)| if Some(column) == playhead { '\u{25bc}' } else { mark };
    let marks: String = marks.chars().enumerate().map(mark).collect();
    let margin = " ".repeat(margin);
    [labels, marks].map(|line| Line::styled(format!("{margin}{line}"), FAINT)).into()
}

fn row_line<'a>(row: &Row, film: &Film, seen: &Seen, names: usize, columns: usize, theme: Theme) -> Line<'a> {
    let short: String = row.name().chars().take(names).collect();
    match row {
        Row::Model { title, wall } => {
            Line::from(vec![Span::styled(title.clone(), STRONG), Span::styled(format!("  {wall}"), FAINT)])
        }
        Row::Lane { .. } => {
            let style = if row.is_found(seen) { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
            let name = Span::styled(format!("{short:<names$}"), style);
            let gap = " ".repeat(GAP);
            let mut spans = vec![Span::raw(gap.clone()), name, Span::raw(gap)];
            let cells = row.cells(film, seen, columns);
            for run in cells.chunk_by(|a, b| a == b) {
                let (sign, style) = theme.of_state(run[0]);
                spans.push(Span::styled(run.iter().map(|_| sign).collect::<String>(), style));
            }
            Line::from(spans)
        }
    }
}

/// What was found, or what happened last.
fn said(film: &Film, seen: &Seen) -> Line<'static> {
    if let Some(nothing) = &seen.not_found {
        return Line::raw(nothing.clone());
    }
    if let Some(hit) = seen.hit.and_then(|hit| Some((hit, seen.hits.get(hit)?))) {
        let (place, found) = (hit.0 + 1, hit.1);
        let title = &film.strips[found.strip].timeline.title;
        let when = text::moment(found.at_ns);
        return Line::styled(format!("{place} of {}: {}, {title}, {when}", seen.hits.len(), found.what), STRONG);
    }
    let Some(position) = &seen.position else { return Line::default() };
    let last = position.last(film, &seen.played(film));
    let several = film.strips.len() > 1;
    let told = last.and_then(|strip| film.strips[strip].sentence(position.done[strip] - 1, several));
    let kept = film.strips.iter().any(|strip| !strip.moments.is_empty());
    let nothing = match kept {
        true => "The beginning: nothing has happened yet.",
        false => "Of this recording no events are kept, and so there are no steps.",
    };
    Line::styled(told.unwrap_or_else(|| nothing.to_owned()), STRONG)
}

/// The lines that were printed last, in the order of their moments.
fn printed<'a>(film: &Film, seen: &Seen, area: Rect, theme: Theme) -> Vec<Line<'a>> {
    let until = seen.position.as_ref().map_or(u64::MAX, |position| position.at_ns);
    let played = seen.played(film);
    let lines =
        played.iter().flat_map(|strip| film.strips[*strip].timeline.output.iter().map(move |line| (*strip, line)));
    let mut lines: Vec<_> = lines.filter(|(_, line)| line.at_ns <= until).collect();
    lines.sort_by_key(|(_, line)| line.at_ns);
    let last = &lines[lines.len().saturating_sub(area.height.into())..];
    let line = |(strip, line): &(usize, &interleave_core::trace::OutputLine)| {
        let timeline = &film.strips[*strip].timeline;
        let lane = timeline.lanes.iter().find(|lane| lane.id == line.lane).map_or("?", |lane| lane.name.as_str());
        let whose = format!("{:>12}  {}, {lane}  ", text::moment(line.at_ns), timeline.title);
        Line::from(vec![Span::styled(whose, FAINT), Span::styled(line.text.clone(), theme.of_lane(line.lane))])
    };
    last.iter().map(line).collect()
}
