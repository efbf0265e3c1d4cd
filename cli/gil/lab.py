"""Measures the GIL of this CPython from inside: a request is a line of JSON that names one of the measurements below, the answer
is another line, with the names of core/src/fidelity/figures.rs."""
import asyncio
import hashlib
import json
import multiprocessing
import sys
import threading
import time

now = time.perf_counter

DEFAULT_INTERVAL = 0.005


def together(*bodies):
    """Runs each body on its own thread; gives the seconds until all have ended."""
    threads = [threading.Thread(target=body) for body in bodies]
    began = now()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return now() - began


def median(values):
    values = sorted(values)
    return values[len(values) // 2] if values else None


def bursts(threads, interval, seconds):
    """When each computing thread ran without a gap, as it sees itself: (begin, end, thread), in order."""
    found = []
    until = now() + seconds

    def compute(number):
        own = []
        begin = last = now()
        while last < until:
            t = now()
            if t - last > 0.3 * interval:
                own.append((begin, last, number))
                begin = t
            last = t
        # The first and the last burst were cut off by the beginning and the end.
        found.extend(own[1:])

    together(*[lambda number=number: compute(number) for number in range(threads)])
    return sorted(found)


def lengths(found):
    """How long these bursts are; nothing when there are none."""
    values = sorted(1e3 * (end - begin) for begin, end, _ in found)
    if not values:
        return {}
    return {
        "mean_ms": sum(values) / len(values),
        "median_ms": median(values),
        "p95_ms": values[int(0.95 * (len(values) - 1))],
    }


def slices(request):
    by_interval = {}
    for interval_us, seconds in request["intervals"]:
        sys.setswitchinterval(interval_us / 1e6)
        found = bursts(2, interval_us / 1e6, seconds)
        if found:
            by_interval[interval_us] = lengths(found)["median_ms"]
        if interval_us / 1e6 == DEFAULT_INTERVAL:
            two = found
    sys.setswitchinterval(DEFAULT_INTERVAL)
    four = bursts(4, DEFAULT_INTERVAL, request["four_threads_s"])
    pairs = list(zip(two, two[1:]))
    return {
        "slice_by_interval_ms": by_interval,
        "slices_of_two": lengths(two),
        "slices_of_four": lengths(four),
        "turns": sum(a[2] != b[2] for a, b in pairs) / max(1, len(pairs)) if two else None,
        "overlaps": sum(b[0] < a[1] for a, b in pairs) if two else None,
    }


def sleepers(request):
    one = together(lambda: time.sleep(request["sleep_s"]))
    many = together(*[lambda: time.sleep(request["sleep_s"])] * request["sleepers"])
    return {"sleep_one_ms": 1e3 * one, "sleep_many_ms": 1e3 * many}


def nap_ms(hogs, interval, naps):
    """How long a nap of a millisecond takes beside threads that compute."""
    sys.setswitchinterval(interval)
    lasted = []
    over = []

    def nap():
        for _ in range(naps):
            began = now()
            time.sleep(0.001)
            lasted.append(now() - began)
        over.append(True)

    def hog():
        x = 0
        while not over:
            for _ in range(100):
                x += 1

    together(*[hog] * hogs + [nap])
    return 1e3 * median(lasted)


def naps(request):
    return {
        "nap_beside_one_ms": nap_ms(1, DEFAULT_INTERVAL, request["naps"]),
        "nap_beside_two_ms": nap_ms(2, DEFAULT_INTERVAL, request["naps"]),
        "nap_short_interval_ms": nap_ms(1, 0.001, request["naps"]),
    }


def count(n):
    x = 0
    for i in range(n):
        x += i
    return x


def work(seconds):
    """How far to count so that it takes about so many seconds."""
    began = now()
    count(200000)
    return max(1, int(200000 * seconds / (now() - began)))


def computing(request):
    sys.setswitchinterval(DEFAULT_INTERVAL)
    n = work(request["computing_s"])
    began = now()
    count(n)
    count(n)
    sequential = now() - began
    threads = together(lambda: count(n), lambda: count(n))
    return {"sequential_ms": 1e3 * sequential, "two_threads_ms": 1e3 * threads}


def processes(request):
    n = work(request["processes_s"])
    began = now()
    count(n)
    count(n)
    sequential = now() - began
    children = [multiprocessing.Process(target=count, args=(n,)) for _ in range(2)]
    began = now()
    for child in children:
        child.start()
    for child in children:
        child.join()
    return {"long_sequential_ms": 1e3 * sequential, "two_processes_ms": 1e3 * (now() - began)}


def released(request):
    data = bytes(request["released_bytes"])
    began = now()
    hashlib.sha256(data)
    hashlib.sha256(data)
    sequential = now() - began
    threads = together(*[lambda: hashlib.sha256(data)] * 2)
    return {"calls_in_turn_ms": 1e3 * sequential, "calls_at_once_ms": 1e3 * threads}


def kept(request):
    """A call without a checkpoint beside a thread that reads the clock all the time."""
    sys.setswitchinterval(DEFAULT_INTERVAL)
    began = now()
    sum(range(1000000))
    n = int(1000000 * request["call_s"] / (now() - began))
    call, gap, over = [], [], []

    def calls():
        time.sleep(0.01)
        began = now()
        sum(range(n))
        call.append(now() - began)
        over.append(True)

    def looks():
        last = now()
        longest = 0
        while not over:
            t = now()
            longest = max(longest, t - last)
            last = t
        gap.append(longest)

    together(looks, calls)
    return {"call_ms": 1e3 * call[0], "gap_ms": 1e3 * gap[0]}


x = 0


def one():
    return 1


def lost(n, calling):
    """The share of updates that is lost when two threads add to one number, at the shortest interval."""
    global x
    sys.setswitchinterval(1e-6)
    x = 0

    def plain():
        global x
        for _ in range(n):
            x += 1

    def call():
        global x
        for _ in range(n):
            x += one()

    together(*[call if calling else plain] * 2)
    return 1 - x / (2 * n)


def updates(request):
    return {
        "lost_without_checkpoint": lost(request["updates"], False),
        "lost_with_checkpoint": lost(request["updates"], True),
    }


def death(request):
    """The time from the end of a computing thread to the next instruction of another one."""
    sys.setswitchinterval(DEFAULT_INTERVAL)
    died, seen = [], []

    def dies():
        until = now() + 0.03
        while now() < until:
            pass
        died.append(now())
        raise SystemExit

    def sees():
        while not died:
            pass
        seen.append(now())

    together(dies, sees)
    return {"death_ms": 1e3 * (seen[0] - died[0])}


def on_loop(*coroutines):
    """Runs them on one event loop; gives the seconds until all have ended."""

    async def all_of_them():
        began = now()
        await asyncio.gather(*coroutines)
        return now() - began

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(all_of_them())
    finally:
        loop.close()


def event_loop(request):
    """A task that computes beside one that naps, and tasks that sleep, on one event loop."""
    n = work(request["loop_call_s"])
    gaps, call = [], []

    async def compute():
        await asyncio.sleep(0.005)
        began = now()
        count(n)
        call.append(now() - began)

    async def nap():
        for _ in range(20):
            began = now()
            await asyncio.sleep(0.001)
            gaps.append(now() - began)

    on_loop(compute(), nap())
    one = on_loop(asyncio.sleep(request["loop_sleep_s"]))
    many = on_loop(*[asyncio.sleep(request["loop_sleep_s"]) for _ in range(request["sleepers"])])
    return {
        "loop_call_ms": 1e3 * call[0],
        "loop_gap_ms": 1e3 * max(gaps),
        "loop_sleep_one_ms": 1e3 * one,
        "loop_sleep_many_ms": 1e3 * many,
    }


def main():
    sys.stdout.write("{}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        request = json.loads(line)
        figures = globals()[request["measurement"]](request)
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()


# A process that was started by "spawn" reads this file again, and must not start the loop.
if __name__ == "__main__":
    main()
