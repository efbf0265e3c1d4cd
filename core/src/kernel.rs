//! The loop that computing is made of, where a workload only wants to keep a core busy: additions, one at a time.

/// Iterations between two checkpoints: some tens of microseconds.
pub const SLICE: u64 = 1 << 16;

/// `count + begin + (begin + 1) + .. + (end - 1)`, one number at a time, wrapping at 2^64.
///
/// The compiler knows the sum of such a series in closed form. A mask it cannot see through keeps every addition in the loop.
#[inline(never)]
pub fn add_up(mut count: u64, begin: u64, end: u64) -> u64 {
    let mask = std::hint::black_box(0);
    for i in begin..end {
        count = count.wrapping_add(i) ^ mask;
    }
    count
}

/// The same sum, from the last number to the first.
#[inline(never)]
pub fn add_down(mut count: u64, begin: u64, end: u64) -> u64 {
    let mask = std::hint::black_box(0);
    for i in (begin..end).rev() {
        count = count.wrapping_add(i) ^ mask;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_loops_give_the_sum_of_the_series() {
        let n = 3 * SLICE + 7;
        assert_eq!(add_up(0, 0, n), n * (n - 1) / 2);
        assert_eq!(add_down(0, 0, n), n * (n - 1) / 2);
    }
}
