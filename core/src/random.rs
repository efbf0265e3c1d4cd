//! Chance that can be repeated: every random order and resample comes from a seed, the same on every host.

/// A seeded generator: xoshiro256++ (Blackman and Vigna, 2019), its state filled by splitmix64 as they advise.
/// Not for secrets.
#[derive(Clone, Debug)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// The same seed gives the same numbers; near seeds give unrelated ones.
    pub fn new(seed: u64) -> Self {
        let mut counter = seed;
        Self { state: std::array::from_fn(|_| splitmix64(&mut counter)) }
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// A number below `n`, each equally likely (Lemire's multiplication, 2019); 0 when `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        loop {
            let product = u128::from(self.next_u64()) * u128::from(n);
            let low = product as u64;
            // Only the lowest few products would favour some numbers; the costly division is rarely reached.
            if low >= n || low >= n.wrapping_neg() % n.max(1) {
                return (product >> 64) as u64;
            }
        }
    }

    /// Puts `items` into a random order, each order equally likely (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}

fn splitmix64(counter: &mut u64) -> u64 {
    *counter = counter.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut bits = *counter;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix64_gives_its_published_numbers() {
        let mut counter = 1_234_567;
        let numbers: Vec<u64> = (0..3).map(|_| splitmix64(&mut counter)).collect();
        assert_eq!(numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn xoshiro256_plus_plus_gives_its_published_numbers() {
        let mut random = Random { state: [1, 2, 3, 4] };
        let numbers: Vec<u64> = (0..5).map(|_| random.next_u64()).collect();
        assert_eq!(
            numbers,
            [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205]
        );
    }

    #[test]
    fn numbers_below_a_bound_are_equally_likely() {
        let mut random = Random::new(7);
        let mut counts = [0_u32; 6];
        for _ in 0..60_000 {
            counts[random.below(6) as usize] += 1;
        }
        // Five standard deviations of a fair die around 10 000.
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 460), "{counts:?}");
        assert_eq!((random.below(0), random.below(1)), (0, 0));
    }

    #[test]
    fn a_bound_near_the_largest_number_favours_none() {
        // Three draws share two numbers here; without rejection the lower half would hold twice as many odd ones.
        let bound = u64::MAX / 3 * 2;
        let mut random = Random::new(8);
        let low: Vec<u64> = (0..40_000).map(|_| random.below(bound)).filter(|number| *number < bound / 2).collect();
        assert!(low.len().abs_diff(20_000) < 500, "{}", low.len());
        let odd = low.iter().filter(|number| *number % 2 == 1).count();
        assert!(odd.abs_diff(low.len() / 2) < 360, "{odd} of {}", low.len());
    }

    #[test]
    fn every_order_of_a_shuffle_is_equally_likely() {
        let mut random = Random::new(9);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut items = ['a', 'b', 'c', 'd'];
            random.shuffle(&mut items);
            *counts.entry(items).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 24);
        assert!(counts.values().all(|count| count.abs_diff(1_000) < 160), "{counts:?}");
    }

    #[test]
    fn the_same_seed_repeats_and_the_next_seed_does_not() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            [random.next_u64(), random.next_u64()]
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
