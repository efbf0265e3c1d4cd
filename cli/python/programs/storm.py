"""Many tasks that each sleep once, as a server's connections do."""
import asyncio
import time


def run(task):
    begin(task)
    time.sleep(task.values["wait_ms"] / 1000)
    return end(task)


async def run_async(task):
    begin(task)
    await asyncio.sleep(task.values["wait_ms"] / 1000)
    return end(task)


def begin(task):
    if task.number == 0:
        task.print(f"The first of {task.values['waits']} waits begins")


def end(task):
    number, waits = task.number + 1, task.values["waits"]
    if number == waits:
        task.print(f"The last of {waits} waits is over")
    # Which wait it was, and how long.
    return number * 1_000 + task.values["wait_ms"]
