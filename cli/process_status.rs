//! What the system says of a process, where there is `/proc`; elsewhere nobody is asked, and nothing is known.

use std::time::Duration;

use interleave_core::clock::Usage;

/// What the process uses that `/proc` calls so: `self`, or a number. Nothing where there is no such process, or no `/proc`.
pub fn read(process: &str) -> Option<Usage> {
    std::fs::read_to_string(format!("/proc/{process}/status")).ok().map(|status| parsed(&status))
}

/// Threads of this process that were not given a name with this beginning. Nothing where there is no `/proc`.
pub fn threads_not_called(beginning: &str) -> Option<u64> {
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    // One that ends meanwhile has no name any more.
    let names = tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
    Some(names.filter(|name| !name.starts_with(beginning)).count() as u64)
}

/// How long the process that `/proc` calls so has computed, on all of its threads; counted in hundredths of a second.
pub fn processor_time(process: &str) -> Option<Duration> {
    processor_time_in(&std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

/// The unit of these times towards programs, which Linux keeps at this whatever its own is.
const TICK: Duration = Duration::from_millis(10);
/// Where the time in the program itself stands behind the name; that in the system for it follows.
const OWN_TIME: usize = 11;

fn processor_time_in(stat: &str) -> Option<Duration> {
    // The name stands in parentheses and may contain any.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(OWN_TIME);
    let ticks = |field: Option<&str>| field?.parse::<u32>().ok();
    Some(TICK * (ticks(fields.next())? + ticks(fields.next())?))
}

fn parsed(status: &str) -> Usage {
    let value = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    let kib = value("VmRSS").and_then(|size| size.strip_suffix(" kB")?.parse::<u64>().ok());
    Usage { memory_bytes: kib.map(|kib| kib * 1024), threads: value("Threads").and_then(|count| count.parse().ok()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_and_threads_are_read_and_what_is_not_said_is_not_known() {
        let found = parsed("Name:\tinterleave\nVmRSS:\t    5120 kB\nThreads:\t3\nThreadsOfOthers:\t9\n");
        assert_eq!(found, Usage { memory_bytes: Some(5_120 * 1024), threads: Some(3) });
        assert_eq!(parsed("VmRSS: many\n"), Usage::default());
    }

    #[test]
    fn the_time_in_program_and_system_is_added_up_whatever_the_process_is_called() {
        let stat = "7 (a) b (c) R 1 2 3 4 5 6 7 8 9 10 150 50 13 14 20 0 3";
        assert_eq!(processor_time_in(stat), Some(Duration::from_secs(2)));
        assert_eq!(processor_time_in("7 (short) R 1"), None);
    }
}
