"""Under load: 2 workers, 32 clients reading the board and 8 writing, for 20 seconds on loopback.

No error, no lost write, and 95 of 100 reads within 600 ms. Clients keep their connections and ask
again as soon as they have an answer.
"""

from __future__ import annotations

import http.client
import statistics
import sys
import threading
import time
import urllib.parse

from common import served, start, tell

SECONDS, READERS, WRITERS = 20, 32, 8
start()
from big import build  # noqa: E402 - after Django

found = build(claims=200, links=1000, sources=50, codings=2000)
people = {}
for name in ("coordinator", "coordinator_university"):
    client = found.client(name)
    client.get(f"/{found.key}/claims/new/")
    people[name] = "; ".join(f"{k}={v.value}" for k, v in client.cookies.items())
token = client.cookies["csrftoken"].value
tokens = {n: dict(p.split("=", 1) for p in c.split("; "))["csrftoken"] for n, c in people.items()}
reads: list[float] = []
errors: list[str] = []
accepted: list[str] = []
lock = threading.Lock()
until = [0.0]


def ask(link: http.client.HTTPConnection, method: str, path: str, cookie: str, body: str = "",
        csrf: str = "") -> int:  # fmt: skip
    headers = {"Cookie": cookie, "Host": f"127.0.0.1:{port}"}
    if body:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": csrf}
    link.request(method, path, body or None, headers)
    answer = link.getresponse()
    answer.read()
    return answer.status


def reader(_number: int) -> None:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < until[0]:
        began = time.perf_counter()
        status = ask(link, "GET", f"/{found.key}/", people["coordinator"])
        with lock:
            reads.append((time.perf_counter() - began) * 1000)
            if status != 200:
                errors.append(f"read {status}")


def writer(number: int) -> None:
    who = ("coordinator", "coordinator_university")[number % 2]
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    count = 0
    while time.monotonic() < until[0]:
        statement = f"Load claim {number}-{count}"
        body = urllib.parse.urlencode({"statement": statement, "dynamic": "ownership",
                                       "visibility": "partnership"})  # fmt: skip
        status = ask(link, "POST", f"/{found.key}/claims/new/", people[who], body, tokens[who])
        with lock:
            accepted.append(statement) if status == 302 else errors.append(f"write {status}")
        count += 1


def guarded(act, number: int) -> None:
    try:
        act(number)
    except Exception as error:  # counted: the bar is no error at all
        with lock:
            errors.append(repr(error))


with served() as port:
    until[0] = time.monotonic() + SECONDS
    threads = [threading.Thread(target=guarded, args=(reader, n)) for n in range(READERS)]
    threads += [threading.Thread(target=guarded, args=(writer, n)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

from thirdspace.claims.models import Claim  # noqa: E402 - after Django

rows = Claim.everywhere.filter(statement__startswith="Load claim")
stored = set(rows.values_list("statement", flat=True))
p95 = statistics.quantiles(reads, n=20)[18]
middle = statistics.median(reads)
print(f"{len(reads)} reads, {len(accepted)} writes in {SECONDS} s; median read {middle:.0f} ms")
good = tell("reads, 95th percentile", p95, 600, "ms")
good &= tell("errors", len(errors), 0, "")
good &= tell("writes acknowledged and lost", len(set(accepted) - stored), 0, "")
for error in sorted(set(errors))[:5]:
    print("  ", error)
sys.exit(not good)
