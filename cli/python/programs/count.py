"""The article's count_up and count_down: two loops that only compute."""


def run(task):
    return count_up(task) if task.number == 0 else count_down(task)


def count_up(task):
    count = 0
    for i in range(task.values["n"]):
        count += i
    # Rust's numbers have 64 bits.
    task.print(f"count_up: {count % 2**64}")
    return count


def count_down(task):
    count = 0
    for i in range(task.values["n"] - 1, -1, -1):
        count += i
    task.print(f"count_down: {count % 2**64}")
    return count
