"""Chance that can be repeated: xoshiro256++, its state filled by splitmix64, as in core/src/random.rs."""

MASK = 2**64 - 1


def random_bits(seed):
    """Without end, the next 64 random bits; the same seed gives the same ones."""
    a, b, c, d = splitmix64(seed)
    while True:
        total = (a + d) & MASK
        yield (rotated(total, 23) + a) & MASK
        c ^= a
        d ^= b
        a, b, c, d = a ^ d, b ^ c, c ^ ((b << 17) & MASK), rotated(d, 45)


def random_of(task):
    """The random bits of this task: unlike those of every other task and seed."""
    return random_bits(task.values["data_seed"] << 32 | task.number)


def below(n, random):
    """A number below n, each equally likely."""
    while True:
        product = next(random) * n
        # Only the lowest few products would favour some numbers.
        if product & MASK >= 2**64 % n:
            return product >> 64


def splitmix64(counter):
    for _ in range(4):
        counter = (counter + 0x9E3779B97F4A7C15) & MASK
        bits = (counter ^ counter >> 30) * 0xBF58476D1CE4E5B9 & MASK
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB & MASK
        yield bits ^ bits >> 31


def rotated(bits, places):
    return (bits << places | bits >> 64 - places) & MASK
