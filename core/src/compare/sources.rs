//! A report's figures as something to compare: one source per platform it measured on.

use super::comparison::Source;
use super::label::Label;
use crate::fold::answer::answer;
use crate::fold::place::about;
use crate::fold::text;
use crate::host::{Environment, Platform};
use crate::report::{ModelResult, Report};
use crate::statistics::{self, Estimate};

/// What measured: a kind of program, and the version of CPython if it was one.
type Meter = (Platform, Option<String>);

/// One source with what it measured.
#[derive(Clone, Debug)]
pub struct Measured<'a> {
    /// Who.
    pub source: Source,
    /// How sentences call it.
    pub label: Label,
    /// The report it is from; `None` for published figures.
    pub report: Option<&'a Report>,
    /// Where that was measured; `None` for published figures.
    pub environment: Option<&'a Environment>,
    /// Every model's samples in milliseconds; of those that failed, none.
    pub samples: Vec<(String, Vec<f64>)>,
    /// Every model's speed-up against `sequential`.
    pub speedups: Vec<(String, Estimate)>,
}

impl Measured<'_> {
    /// How many times as fast as `sequential` of this source a model is, where that is known.
    pub fn speedup_of(&self, model: &str) -> Option<Estimate> {
        self.speedups.iter().find(|(own, _)| own == model).map(|(_, speedup)| *speedup)
    }

    /// Whether a model came to the right answer, in a word or two; empty for published figures.
    pub fn answer_of(&self, model: &str) -> String {
        let Some(report) = self.report else { return String::new() };
        self.result_of(model).map(|result| answer(result, report)).unwrap_or_default()
    }

    /// What became of what the tasks of a model share, in words; empty for published figures.
    pub fn observations_of(&self, model: &str) -> String {
        self.result_of(model).map(|result| text::observations(&result.observations)).unwrap_or_default()
    }

    fn result_of(&self, model: &str) -> Option<&ModelResult> {
        let own = (self.source.platform, &self.source.interpreter);
        let is_own = |result: &&ModelResult| {
            let (platform, interpreter) = meter(result);
            result.model == model && (Some(platform), &interpreter) == own
        };
        self.report?.results.iter().find(is_own)
    }

    /// Whether the clock of this source can measure times as short as those of the model.
    pub fn can_time(&self, model: &str) -> bool {
        let median = statistics::median(self.samples_of(model));
        let steps = self.environment.map(|environment| environment.clock_step_ns);
        median.zip(steps).is_none_or(|(median, steps)| statistics::resolvable(median, steps))
    }

    fn series(&self) -> Vec<&[f64]> {
        self.samples.iter().map(|(_, samples)| samples.as_slice()).collect()
    }

    /// Whether something else used the machine, so that its figures are also those of something else.
    pub fn is_of_a_busy_machine(&self) -> bool {
        self.report.is_some_and(|report| report.warnings.iter().any(|warning| warning.code == "busy-machine"))
    }

    /// Whether both were measured in one session, round by round.
    pub fn is_of_the_session_of(&self, other: &Self) -> bool {
        self.report.zip(other.report).is_some_and(|(own, other)| std::ptr::eq(own, other))
    }

    /// The samples of a model; none when it did not run or failed.
    pub fn samples_of(&self, model: &str) -> &[f64] {
        self.samples.iter().find(|(own, _)| own == model).map_or(&[], |(_, samples)| samples)
    }
}

/// What measured a result.
pub fn meter(result: &ModelResult) -> Meter {
    (result.platform, result.interpreter.as_ref().map(|interpreter| interpreter.version.clone()))
}

/// The sources of a report, in the order of its results.
pub fn of<'a>(name: &str, report: &'a Report) -> Vec<Measured<'a>> {
    let mut meters: Vec<Meter> = Vec::new();
    for result in &report.results {
        let meter = meter(result);
        if !meters.contains(&meter) {
            meters.push(meter);
        }
    }
    meters.into_iter().map(|meter| measured(name, report, meter)).collect()
}

fn measured<'a>(name: &str, report: &'a Report, own: Meter) -> Measured<'a> {
    let succeeded = |result: &&ModelResult| meter(result) == own && result.checksum.is_some();
    let results = || report.results.iter().filter(succeeded);
    let samples = results().map(|result| (result.model.clone(), result.samples_ms.clone())).collect();
    let speedups = results().filter_map(|result| Some((result.model.clone(), result.speedup?))).collect();
    let (platform, interpreter) = own.clone();
    let environment = report.environment_of(platform);
    let about = format!("{}, {}", about(environment), day(&report.created));
    let source = Source { name: name.to_owned(), label: name.to_owned(), platform: Some(platform), interpreter, about };
    let label = Label::name(name);
    Measured { source, label, report: Some(report), environment: Some(environment), samples, speedups }
}

fn day(created: &str) -> &str {
    created.split('T').next().unwrap_or(created)
}

/// Calls each source by what measured it if it is the only one of the kind, and by its name otherwise. Equal names are told
/// apart by number.
pub fn give_labels(measured: &mut [Measured<'_>]) {
    let kind = |source: &Source| (source.platform, source.interpreter.clone());
    let kinds: Vec<_> = measured.iter().map(|one| kind(&one.source)).collect();
    let names: Vec<String> = measured.iter().map(|one| one.source.name.clone()).collect();
    for (place, one) in measured.iter_mut().enumerate() {
        let Some(platform) = one.source.platform else { continue };
        let equals = |upto: usize| names[..upto].iter().filter(|name| **name == one.source.name).count();
        if equals(names.len()) > 1 {
            one.label = Label::name(&format!("{} ({})", one.source.name, equals(place) + 1));
        }
        if kinds.iter().filter(|other| **other == kinds[place]).count() == 1 {
            one.label = Label::meter(platform, one.source.interpreter.as_deref());
        }
        one.source.label = one.label.who.clone();
    }
}

/// By how much the sessions of two sources waver by themselves, as a share: what each made different from round to round, and
/// what changed while they went on, which is the least that may have changed between them. Within one session, only the former:
/// what changes between rounds meets both. `None` where nobody can know, as on a busy machine.
pub fn floor(first: &Measured<'_>, other: &Measured<'_>, seed: u64) -> Option<f64> {
    if first.is_of_a_busy_machine() || other.is_of_a_busy_machine() {
        return None;
    }
    let wavers = |series: &[&[f64]]| statistics::noise_floor(&statistics::aa_ratios(series), seed);
    if first.is_of_the_session_of(other) {
        return wavers(&[first.series(), other.series()].concat());
    }
    let own = |one: &Measured<'_>| Some((wavers(&one.series())?, statistics::drift(&one.series())));
    let ((first_floor, first_drift), (other_floor, other_drift)) = own(first).zip(own(other))?;
    Some(first_floor + other_floor + first_drift.max(other_drift))
}
