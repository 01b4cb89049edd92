"""1,000 promises answered from their mail links by 32 clients: each exactly once, in a minute.

A tenth of the answers is sent twice at the same moment, and every link is fetched once before, as
mail scanners do.
"""

from __future__ import annotations

import http.client
import queue
import re
import statistics
import sys
import threading
import time
import urllib.parse

from common import place, served, start, tell

LINKS, CLIENTS = 1000, 32
start()

from thirdspace.access import links  # noqa: E402 - after Django
from thirdspace.access.models import TaskLink  # noqa: E402 - after Django
from thirdspace.meetings.actions.promises import make_promise  # noqa: E402 - after Django
from thirdspace.meetings.models import Promise, PromiseAnswer, PromiseState  # noqa: E402

found = place()
scope = found.scope("coordinator_university")
owner = found.people["member_district"]
district = found.org("district")
promises = [
    make_promise(scope, text=f"Promise {n}", owner_id=owner.pk, organization_id=district.pk)
    for n in range(LINKS)
]
tokens = links.make_many(
    scope, [links.Wanted("meetings.promise", p.pk, owner.pk, district.pk) for p in promises]
)
work: queue.Queue[tuple[int, str]] = queue.Queue()
for number, token in enumerate(tokens):
    work.put((number, token))
    if number % 10 == 0:
        work.put((number, token))
statuses: list[int] = []
times: list[float] = []
errors: list[str] = []
lock = threading.Lock()


def answer(link: http.client.HTTPConnection, token: str) -> int:
    path = f"/link/{token}/"
    link.request("GET", path)
    page = link.getresponse()
    body = page.read().decode()
    if page.status != 200:
        return page.status
    cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
    field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
    sent = urllib.parse.urlencode({"csrfmiddlewaretoken": field[1] if field else "",
                                   "answer": "done", "line": "It is in the folder."})  # fmt: skip
    kind = "application/x-www-form-urlencoded"
    link.request("POST", path, sent, {"Cookie": cookie, "Content-Type": kind})
    done = link.getresponse()
    done.read()
    return done.status


def client(_number: int) -> None:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while True:
        try:
            _n, token = work.get_nowait()
        except queue.Empty:
            return
        began = time.perf_counter()
        try:
            status = answer(link, token)
        except Exception as error:  # counted: the bar is no error at all
            with lock:
                errors.append(repr(error))
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            continue
        with lock:
            times.append((time.perf_counter() - began) * 1000)
            statuses.append(status)


with served() as port:
    began = time.monotonic()
    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began

expected = {200, 404, 409, 410}  # done; gone, twice at once, used
done = Promise.everywhere.filter(state=PromiseState.DONE).count()
answers = PromiseAnswer.everywhere.count()
still_open = TaskLink.everywhere.filter(task="meetings.promise", used_at=None).count()
print(f"{len(statuses)} visits; median {statistics.median(times):.0f} ms for page and answer")
good = tell(f"{LINKS} links answered by {CLIENTS} clients", took, 60, "s")
good &= tell("errors", len(errors) + sum(s not in expected for s in statuses), 0, "")
good &= tell("promises not answered", LINKS - done, 0, "")
good &= tell("answered more than once", answers - done, 0, "")
good &= tell("links still open", still_open, 0, "")
for error in sorted(set(errors))[:5]:
    print("  ", error)
sys.exit(not good)
