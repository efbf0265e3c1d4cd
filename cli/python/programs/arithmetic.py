"""The article's add and sub, with the waits of its asynchronous example 1."""
import asyncio
import time


def run(task):
    return add(task) if task.number == 0 else sub(task)


async def run_async(task):
    return await (add_async(task) if task.number == 0 else sub_async(task))


def add(task):
    a, b = task.values["a"], task.values["b"]
    task.print("Inside add function")
    task.print("Waiting for 20 seconds in add")
    time.sleep(20 * article_second(task))
    task.print(f"Addition value: {a + b}")
    return a + b


def sub(task):
    a, b = task.values["a"], task.values["b"]
    task.print("Inside sub function")
    task.print(f"Subtraction value: {a - b}")
    task.print("Waiting for 10 seconds in sub")
    time.sleep(10 * article_second(task))
    return a - b


async def add_async(task):
    a, b = task.values["a"], task.values["b"]
    task.print("Inside add function")
    task.print("Waiting for 20 seconds in add")
    await asyncio.sleep(20 * article_second(task))
    task.print(f"Addition value: {a + b}")
    return a + b


async def sub_async(task):
    a, b = task.values["a"], task.values["b"]
    task.print("Inside sub function")
    task.print(f"Subtraction value: {a - b}")
    task.print("Waiting for 10 seconds in sub")
    await asyncio.sleep(10 * article_second(task))
    return a - b


def article_second(task):
    """What one second of the article takes here, in seconds."""
    return task.values["time_scale"] / 1000
