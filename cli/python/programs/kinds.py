"""The queue and the lock that each way of running tasks needs: they look alike, but what waits is a thread, a process or a coroutine."""
import asyncio
import multiprocessing
import queue
import threading

QUEUE = {
    "sequential": queue.Queue,
    "threading": queue.Queue,
    "multiprocessing": multiprocessing.Queue,
    "asyncio": asyncio.Queue,
}

LOCK = {
    "sequential": threading.Lock,
    "threading": threading.Lock,
    "multiprocessing": multiprocessing.Lock,
    "asyncio": asyncio.Lock,
}
