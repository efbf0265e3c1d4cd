"""The workloads as CPython programs: a list of tasks each. A task that waits yields the seconds; its value is what it returns."""


def add(desk):
    a, b = desk.parameters["a"], desk.parameters["b"]
    desk.show("Inside add function")
    desk.show("Waiting for 20 seconds in add")
    yield 20 * desk.parameters["time_scale"] / 1000
    desk.show("Addition value: %d" % (a + b))
    return a + b


def sub(desk):
    a, b = desk.parameters["a"], desk.parameters["b"]
    desk.show("Inside sub function")
    desk.show("Subtraction value: %d" % (a - b))
    desk.show("Waiting for 10 seconds in sub")
    yield 10 * desk.parameters["time_scale"] / 1000
    return a - b


def count_up(desk):
    count = 0
    for i in range(desk.parameters["n"]):
        count += i
    # Rust's numbers end at 2^64.
    desk.show("count_up: %d" % (count % 2**64))
    return count


def count_down(desk):
    count = 0
    for i in range(desk.parameters["n"] - 1, -1, -1):
        count += i
    desk.show("count_down: %d" % (count % 2**64))
    return count


arithmetic = [add, sub]
count = [count_up, count_down]
