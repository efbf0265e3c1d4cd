"""Each task sorts its part of a list of random numbers; then pairs of tasks merge theirs until one list is left."""
import heapq
import itertools

from programs.checksum import checksum
from programs.kinds import QUEUE
from programs.seeded import random_of


def share(way, values):
    """For each task a queue by which it hands its list over."""
    return [QUEUE[way](1) for _ in range(values["parts"])]


def sequential(tasks):
    """A task waits for lists of later ones only, so in reverse order each finds what it needs."""
    return [run(task) for task in reversed(tasks)][::-1]


def run(task):
    lists = task.shared
    numbers = sort_part(task)
    for other in others(task):
        numbers = merge(task, numbers, other, lists[other].get())
    if task.number == 0:
        return checksum(numbers)
    lists[task.number].put(numbers)
    return len(numbers)


async def run_async(task):
    lists = task.shared
    numbers = sort_part(task)
    for other in others(task):
        numbers = merge(task, numbers, other, await lists[other].get())
    if task.number == 0:
        return checksum(numbers)
    await lists[task.number].put(numbers)
    return len(numbers)


def sort_part(task):
    n, parts, part = task.values["n"], task.values["parts"], task.number
    length = n * (part + 1) // parts - n * part // parts
    # CPython's own sort merges runs, too, but it is written in C.
    numbers = sorted(itertools.islice(random_of(task), length))
    task.print(f"part {part + 1}: {length} numbers sorted")
    return numbers


def others(task):
    """The tasks whose lists this one merges with its own: first the nearest, then one twice as far away, and so on."""
    distance = 1
    while distance < task.values["parts"] and task.number // distance % 2 == 0:
        if task.number + distance < task.values["parts"]:
            yield task.number + distance
        distance *= 2


def merge(task, numbers, other, theirs):
    merged = list(heapq.merge(numbers, theirs))
    task.print(f"part {task.number + 1}: {len(merged)} numbers with those of part {other + 1}")
    return merged
