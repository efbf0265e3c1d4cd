"""Tasks that compute and wait in turn; a hog, if there is one, never waits."""
import asyncio
import time

# How often a task computes and then waits.
TURNS = 5

# What counts as a microsecond of computing, in Rust; CPython needs some thirty for as many.
ADDITIONS_PER_US = 1_000


def run(task):
    count, (additions, turn_us) = 0, work(task)
    for turn in range(TURNS):
        count = add_up(count, additions * turn // TURNS, additions * (turn + 1) // TURNS)
        if turn_us > 0:
            time.sleep(turn_us / 1_000_000)
            count += turn_us
    return done(task, count)


async def run_async(task):
    count, (additions, turn_us) = 0, work(task)
    for turn in range(TURNS):
        count = add_up(count, additions * turn // TURNS, additions * (turn + 1) // TURNS)
        if turn_us > 0:
            await asyncio.sleep(turn_us / 1_000_000)
            count += turn_us
    return done(task, count)


def is_hog(task):
    return task.number == task.values["tasks"]


def work(task):
    """How many additions there are in all, and how many microseconds the wait of each turn takes."""
    waiting = 0 if is_hog(task) else task.values["waiting"]
    work_us = task.values["work_ms"] * 1_000
    wait_us = work_us * waiting // 100
    return (work_us - wait_us) * ADDITIONS_PER_US, wait_us // TURNS


def add_up(count, begin, end):
    for i in range(begin, end):
        count += i
    return count


def done(task, count):
    task.print("the hog is done" if is_hog(task) else f"task {task.number + 1} is done")
    return count
