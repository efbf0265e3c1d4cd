"""Every task adds 1 to the same number. Reading it and writing it back are two steps, and another task can come between."""
import itertools

from programs.kinds import LOCK, QUEUE


class Number:
    """What the tasks add to. Another process gets a new one, so each process has its own."""

    def __init__(self):
        self.value = 0
        # While there is a global interpreter lock, `next` of this is one step. Python has no other atomic number.
        self.ticks = itertools.count()

    def __reduce__(self):
        return Number, ()


def share(way, values):
    return Number(), LOCK[way](), QUEUE[way]()


def cells(shared, values):
    """What has become of the number in the end."""
    number, _, _ = shared
    return [next(number.ticks) if values["fix"] == "atomic" else number.value]


def sequential(tasks):
    """The task that adds up what the others send comes last, so that it need not wait for them."""
    return [run(task) for task in reversed(tasks)][::-1]


def run(task):
    number, lock, counts = task.shared
    fix, increments = task.values["fix"], task.values["increments"]
    if fix == "mutex":
        return with_mutex(number, lock, increments)
    if fix == "atomic":
        return atomically(number, increments)
    if fix == "messages":
        own = count(increments)
        if task.number > 0:
            counts.put(own)
            return own
        return added_up(task, own + sum(counts.get() for _ in range(task.values["tasks"] - 1)))
    return unprotected(number, increments)


async def run_async(task):
    number, lock, counts = task.shared
    fix, increments = task.values["fix"], task.values["increments"]
    if fix == "mutex":
        return await with_mutex_async(number, lock, increments)
    if fix == "atomic":
        return atomically(number, increments)
    if fix == "messages":
        own = count(increments)
        if task.number > 0:
            await counts.put(own)
            return own
        return added_up(task, own + sum([await counts.get() for _ in range(task.values["tasks"] - 1)]))
    return unprotected(number, increments)


def unprotected(number, increments):
    for done in range(1, increments + 1):
        number.value += 1
    return done


def with_mutex(number, lock, increments):
    for done in range(1, increments + 1):
        with lock:
            number.value += 1
    return done


async def with_mutex_async(number, lock, increments):
    for done in range(1, increments + 1):
        async with lock:
            number.value += 1
    return done


def atomically(number, increments):
    for done in range(1, increments + 1):
        next(number.ticks)
    return done


def count(increments):
    own = 0
    for _ in range(increments):
        own += 1
    return own


def added_up(task, total):
    task.print(f"counted: {total}")
    return total
