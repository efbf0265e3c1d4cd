//! The whole screen, drawn into memory: structure, never durations. The runs are those of the ideal machine.

use interleave_core::fold::steps;
use interleave_core::model;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;

use super::draw::draw;
use super::film::Film;
use super::keys::{Command, HELP};
use super::position::Position;
use super::state::Seen;
use super::theme::Theme;
use crate::simulated_report::report;

fn film() -> Film {
    Film::of_report(&report(), "Arithmetic".to_owned())
}

fn drawn(film: &Film, seen: &mut Seen, (width, height): (u16, u16), colours: bool) -> (String, Vec<Color>) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal.draw(|frame| draw(frame, film, seen, Theme { colours })).expect("it is drawn");
    let buffer = terminal.backend().buffer();
    let rows = buffer.content.chunks(width.into());
    let text = rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>()).collect::<Vec<_>>().join("\n");
    (text, buffer.content.iter().map(|cell| cell.fg).collect())
}

fn text(film: &Film, seen: &mut Seen) -> String {
    drawn(film, seen, (160, 40), false).0
}

fn obeyed(film: &Film, commands: &[Command]) -> Seen {
    let mut seen = Seen::all(film);
    commands.iter().for_each(|command| seen.obey(film, *command));
    seen
}

fn found(film: &Film, words: &str) -> Seen {
    let mut seen = Seen { typed: Some(words.to_owned()), ..Seen::all(film) };
    seen.search(film);
    seen
}

#[test]
fn every_model_with_its_lanes_the_printed_lines_and_the_keys_are_on_the_screen() {
    let film = film();
    let text = text(&film, &mut Seen::all(&film));
    for model in model::usual() {
        assert!(text.lines().any(|line| line.starts_with(model.title)), "{}: {text}", model.id);
    }
    for lane in ["one core", "thread 2", "process 1", "event loop"] {
        let bar = text.lines().find(|line| line.trim_start().starts_with(lane));
        assert!(bar.is_some_and(|line| line.contains('\u{b7}')), "{lane} waits: {text}");
    }
    assert!(text.contains("Addition value: 55") && text.contains("all is shown"), "{text}");
    assert!(text.lines().last().is_some_and(|line| line.starts_with(&HELP[..20])), "{text}");
}

#[test]
fn a_step_on_and_one_back_are_told_in_the_words_of_core_and_nothing_is_drawn_that_has_not_happened() {
    let (film, report) = (film(), report());
    let told = |place: usize| {
        let traces = report.results.iter().filter_map(|result| result.trace.as_ref());
        traces.filter_map(|trace| steps::step(trace, place)).map(|step| step.words).collect::<Vec<_>>()
    };
    let mut first = obeyed(&film, &[Command::Beginning, Command::Step(1)]);
    let text_of_first = text(&film, &mut first);
    assert!(told(0).iter().any(|words| text_of_first.contains(words)), "{text_of_first}");
    let mut back = obeyed(&film, &[Command::Beginning, Command::Step(3), Command::Step(-2)]);
    assert_eq!((text(&film, &mut back), &back.position), (text_of_first, &first.position));
    let mut beginning = obeyed(&film, &[Command::Beginning]);
    let text = text(&film, &mut beginning);
    assert!(text.contains("nothing has happened yet") && !text.contains("Addition value"), "{text}");
    let bars = || text.lines().skip_while(|line| !line.starts_with("Sequential"));
    assert!(bars().all(|line| !line.contains(['\u{2588}', '\u{b7}'])), "{text}");
}

#[test]
fn all_steps_of_all_models_lead_to_the_end_and_as_many_lead_back() {
    let film = film();
    let mut moments: Vec<u64> = film.strips.iter().flat_map(|strip| strip.moments.iter().copied()).collect();
    moments.sort_unstable();
    let all = moments.len();
    let played: Vec<usize> = (0..film.strips.len()).collect();
    let mut position = Position::beginning(&film);
    for at_ns in moments {
        let next = position.clone().stepped(&film, &played, 1);
        assert_eq!(next.done.iter().sum::<usize>(), position.done.iter().sum::<usize>() + 1);
        assert_eq!(next.at_ns, at_ns, "the events of all runs come in the order of their moments");
        position = next;
    }
    assert_eq!(position, Position { at_ns: position.at_ns, ..Position::at(&film, u64::MAX) });
    assert_eq!(position.stepped(&film, &played, -(all as i64)), Position::beginning(&film));
}

#[test]
fn a_model_alone_is_shown_and_played_without_the_others_and_after_the_last_come_all() {
    let film = film();
    let mut seen = obeyed(&film, &[Command::NextModel, Command::NextModel, Command::Beginning, Command::Step(5)]);
    let position = seen.position.clone().expect("it is played");
    assert!(position.done.iter().enumerate().all(|(strip, done)| *done == if strip == 1 { 5 } else { 0 }));
    let text = text(&film, &mut seen);
    assert!(text.contains("Time-slicing alone") && !text.contains("thread 1"), "{text}");
    let round = vec![Command::NextModel; film.strips.len() + 1];
    assert_eq!(obeyed(&film, &round).alone, None);
}

#[test]
fn what_is_found_is_shown_one_after_the_other_and_round_again_and_what_is_not_is_said() {
    let film = film();
    let mut seen = found(&film, "ADD");
    let count = seen.hits.len();
    assert!(count >= 2 * film.strips.len(), "a task and a printed line under each model: {:?}", seen.hits);
    assert!(text(&film, &mut seen).contains(&format!("1 of {count}: task ")), "{}", text(&film, &mut seen));
    seen.obey(&film, Command::HitBefore);
    assert_eq!((seen.hit, seen.position.map(|one| one.at_ns)), (Some(count - 1), Some(seen.hits[count - 1].at_ns)));
    let mut nothing = found(&film, "nowhere");
    assert!(text(&film, &mut nothing).contains("Nothing is called 'nowhere'"));
}

#[test]
fn the_lane_of_what_is_found_is_scrolled_into_view() {
    let film = film();
    let mut seen = found(&film, "event loop");
    let (text, _) = drawn(&film, &mut seen, (100, 14), false);
    assert!(seen.top > 0 && text.contains("event loop  "), "{text}");
}

#[test]
fn zooming_and_panning_stay_within_the_run_and_keep_the_playhead_in_view() {
    let film = film();
    let zoom = [Command::Zoom { nearer: true }; 8];
    let mut seen = obeyed(&film, &[Command::TogglePlay]);
    seen.tick(&film, 7_500_000_000);
    zoom.iter().for_each(|command| seen.obey(&film, *command));
    let (at_ns, length) = (film.end_ns() / 4 * 3, seen.to_ns - seen.from_ns);
    assert!(length < film.end_ns() / 20);
    let place = (at_ns - seen.from_ns) as f64 / length as f64;
    assert!((0.74..0.76).contains(&place), "the playhead stays at three quarters of the view: {place}");
    let panned = obeyed(&film, &[&zoom[..], &[Command::Pan { later: true }; 200]].concat());
    assert_eq!(panned.to_ns, film.end_ns());
    let all = obeyed(&film, &[&zoom[..], &[Command::WholeRun]].concat());
    assert_eq!((all.from_ns, all.to_ns), (0, film.end_ns()));
    let near = obeyed(&film, &[Command::Zoom { nearer: true }; 99]);
    assert!(near.to_ns > near.from_ns, "something is always shown");
    let stepped = obeyed(&film, &[&zoom[..], &[Command::Beginning]].concat());
    assert_eq!(stepped.from_ns, 0, "the view follows the playhead");
}

#[test]
fn playing_goes_on_with_time_stops_when_asked_and_ends_where_everything_is_shown() {
    let film = film();
    let mut seen = obeyed(&film, &[Command::TogglePlay]);
    seen.tick(&film, 5_000_000_000);
    let half = seen.position.clone().expect("it plays").at_ns;
    assert_eq!(half, film.end_ns() / 2, "all of it takes ten seconds");
    seen.obey(&film, Command::TogglePlay);
    seen.tick(&film, 1_000_000_000);
    assert_eq!(seen.position.as_ref().map(|position| position.at_ns), Some(half));
    seen.obey(&film, Command::NextSpeed);
    seen.obey(&film, Command::TogglePlay);
    seen.tick(&film, 10_000_000);
    assert_eq!(seen.position.as_ref().map(|position| position.at_ns), Some(half + 1_000_000), "1 ms in 10 ms");
    seen.tick(&film, u64::MAX);
    assert_eq!((seen.position, seen.playing), (None, false));
}

#[test]
fn without_colours_signs_say_everything() {
    let film = film();
    let (plain, none) = drawn(&film, &mut Seen::all(&film), (100, 40), false);
    let (coloured, some) = drawn(&film, &mut Seen::all(&film), (100, 40), true);
    assert_eq!(plain, coloured);
    assert!(none.iter().all(|colour| *colour == Color::Reset));
    assert!(some.iter().any(|colour| *colour != Color::Reset));
}

#[test]
fn no_terminal_is_too_small_and_no_control_character_reaches_one() {
    let mut report = report();
    for result in &mut report.results {
        result.output.iter_mut().for_each(|line| line.text = "\u{1b}[2Jgone".to_owned());
        result.trace.iter_mut().for_each(|trace| trace.lanes[0].name = "\u{9b}2Jmain".to_owned());
    }
    let film = Film::of_report(&report, "Arithmetic".to_owned());
    for size in [(1, 1), (7, 3), (20, 5), (300, 9)] {
        let (text, _) = drawn(&film, &mut obeyed(&film, &[Command::Step(1)]), size, true);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    }
    let (text, _) = drawn(&film, &mut Seen::all(&film), (100, 40), true);
    assert!(text.contains("gone") && !text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
}
