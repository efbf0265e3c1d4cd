"""A payload to another task and back: within one process only a reference travels, between processes every byte."""
import itertools

from programs.kinds import QUEUE
from programs.seeded import random_bits


def share(way, values):
    """The way out, and the way back."""
    return QUEUE[way](1), QUEUE[way](1)


def sequential(tasks):
    """Nobody can wait for another here: reader and owner look at the payload in turn."""
    owner, reader = tasks
    payload, own, read = filled(owner), 0, 0
    for _ in range(owner.values["trips"]):
        payload = handed(owner, payload)
        read += look(payload)
        payload = handed(reader, payload)
        own += look(payload)
    return [came_back(owner, payload, own), read]


def run(task):
    return own(task) if task.number == 0 else read(task)


async def run_async(task):
    return await (own_async(task) if task.number == 0 else read_async(task))


def own(task):
    out, back = task.shared
    payload, total = filled(task), 0
    for _ in range(task.values["trips"]):
        out.put(handed(task, payload))
        payload = back.get()
        total += look(payload)
    return came_back(task, payload, total)


def read(task):
    out, back = task.shared
    total = 0
    for _ in range(task.values["trips"]):
        payload = out.get()
        total += look(payload)
        back.put(handed(task, payload))
    return total


async def own_async(task):
    out, back = task.shared
    payload, total = filled(task), 0
    for _ in range(task.values["trips"]):
        await out.put(handed(task, payload))
        payload = await back.get()
        total += look(payload)
    return came_back(task, payload, total)


async def read_async(task):
    out, back = task.shared
    total = 0
    for _ in range(task.values["trips"]):
        payload = await out.get()
        total += look(payload)
        await back.put(handed(task, payload))
    return total


def filled(task):
    length = task.values["kib"] * 1024
    return b"".join(bits.to_bytes(8, "little") for bits in itertools.islice(random_bits(length), length // 8))


def handed(task, payload):
    """What is handed over: a copy, or another reference to the same bytes. Python has no third way, such as moving."""
    return bytearray(payload) if task.values["how"] == "copy" else payload


def look(payload):
    """Adds up all bytes, to see that they are there and unharmed."""
    return sum(payload)


def came_back(task, payload, total):
    task.print(f"{len(payload) // 1024} KiB came back")
    return total
