"""Files by real HTTP from a server on this machine. Each task fetches its share, one file after the other, and tries again where that can help."""
import asyncio
import http.client
import socket
import time

from programs.checksum import checksum

# How often a file is tried, and how many seconds the first pause takes.
ATTEMPTS, PAUSE = 3, 0.005


class Failed(Exception):
    """Why a file did not come, and whether asking again would come to the same."""

    def __init__(self, why, lasting=False):
        super().__init__(why)
        self.lasting = lasting


def run(task):
    seen = bytearray()
    for file in files_of(task):
        seen.append(file)
        try:
            body = fetch(task, file)
        except Failed as failure:
            missed(task, file, failure)
        else:
            seen += arrived(task, file, body)
    return checksum(seen)


async def run_async(task):
    seen = bytearray()
    for file in files_of(task):
        seen.append(file)
        try:
            body = await fetch_async(task, file)
        except Failed as failure:
            missed(task, file, failure)
        else:
            seen += arrived(task, file, body)
    return checksum(seen)


def fetch(task, file):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return get(task, path(task, file, attempt))
        except Failed as failure:
            pause = once_more(task, file, attempt, failure)
        time.sleep(pause)


async def fetch_async(task, file):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await get_async(task, path(task, file, attempt))
        except Failed as failure:
            pause = once_more(task, file, attempt, failure)
        await asyncio.sleep(pause)


def get(task, path):
    connection = http.client.HTTPConnection(task.values["server"], timeout=patience(task))
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        response = connection.getresponse()
        return checked(task, response.status, response.read())
    except socket.timeout:
        raise too_late(task)
    except (OSError, http.client.HTTPException):
        raise Failed("the connection broke off")
    finally:
        connection.close()


async def get_async(task, path):
    """The standard library has no HTTP for asyncio, but what has to be said is short."""
    try:
        answer = await asyncio.wait_for(ask(task.values["server"], f"GET {path} HTTP/1.0\r\n\r\n"), patience(task))
    except asyncio.TimeoutError:
        raise too_late(task)
    except OSError:
        raise Failed("the connection broke off")
    if not answer:
        raise Failed("the connection broke off")
    head, _, body = answer.partition(b"\r\n\r\n")
    return checked(task, int(head.split()[1]), body)


async def ask(server, request):
    host, port = server.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request.encode())
        return await reader.read()
    finally:
        writer.close()


def files_of(task):
    files = task.values["files"]
    return range(task.number + 1, files + 1, min(task.values["at_once"], files))


def path(task, file, attempt):
    """The address says what the server is to answer, and when; every third file meets the failure that was asked for."""
    failure = task.values["failures"]
    fails = file % 3 == 0 and (attempt == 1 or failure == "404")
    return "/download?file={}&bytes={}&delay_ms={}&fault={}&timeout_ms={}".format(
        file, size(task), task.values["delay_ms"], failure if fails else "none", task.values["timeout_ms"]
    )


def size(task):
    return task.values["kib"] * 1024


def patience(task):
    """How long a connection waits, in seconds."""
    return task.values["timeout_ms"] / 1000


def too_late(task):
    return Failed(f"no answer within {task.values['timeout_ms']} ms")


def checked(task, status, body):
    if status == 404:
        raise Failed("404, there is no such file", lasting=True)
    if status != 200:
        raise Failed(f"the server answered with the status {status}", lasting=True)
    if len(body) != size(task):
        raise Failed("the connection broke off")
    return body


def once_more(task, file, attempt, failure):
    """How long to wait before the next attempt, if there is any sense in one: longer each time, because haste helps no server."""
    if failure.lasting or attempt == ATTEMPTS:
        raise failure
    task.print(f"file {file}: {failure}; once more")
    return PAUSE * 2 ** (attempt - 1)


def missed(task, file, failure):
    if not failure.lasting:
        raise failure
    task.print(f"file {file}: {failure}")


def arrived(task, file, body):
    task.print(f"file {file}: {len(body) // 1024} KiB")
    return body
