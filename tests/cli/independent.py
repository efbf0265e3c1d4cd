"""The workload count in each way, in a few lines of plain Python, beside the harness that `interleave python` measures with.

python independent.py FOLDER_OF_HARNESS N ROUNDS prints a line of JSON for each way: the results of both, how often the harness
slept (this workload never does), and its fastest time as a multiple of the plain one. Times are for people; the test reads the rest.
"""
import asyncio
import json
import multiprocessing
import sys
import threading
import time


def up(n):
    count = 0
    for i in range(n):
        count += i
    return count


def down(n):
    count = 0
    for i in range(n - 1, -1, -1):
        count += i
    return count


def sequential(n):
    up(n), down(n)


def side_by_side(kind, n):
    both = [kind(target=task, args=(n,)) for task in (up, down)]
    for one in both:
        one.start()
    for one in both:
        one.join()


def event_loop(n):
    async def task(function):
        return function(n)

    async def both():
        await asyncio.gather(task(up), task(down))

    loop = asyncio.new_event_loop()
    loop.run_until_complete(both())
    loop.close()


PLAIN = {
    "sequential": sequential,
    "threading": lambda n: side_by_side(threading.Thread, n),
    "multiprocessing": lambda n: side_by_side(multiprocessing.Process, n),
    "asyncio": event_loop,
}


def timed(function, *arguments):
    began = time.perf_counter()
    answer = function(*arguments)
    return time.perf_counter() - began, answer


def main(folder, n, rounds):
    sys.path.insert(0, folder)
    sleeps = []
    sleep = time.sleep
    time.sleep = lambda seconds: (sleeps.append(seconds), sleep(seconds))
    import harness

    for way, plain in PLAIN.items():
        del sleeps[:]
        request = {"way": way, "workload": "count", "tasks": 2, "parameters": {"n": n}, "lanes": 2, "switch_interval_us": 5000}
        ours, theirs = [], []
        for _ in range(rounds):
            seconds, answer = timed(harness.answer, request)
            ours.append(seconds)
            theirs.append(timed(plain, n)[0])
        print(json.dumps({
            "way": way,
            "harness": [task["value"] for task in answer["tasks"]],
            "plain": [str(up(n)), str(down(n))],
            "sleeps": len(sleeps),
            "times_as_long": round(min(ours) / min(theirs), 3),
        }))


# A process that was started by "spawn" reads this file again.
if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
