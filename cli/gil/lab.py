"""What the GIL of this CPython does, measured from inside: a request is a line of JSON, the answer another."""
import asyncio
import hashlib
import json
import multiprocessing
import sys
import threading
import time

now = time.perf_counter


def together(*bodies):
    """Runs each body on a thread of its own; gives the seconds until all have ended."""
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
    """Stretches without a gap, as each computing thread sees them: (begin, end, thread), in order."""
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
        # The first and the last one were cut off by the beginning and the end.
        found.extend(own[1:])

    together(*[lambda number=number: compute(number) for number in range(threads)])
    return sorted(found)


def slices(request):
    sys.setswitchinterval(request["interval"])
    found = bursts(request["threads"], request["interval"], request["seconds"])
    lengths = sorted(end - begin for begin, end, _ in found)
    turns = [a[2] != b[2] for a, b in zip(found, found[1:])]
    overlaps = sum(b[0] < a[1] for a, b in zip(found, found[1:]))
    if not lengths:
        return {}
    return {
        "median": median(lengths),
        "mean": sum(lengths) / len(lengths),
        "p95": lengths[int(0.95 * (len(lengths) - 1))],
        "turns": sum(turns) / max(1, len(turns)),
        "overlaps": overlaps,
    }


def sleepers(request):
    one = together(lambda: time.sleep(request["seconds"]))
    many = together(*[lambda: time.sleep(request["seconds"])] * request["threads"])
    return {"one": one, "many": many}


def naps(request):
    """How long a nap of a millisecond takes beside threads that compute."""
    sys.setswitchinterval(request["interval"])
    lasted = []
    over = []

    def nap():
        for _ in range(request["naps"]):
            began = now()
            time.sleep(0.001)
            lasted.append(now() - began)
        over.append(True)

    def hog():
        x = 0
        while not over:
            for _ in range(100):
                x += 1

    together(*[hog] * request["hogs"] + [nap])
    return {"median": median(lasted)}


def count(n):
    x = 0
    for i in range(n):
        x += i
    return x


def work(seconds):
    """How far to count for about so long."""
    began = now()
    count(200000)
    return max(1, int(200000 * seconds / (now() - began)))


def computing(request):
    sys.setswitchinterval(0.005)
    n = work(request["seconds"])
    began = now()
    count(n)
    count(n)
    sequential = now() - began
    return {"sequential": sequential, "threads": together(lambda: count(n), lambda: count(n))}


def processes(request):
    n = work(request["seconds"])
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
    return {"sequential": sequential, "processes": now() - began}


def released(request):
    data = bytes(request["bytes"])
    began = now()
    hashlib.sha256(data)
    hashlib.sha256(data)
    sequential = now() - began
    return {"sequential": sequential, "threads": together(*[lambda: hashlib.sha256(data)] * 2)}


def kept(request):
    """A call without a checkpoint beside a thread that looks at the clock all the time."""
    sys.setswitchinterval(0.005)
    began = now()
    sum(range(1000000))
    n = int(1000000 * request["seconds"] / (now() - began))
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
    return {"call": call[0], "gap": gap[0]}


x = 0


def one():
    return 1


def updates(request):
    """Two threads add to one number, at the shortest interval: which share of it is lost."""
    global x
    sys.setswitchinterval(1e-6)
    x = 0
    n = request["updates"]

    def plain():
        global x
        for _ in range(n):
            x += 1

    def call():
        global x
        for _ in range(n):
            x += one()

    together(*[plain if request["kind"] == "plain" else call] * 2)
    return {"lost": 1 - x / (2 * n)}


def death(request):
    """From a computing thread's death to another one's next instruction."""
    sys.setswitchinterval(0.005)
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
    return {"seconds": seen[0] - died[0]}


def event_loop(request):
    """A task that computes beside one that naps, on one event loop."""
    n = work(request["seconds"])
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

    async def both():
        await asyncio.gather(compute(), nap())

    loop = asyncio.new_event_loop()
    loop.run_until_complete(both())
    loop.close()
    return {"call": call[0], "gap": max(gaps)}


MEASURES = {f.__name__: f for f in (slices, sleepers, naps, computing, processes, released, kept, updates, death, event_loop)}


def main():
    sys.stdout.write("{}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        request = json.loads(line)
        sys.stdout.write(json.dumps(MEASURES[request.pop("measure")](request)) + "\n")
        sys.stdout.flush()


# A process that was started by "spawn" reads this file again, and must not begin it all anew.
if __name__ == "__main__":
    main()
