//! What the system says of a process, where there is `/proc`; elsewhere nobody is asked, and nothing is known.

use interleave_core::clock::Usage;

/// What the process uses that `/proc` calls so: `self`, or a number. Nothing where there is no such process, or no `/proc`.
pub fn read(process: &str) -> Option<Usage> {
    std::fs::read_to_string(format!("/proc/{process}/status")).ok().map(|status| parsed(&status))
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
}
