"""A meeting: its page with 200 lines, saving a line, and 20 people typing at once for a minute.

20 people send a line each second to 2 workers and read what is new as the page does. Some lines are
sent twice, as after a broken connection. None may be lost or doubled.
"""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import threading
import time
import urllib.parse
from datetime import timedelta
from uuid import uuid4

from common import median_ms, place, queries, served, start, tell

PEOPLE, SECONDS = 20, 60
start()
from django.test import Client  # noqa: E402 - after Django

from thirdspace.access import clock  # noqa: E402 - after Django
from thirdspace.access.permissions import Role  # noqa: E402 - after Django
from thirdspace.meetings.actions.agenda import add_item  # noqa: E402 - after Django
from thirdspace.meetings.actions.lines import write_line  # noqa: E402 - after Django
from thirdspace.meetings.actions.meetings import open_meeting, plan_meeting  # noqa: E402
from thirdspace.meetings.actions.series import start_series  # noqa: E402 - after Django
from thirdspace.meetings.models import Line, LineVersion  # noqa: E402 - after Django
from thirdspace.partnership.models import Person, Seat  # noqa: E402 - after Django

found = place()
scope = found.scope("coordinator")
typists = Person.everywhere.bulk_create(
    Person(email=f"typist{n}@bench.example.org", password="!", name=f"Typist {n}")
    for n in range(PEOPLE)
)
Seat.everywhere.bulk_create(
    Seat(partnership=found.partnership, person=person, role=Role.MEMBER,
         organization=found.org(("district", "university")[n % 2]))
    for n, person in enumerate(typists)
)  # fmt: skip
series = start_series(
    scope, name="Steering table", cadence="two_weeks", minutes=75, place="", time_zone="UTC"
)


def a_meeting(days: int):
    made = plan_meeting(scope, series_id=series.pk, starts_at=clock.now() + timedelta(days=days))
    for number in range(7):
        add_item(scope, meeting_id=made.pk, title=f"Item {number}", kind="make", minutes=10)
    open_meeting(scope, meeting_id=made.pk)
    return made


def cookie_of(person: Person, page: str) -> tuple[str, str]:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(page)
    pairs = {name: value.value for name, value in client.cookies.items()}
    return "; ".join(f"{name}={value}" for name, value in pairs.items()), pairs["csrftoken"]


# --- One reader, one writer --------------------------------------------------------------------

full = a_meeting(1)
words = ("We read the map together", "decision: the plan starts blank", "tension: pace differs",
         "promise: @Ana Lindqvist send the map", "thanks: @Ana Lindqvist for the room")  # fmt: skip
for number in range(200):
    text = f"{words[number % len(words)]} {number}"
    write_line(scope, meeting_id=full.pk, key=str(uuid4()), text=text)
client = found.client("coordinator")
good = True
for name, path in (("meeting", f"/{found.key}/meetings/{full.pk}/"),
                   ("notes", f"/{found.key}/meetings/{full.pk}/notes/")):  # fmt: skip
    assert client.get(path).status_code == 200
    good &= tell(f"{name} page with 200 lines", median_ms(lambda: client.get(path)), 100, "ms")  # noqa: B023
    with queries() as made:
        client.get(path)
    tell(f"{name} page: queries", len(made), None, "queries")
write = f"/{found.key}/meetings/{full.pk}/notes/write/"


def save(text: str) -> None:
    answer = client.post(write, {"key": str(uuid4()), "text": text, "seen": "0"},
                         headers={"accept": "application/json"})  # fmt: skip
    assert answer.status_code == 200, answer.content


good &= tell("saving a plain line", median_ms(lambda: save("Both sides nod.")), 60, "ms")
good &= tell("saving a line that becomes a decision",
             median_ms(lambda: save("decision: we write it together")), 60, "ms")  # fmt: skip

# --- Twenty at once ----------------------------------------------------------------------------

shared = a_meeting(2)
page = f"/{found.key}/meetings/{shared.pk}/notes/"
keys = {n: cookie_of(person, page) for n, person in enumerate(typists)}
times: list[float] = []
reads: list[float] = []
errors: list[str] = []
sent: set[str] = set()
lock = threading.Lock()


def ask(link: http.client.HTTPConnection, number: int, path: str, body: str = "") -> bytes:
    cookie, token = keys[number]
    headers = {"Cookie": cookie, "Host": f"127.0.0.1:{port}", "Accept": "application/json"}
    if body:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token}
    began = time.perf_counter()
    link.request("POST" if body else "GET", path, body or None, headers)
    answer = link.getresponse()
    data = answer.read()
    with lock:
        (times if body else reads).append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            errors.append(f"{answer.status} {data[:200]!r}")
    return data


def typist(number: int) -> None:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    until = time.monotonic() + SECONDS
    count, since = 0, 0
    time.sleep(number / PEOPLE)  # people don't press Enter in step
    while time.monotonic() < until:
        began = time.monotonic()
        key, text = str(uuid4()), f"Line {count} of {number}"
        body = urllib.parse.urlencode({"key": key, "text": text, "seen": "0"})
        ask(link, number, f"{page}write/", body)
        if count % 7 == 0:  # the answer was lost: the same line once more
            ask(link, number, f"{page}write/", body)
        with lock:
            sent.add(key)
        if count % 2 == 0:
            since = json.loads(ask(link, number, f"{page}lines/?since={since}"))["change"]
        count += 1
        time.sleep(max(0.0, 1 - (time.monotonic() - began)))


def guarded(number: int) -> None:
    try:
        typist(number)
    except Exception as error:  # counted: the bar is no error at all
        with lock:
            errors.append(repr(error))


with served() as port:
    threads = [threading.Thread(target=guarded, args=(n,)) for n in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

stored = list(Line.everywhere.filter(meeting=shared).values_list("key", flat=True))
versions = LineVersion.everywhere.filter(line__meeting=shared).count()
print(
    f"{len(sent)} lines by {PEOPLE} people in {SECONDS} s; "
    f"median {statistics.median(times):.0f} ms to save, {statistics.median(reads):.0f} to read"
)
good &= tell("saving, 95th percentile", statistics.quantiles(times, n=20)[18], 300, "ms")
tell("reading what is new, 95th percentile", statistics.quantiles(reads, n=20)[18], None, "ms")
good &= tell("errors", len(errors), 0, "")
good &= tell("lines lost", len(sent - set(stored)), 0, "")
good &= tell("lines doubled", len(stored) - len(set(stored)) + versions - len(stored), 0, "")
for error in sorted(set(errors))[:5]:
    print("  ", error)
sys.exit(not good)
