"""Runs a program in this CPython in four ways: a request is a line of JSON on standard input, and so is the answer.

A program is a file in the folder `programs`. It has `run`, which runs a task to its value; where tasks wait, also `run_async` for
asyncio; where they have something in common, `share`, which makes it; where one waits for another, `sequential`, which runs all
of them in an order in which none has to; and where they change a number, `cells`, which reads it in the end.
"""
import asyncio
import importlib
import json
import multiprocessing
import os
import sys
import threading
import time


def now_ns():
    return int(time.perf_counter() * 1e9)


class Task:
    """What a program is given: which task it is to run, with which parameters, what it shares with others, and where it prints."""

    def __init__(self, number, values, shared):
        self.number = number
        self.values = values
        self.shared = shared
        self.lines = []

    def print(self, line):
        self.lines.append([now_ns(), line])


class Program:
    """A program with the values of one request; what it consists of is loaded again in every process."""

    def __init__(self, workload, tasks, values):
        self.workload = workload
        self.tasks = tasks
        self.values = values

    def part(self, name):
        return getattr(importlib.import_module("programs." + self.workload), name, None)

    def share(self, way):
        share = self.part("share")
        return share and share(way, self.values)

    def cells(self, shared):
        cells = self.part("cells")
        return cells(shared, self.values) if cells else []

    def all_tasks(self, shared):
        return [Task(number, self.values, shared) for number in range(self.tasks)]


def end(lane, task, value=None, error=None):
    failure = None if error is None else "%s: %s" % (type(error).__name__, error)
    # JSON numbers are exact up to 2^53, and Rust reads a negative value as the same 64 bits.
    value = None if value is None else str(value % 2**64)
    return {"lane": lane, "task": task.number, "value": value, "failure": failure, "lines": task.lines}


def perform(lane, program, task):
    """Runs a task from its beginning to its end; its waits block the thread."""
    try:
        return end(lane, task, program.part("run")(task))
    except Exception as error:
        return end(lane, task, error=error)


async def perform_async(program, task):
    """The same, but its waits let other tasks run."""
    run_async = program.part("run_async")
    if not run_async:
        return perform(0, program, task)
    try:
        return end(0, task, await run_async(task))
    except Exception as error:
        return end(0, task, error=error)


def sequential(program, lanes):
    shared = program.share("sequential")
    tasks = program.all_tasks(shared)
    in_order = program.part("sequential")
    if not in_order:
        return [perform(0, program, task) for task in tasks], shared
    try:
        return [end(0, task, value) for task, value in zip(tasks, in_order(tasks))], shared
    except Exception as error:
        return [end(0, task, error=error) for task in tasks], shared


def in_threads(program, lanes):
    shared = program.share("threading")
    waiting = iter(program.all_tasks(shared))
    ended = []
    lock = threading.Lock()

    def lane(number):
        while True:
            with lock:
                task = next(waiting, None)
            if task is None:
                return
            ended.append(perform(number, program, task))

    threads = [threading.Thread(target=lane, args=(number,)) for number in range(1, lanes + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended, shared


def end_with_parent(lifeline):
    """Ends this process with its parent, which alone holds the other end: nobody would answer any more."""
    try:
        lifeline.recv()
    except EOFError:
        os._exit(1)


def in_process(number, heap, program, shared, lifeline, held, pipe):
    """One process: takes tasks from the common heap until there is none left, and sends how they ended."""
    held.close()
    threading.Thread(target=end_with_parent, args=(lifeline,), daemon=True).start()
    numbers = iter(heap.get, None)
    pipe.send([perform(number, program, Task(task, program.values, shared)) for task in numbers])


def in_processes(program, lanes):
    """Not multiprocessing.Pool: before 3.8, closing one waits for a thread that looks around every 100 ms."""
    shared = program.share("multiprocessing")
    heap = multiprocessing.SimpleQueue()
    lifeline, held = multiprocessing.Pipe(duplex=False)
    processes, pipes = [], []
    for number in range(1, lanes + 1):
        pipe, end_of_child = multiprocessing.Pipe(duplex=False)
        arguments = (number, heap, program, shared, lifeline, held, end_of_child)
        processes.append(multiprocessing.Process(target=in_process, args=arguments))
        processes[-1].start()
        # Only the child holds it now, so that its death is the end of the pipe.
        end_of_child.close()
        pipes.append(pipe)
    for task in list(range(program.tasks)) + [None] * lanes:
        heap.put(task)
    ended = [task for pipe in pipes for task in pipe.recv()]
    for process in processes:
        process.join()
    return ended, shared


def in_event_loop(program, lanes):
    async def all_of_them():
        shared = program.share("asyncio")
        tasks = program.all_tasks(shared)
        return await asyncio.gather(*[perform_async(program, task) for task in tasks]), shared

    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(all_of_them())
    finally:
        loop.close()


WAYS = {"sequential": sequential, "threading": in_threads, "multiprocessing": in_processes, "asyncio": in_event_loop}


def answer(request):
    sys.setswitchinterval(request["switch_interval_us"] / 1e6)
    # Whom a program asks is no parameter, but one of the things that it is told.
    values = dict(request["parameters"], server=request.get("server"))
    program = Program(request["workload"], request["tasks"], values)
    # Only the first run would have to read the file.
    program.part("run")
    began = now_ns()
    ended, shared = WAYS[request["way"]](program, request["lanes"])
    wall_ns = now_ns() - began
    for task in ended:
        task["lines"] = [[at - began, line] for at, line in task["lines"]]
    ended.sort(key=lambda task: task["task"])
    return {"wall_ns": wall_ns, "tasks": ended, "cells": program.cells(shared)}


def main():
    sys.stdout.write(json.dumps({"start_method": multiprocessing.get_start_method()}) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


# A process that was started by "spawn" reads this file again, and must not start the loop.
if __name__ == "__main__":
    main()
