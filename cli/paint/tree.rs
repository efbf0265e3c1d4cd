//! The process tree of a run, as a task manager shows it: the article's three processes for two tasks.

use std::fmt::Write as _;

use interleave_core::fold::view::{ProcessLine, Timeline, View};

use super::style::{FAINT, STRONG};

/// Every model that started processes, with all its processes, the parent included.
pub fn tree(view: &View) -> String {
    view.timelines.iter().filter(|timeline| timeline.processes.len() > 1).map(of).collect()
}

fn of(timeline: &Timeline) -> String {
    let (all, tasks) = (timeline.processes.len(), timeline.tasks.len());
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{STRONG}Process tree under {}{STRONG:#}  {all} processes for {tasks} tasks, the parent included",
        timeline.title
    );
    let width = timeline.processes.iter().map(|process| process.name.len()).max().unwrap_or(0) + 2;
    for (place, process) in timeline.processes.iter().enumerate() {
        let branch = match process.parent {
            None => "",
            Some(_) if place + 1 == all => "\u{2514} ",
            Some(_) => "\u{251c} ",
        };
        let ProcessLine { id, name, threads, memory, cpu, network, .. } = process;
        let unit = if *threads == 1 { "thread" } else { "threads" };
        let name = format!("{branch}{name}");
        let _ = writeln!(text, "  {name:<width$}  process id {id:>7}  {threads} {unit}, {memory}, CPU {cpu}");
        if !network.is_empty() {
            let _ = writeln!(
                text,
                "  {:<width$}  {FAINT}{network}{FAINT:#}",
                if place + 1 == all { "" } else { "\u{2502}" }
            );
        }
    }
    text
}
