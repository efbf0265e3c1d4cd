"""Blocks of text, compressed and decompressed by zlib, which lets go of the global interpreter lock meanwhile."""
import zlib

from programs.seeded import below, random_of


def run(task):
    own = task.values["text"].encode()
    text = part(own, task) if own else write(task, task.values["block_kib"] * 1024)
    packed = zlib.compress(text, task.values["level"])
    unpacked = zlib.decompress(packed)
    if unpacked != text:
        raise ValueError("What was decompressed differs from the text.")
    task.print(f"block {task.number + 1}: {len(unpacked)} bytes there and back (compressed {len(packed)})")
    # The packed bytes are no part of the answer: another library packs the same text into others.
    return zlib.crc32(unpacked) << 32 | len(unpacked)


def part(text, task):
    """The block of this task."""
    blocks = min(task.values["blocks"], len(text))
    return text[len(text) * task.number // blocks:len(text) * (task.number + 1) // blocks]


def write(task, length):
    """Text, its words chosen by chance."""
    random = random_of(task)
    text = bytearray()
    while len(text) < length:
        text += WORDS[below(len(WORDS), random)] + b" "
    return bytes(text[:length])


WORDS = [
    b"a", b"the", b"of", b"and", b"or", b"task", b"thread", b"process", b"lane", b"lock", b"queue", b"core", b"memory", b"message",
    b"runs", b"waits", b"sleeps", b"computes", b"shares", b"blocks", b"yields", b"while", b"until", b"another", b"parallel",
    b"at once", b"together", b"in turn", b"quantum", b"switches", b"first,", b"last.",
]
