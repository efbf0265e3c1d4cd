//! What runners of tests say of one that failed, picked out of all that they print.

/// More is in the log, after the check's name.
const MOST_LINES: usize = 40;
/// After where a test panicked: what it said, and what both sides of an equation were.
const LINES_OF_A_PANIC: usize = 3;

#[derive(Debug, Default)]
pub struct Failures {
    picked: usize,
    /// The lines that still belong to a panic.
    follow: usize,
}

impl Failures {
    /// Whether this line, the next one of the output, says what failed or why.
    pub fn picks(&mut self, line: &str) -> bool {
        let line = line.trim_end();
        if line.contains(" panicked at ") {
            self.follow = LINES_OF_A_PANIC + 1;
        }
        let follows = self.follow > 0;
        self.follow = self.follow.saturating_sub(1);
        // Rust's own runner, that of wasm-bindgen, and ours of the page.
        let fails = line.ends_with(" ... FAILED") || line.ends_with(" ... FAIL") || line.starts_with("failed  ");
        let picks = self.picked < MOST_LINES && (follows || fails);
        self.picked += usize::from(picks);
        picks
    }
}

#[cfg(test)]
mod tests {
    use super::Failures;

    fn picked(output: &str) -> Vec<&str> {
        let mut failures = Failures::default();
        output.lines().filter(|line| failures.picks(line)).collect()
    }

    #[test]
    fn a_failed_test_is_picked_with_what_it_said_and_a_passed_one_is_not() {
        let output = "test a::passes ... ok
test a::fails ... FAILED
thread 'a::fails' (7) panicked at core/src/a.rs:3:5:
assertion `left == right` failed
  left: 1
 right: 2
note: run with `RUST_BACKTRACE=1`
test in_the_browser ... FAIL
test result: FAILED. 1 passed; 1 failed
failed  a test of the page: 3 is not 4";
        let expected: Vec<&str> =
            output.lines().enumerate().filter(|(at, _)| ![0, 6, 8].contains(at)).map(|(_, line)| line).collect();
        assert_eq!(picked(output), expected);
    }

    #[test]
    fn what_is_picked_has_an_end() {
        let output = "test a ... FAILED\n".repeat(100);
        assert_eq!(picked(&output).len(), super::MOST_LINES);
    }
}
