"""Runs a program in this CPython in four ways: a request is a line of JSON on standard input, and so is the answer."""
import asyncio
import inspect
import json
import multiprocessing
import sys
import threading
import time

import programs


def now_ns():
    return int(time.perf_counter() * 1e9)


class Context:
    """What a task of a program is given: the parameters, and a place for its lines, each with its time."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.lines = []

    def print(self, line):
        self.lines.append([now_ns(), line])


def end(lane, task, cx, value=None, error=None):
    failure = None if error is None else "%s: %s" % (type(error).__name__, error)
    return {"lane": lane, "task": task, "value": value, "failure": failure, "lines": cx.lines}


def perform(lane, workload, task, parameters):
    """Runs a task from its beginning to its end; its waits block the thread."""
    cx = Context(parameters)
    try:
        steps = getattr(programs, workload)[task](cx)
        if not inspect.isgenerator(steps):
            return end(lane, task, cx, steps)
        try:
            while True:
                time.sleep(next(steps))
        except StopIteration as stop:
            return end(lane, task, cx, stop.value)
    except Exception as error:
        return end(lane, task, cx, error=error)


async def perform_async(workload, task, parameters):
    """The same, but its waits let other tasks run."""
    cx = Context(parameters)
    try:
        steps = getattr(programs, workload)[task](cx)
        if not inspect.isgenerator(steps):
            return end(0, task, cx, steps)
        try:
            while True:
                await asyncio.sleep(next(steps))
        except StopIteration as stop:
            return end(0, task, cx, stop.value)
    except Exception as error:
        return end(0, task, cx, error=error)


def sequential(workload, tasks, parameters, lanes):
    return [perform(0, workload, task, parameters) for task in range(tasks)]


def in_threads(workload, tasks, parameters, lanes):
    ended = []
    waiting = iter(range(tasks))
    lock = threading.Lock()

    def lane(number):
        while True:
            with lock:
                task = next(waiting, None)
            if task is None:
                return
            ended.append(perform(number, workload, task, parameters))

    threads = [threading.Thread(target=lane, args=(number,)) for number in range(1, lanes + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def in_process(number, heap, workload, parameters, pipe):
    """One process: takes tasks from the common heap until there is none left, and sends how they ended."""
    pipe.send([perform(number, workload, task, parameters) for task in iter(heap.get, None)])


def in_processes(workload, tasks, parameters, lanes):
    """Not multiprocessing.Pool: before 3.8, closing one waits for a thread that looks around every 100 ms."""
    heap = multiprocessing.SimpleQueue()
    processes, pipes = [], []
    for number in range(1, lanes + 1):
        pipe, end_of_child = multiprocessing.Pipe(duplex=False)
        arguments = (number, heap, workload, parameters, end_of_child)
        processes.append(multiprocessing.Process(target=in_process, args=arguments))
        processes[-1].start()
        # Only the child holds it now, so that its death is the end of the pipe.
        end_of_child.close()
        pipes.append(pipe)
    for task in list(range(tasks)) + [None] * lanes:
        heap.put(task)
    ended = [task for pipe in pipes for task in pipe.recv()]
    for process in processes:
        process.join()
    return ended


def in_event_loop(workload, tasks, parameters, lanes):
    async def all_of_them():
        return await asyncio.gather(*[perform_async(workload, task, parameters) for task in range(tasks)])

    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(all_of_them())
    finally:
        loop.close()


WAYS = {"sequential": sequential, "threading": in_threads, "multiprocessing": in_processes, "asyncio": in_event_loop}


def answer(request):
    sys.setswitchinterval(request["switch_interval_us"] / 1e6)
    began = now_ns()
    ended = WAYS[request["way"]](request["workload"], request["tasks"], request["parameters"], request["lanes"])
    wall_ns = now_ns() - began
    for task in ended:
        task["lines"] = [[at - began, line] for at, line in task["lines"]]
        # JSON numbers are exact up to 2^53, and Rust reads a negative value as the same 64 bits.
        task["value"] = None if task["value"] is None else str(task["value"] % 2**64)
    return {"wall_ns": wall_ns, "tasks": sorted(ended, key=lambda task: task["task"])}


def main():
    sys.stdout.write(json.dumps({"start_method": multiprocessing.get_start_method()}) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


# A process that was started by "spawn" reads this file again, and must not start the loop.
if __name__ == "__main__":
    main()
