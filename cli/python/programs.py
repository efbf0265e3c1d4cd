"""The workloads as CPython programs, each a list of tasks. To wait, a task yields a number of seconds; what it returns is its value."""


def add(cx):
    a, b = cx.parameters["a"], cx.parameters["b"]
    cx.print("Inside add function")
    cx.print("Waiting for 20 seconds in add")
    yield 20 * cx.parameters["time_scale"] / 1000
    cx.print("Addition value: %d" % (a + b))
    return a + b


def sub(cx):
    a, b = cx.parameters["a"], cx.parameters["b"]
    cx.print("Inside sub function")
    cx.print("Subtraction value: %d" % (a - b))
    cx.print("Waiting for 10 seconds in sub")
    yield 10 * cx.parameters["time_scale"] / 1000
    return a - b


def count_up(cx):
    count = 0
    for i in range(cx.parameters["n"]):
        count += i
    # Rust's numbers have 64 bits.
    cx.print("count_up: %d" % (count % 2**64))
    return count


def count_down(cx):
    count = 0
    for i in range(cx.parameters["n"] - 1, -1, -1):
        count += i
    cx.print("count_down: %d" % (count % 2**64))
    return count


arithmetic = [add, sub]
count = [count_up, count_down]
