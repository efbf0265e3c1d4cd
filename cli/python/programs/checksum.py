"""One number for a long result: FNV-1a, 64 bit, as in core/src/checksum.rs."""


def checksum(numbers):
    """A number that depends on every one of them, and on their order."""
    value = 0xCBF29CE484222325
    for number in numbers:
        value = (value ^ number) * 0x100000001B3 % 2**64
    return value
