"""The article's second example: employees and active projects from a database that is far away."""
import asyncio
import pathlib
import sqlite3
import time
import unicodedata

from programs.checksum import checksum

EMPLOYEES = """
    SELECT e.name, d.name AS department, d.city, count(a.project) AS projects
    FROM employee e JOIN department d ON d.id = e.department LEFT JOIN assignment a ON a.employee = e.id
    GROUP BY e.id ORDER BY e.name, e.id"""

ACTIVE_PROJECTS = """
    SELECT p.name, d.name AS department, count(*) AS people, sum(a.hours) AS hours
    FROM project p JOIN department d ON d.id = p.department JOIN assignment a ON a.project = p.id
    WHERE p.status = 'active' GROUP BY p.id ORDER BY hours DESC, p.id"""

# Beside the programs, and only to be read.
DATABASE = pathlib.Path(__file__).with_name("company.db").as_uri() + "?mode=ro"

# How long a SELECT may take, in seconds.
LONGEST_QUERY = 2

# Rows that are printed, and those that an answer may have; characters of a line, and of a text in it.
SHOWN, MOST_ROWS, LONGEST_LINE, WIDEST = 5, 1_000, 120, 40


def run(task):
    what, sql = query(task)
    task.print(f"Asking the database for {what}")
    time.sleep(round_trip(task))
    return answer(task, what, select(sql))


async def run_async(task):
    what, sql = query(task)
    task.print(f"Asking the database for {what}")
    await asyncio.sleep(round_trip(task))
    return answer(task, what, select(sql))


def query(task):
    own = ("rows of your own SELECT", task.values["sql"].strip())
    return [("employees", EMPLOYEES), ("active projects", ACTIVE_PROJECTS), own][task.number]


def round_trip(task):
    """The simulated network: 2 seconds of the article, in seconds."""
    return 2 * task.values["time_scale"] / 1000


def select(sql):
    connection = sqlite3.connect(DATABASE, uri=True)
    end = time.monotonic() + LONGEST_QUERY
    # Asked every 1000 steps of SQLite's machine whether to give up.
    connection.set_progress_handler(lambda: time.monotonic() > end, 1_000)
    try:
        return table_of(connection.execute(sql))
    finally:
        connection.close()


def table_of(cursor):
    columns = [column[0] for column in cursor.description]
    rows = cursor.fetchmany(MOST_ROWS)
    return columns, rows, cursor.fetchone() is not None


def answer(task, what, table):
    """Prints the first rows; the answer is made from all of them."""
    columns, rows, more = table
    lines = lines_of(columns, rows)
    for line in lines[: SHOWN + 2]:
        task.print(line[:LONGEST_LINE])
    task.print(f"{len(rows)} {what}{' and more' if more else ''}")
    return checksum("".join(lines).encode())


def lines_of(columns, rows):
    """Lines of equal columns: names, a rule, rows. Numbers stand to the right."""
    table = [columns] + [[text(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(columns))]
    right = [any(isinstance(row[column], (int, float)) for row in rows) for column in range(len(columns))]

    def line(row):
        cells = zip(row, widths, right)
        return "  ".join(cell.rjust(width) if is_right else cell.ljust(width) for cell, width, is_right in cells).rstrip()

    return [line(columns), "  ".join("─" * width for width in widths)] + [line(row) for row in table[1:]]


def text(cell):
    if cell is None:
        return "NULL"
    if isinstance(cell, bytes):
        return f"{len(cell)} bytes"
    line = "".join(" " if unicodedata.category(character) == "Cc" else character for character in str(cell))
    return line if len(line) <= WIDEST else line[:WIDEST] + "…"
