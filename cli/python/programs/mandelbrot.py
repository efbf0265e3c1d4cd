"""The Mandelbrot set: every row is a task that only computes and needs no other row."""
from programs.checksum import checksum

# The part of the plane that is shown.
LEFT, WIDTH, HEIGHT = -2.25, 3.0, 2.0

# The sketch that is printed.
COLUMNS, LINES = 32, 12


def run(task):
    width, height, limit = task.values["width"], task.values["height"], task.values["limit"]
    y = (task.number + 0.5) * HEIGHT / height - HEIGHT / 2
    counts = [escape((column + 0.5) * WIDTH / width + LEFT, y, limit) for column in range(width)]
    # Some rows are enough to recognise the picture.
    if task.number % -(-height // LINES) == 0:
        sketch = [" "] * COLUMNS
        for column, count in enumerate(counts):
            sketch[column * COLUMNS // width] = shade(count, limit)
        task.print(f"{task.number + 1:>4} {''.join(sketch).rstrip()}")
    return checksum(counts)


def escape(x, y, limit):
    """How many iterations of z = z * z + c it takes until z is certain to run away, or the limit.

    Not with Python's complex numbers: some processors multiply and add in one step there, which gives other last digits.
    """
    real = imaginary = 0.0
    for count in range(limit):
        real_squared, imaginary_squared = real * real, imaginary * imaginary
        if real_squared + imaginary_squared > 4.0:
            return count
        imaginary = 2.0 * real * imaginary + y
        real = real_squared - imaginary_squared + x
    return limit


def shade(count, limit):
    if count == limit:
        return "#"
    return " " if count < 5 else "." if count < 12 else "+" if count < 40 else "*"
