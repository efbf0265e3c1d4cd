"""Producers and consumers over a queue that holds only a few items: a full one holds producers up, an empty one consumers."""
import asyncio
import time

from programs.checksum import checksum
from programs.kinds import QUEUE


def share(way, values):
    """The queue of items, and one by which consumers hand their sums to the first of them."""
    # One after the other, nobody could wait for room.
    room = 0 if way == "sequential" else values["capacity"]
    return QUEUE[way](room), QUEUE[way]()


def sequential(tasks):
    """All items are made, then all are used; the first consumer, who adds up, comes last."""
    producers = tasks[0].values["producers"]
    made = [run(task) for task in tasks[:producers]]
    used = [run(task) for task in reversed(tasks[producers:])]
    return made + used[::-1]


def run(task):
    return produce(task) if is_producer(task) else consume(task)


async def run_async(task):
    return await (produce_async(task) if is_producer(task) else consume_async(task))


def produce(task):
    queue, _ = task.shared
    total = 0
    for item in items_of(task):
        time.sleep(task.values["make_ms"] / 1000)
        queue.put(item)
        total += mark(item, task.values["make_ms"])
    task.print(f"made {task.values['items']} items")
    return total


def consume(task):
    queue, sums = task.shared
    total = 0
    for _ in range(share_of(task)):
        item = queue.get()
        time.sleep(task.values["use_ms"] / 1000)
        task.print(f"used item {item}")
        total += mark(item, task.values["use_ms"])
    if not adds_up(task):
        sums.put(total)
        return share_of(task)
    return total + sum(sums.get() for _ in range(task.values["consumers"] - 1))


async def produce_async(task):
    queue, _ = task.shared
    total = 0
    for item in items_of(task):
        await asyncio.sleep(task.values["make_ms"] / 1000)
        await queue.put(item)
        total += mark(item, task.values["make_ms"])
    task.print(f"made {task.values['items']} items")
    return total


async def consume_async(task):
    queue, sums = task.shared
    total = 0
    for _ in range(share_of(task)):
        item = await queue.get()
        await asyncio.sleep(task.values["use_ms"] / 1000)
        task.print(f"used item {item}")
        total += mark(item, task.values["use_ms"])
    if not adds_up(task):
        await sums.put(total)
        return share_of(task)
    return total + sum([await sums.get() for _ in range(task.values["consumers"] - 1)])


def is_producer(task):
    return task.number < task.values["producers"]


def items_of(task):
    """The items that this producer makes."""
    items = task.values["items"]
    return range(task.number * items + 1, (task.number + 1) * items + 1)


def adds_up(task):
    return task.number == task.values["producers"]


def share_of(task):
    """How many of all items this consumer uses; which ones is decided by who is faster."""
    consumers, place = task.values["consumers"], task.number - task.values["producers"]
    everything = task.values["producers"] * task.values["items"]
    return everything // consumers + (place < everything % consumers)


def mark(item, waited):
    """What an item and the wait over it add to an answer."""
    return checksum([item, waited])
