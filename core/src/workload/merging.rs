//! Merging two sorted lists, the step of which `sort` consists.

/// Fills `target` with the smallest numbers of both sorted sides and takes them away there.
pub fn merge<'a>(left: &mut &'a [u64], right: &mut &'a [u64], target: &mut [u64]) {
    let of_left = share_of_left(left, right, target.len());
    let (own, others);
    (own, *left) = left.split_at(of_left);
    (others, *right) = right.split_at(target.len() - of_left);
    merge_all(own, others, target);
}

/// How many of so many smallest numbers are the left side's; of equal ones, those of the left side come first.
fn share_of_left(left: &[u64], right: &[u64], count: usize) -> usize {
    let (mut least, mut most) = (count.saturating_sub(right.len()), count.min(left.len()));
    while least < most {
        let tried = least.midpoint(most);
        if left[tried] <= right[count - tried - 1] {
            least = tried + 1;
        } else {
            most = tried;
        }
    }
    least
}

/// Fills `target` with all numbers of both sorted sides, from both ends at once: neither end waits for what the other one has found.
///
/// Which side is next is as good as random. A branch would guess wrongly half of the time; here it is a figure to count with.
#[inline(never)]
pub fn merge_all(left: &[u64], right: &[u64], target: &mut [u64]) {
    // What is left of each side, between what the two ends have taken.
    let (mut left_from, mut left_to) = (0, left.len());
    let (mut right_from, mut right_to) = (0, right.len());
    let (front, back) = target.split_at_mut(target.len() / 2);
    for (smallest, largest) in front.iter_mut().zip(back.iter_mut().rev()) {
        if left_from >= left.len() || right_from >= right.len() || left_to == 0 || right_to == 0 {
            break;
        }
        let (l, r) = (left[left_from], right[right_from]);
        *smallest = l.min(r);
        left_from += usize::from(l <= r);
        right_from += usize::from(l > r);
        let (l, r) = (left[left_to - 1], right[right_to - 1]);
        *largest = l.max(r);
        left_to -= usize::from(l > r);
        right_to -= usize::from(l <= r);
    }
    // Of one side nothing is left, or of both a single number.
    let taken = left_from + right_from;
    let rest = taken..target.len() - taken;
    let (own, others) = target[rest].split_at_mut(left_to - left_from);
    own.copy_from_slice(&left[left_from..left_to]);
    others.copy_from_slice(&right[right_from..right_to]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn merging_in_pieces_of_any_length_gives_all_numbers_in_order() {
        let mut random = Random::new(1);
        for _ in 0..2_000 {
            // Few different numbers, so that many are equal.
            let mut side = || {
                let mut numbers: Vec<u64> = (0..random.below(12)).map(|_| random.below(6)).collect();
                numbers.sort_unstable();
                numbers
            };
            let (own, others) = (side(), side());
            let mut expected = [&own[..], &others].concat();
            expected.sort_unstable();
            for piece in 1..=expected.len() {
                let (mut left, mut right) = (&own[..], &others[..]);
                let mut target = vec![u64::MAX; expected.len()];
                for slice in target.chunks_mut(piece) {
                    merge(&mut left, &mut right, slice);
                }
                assert_eq!(target, expected, "{own:?} and {others:?} in pieces of {piece}");
                assert!(left.is_empty() && right.is_empty());
            }
        }
    }
}
