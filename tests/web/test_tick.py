"""What is due runs once, wherever it is asked, and what fails stops nothing else."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from thirdspace.access import clock, registries
from thirdspace.access.registries import Registry, Tick
from thirdspace.web import tick
from thirdspace.web.models import TickRun

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 16, 7, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ticks(monkeypatch) -> Registry[Tick]:
    fresh: Registry[Tick] = Registry("ticks")
    monkeypatch.setattr(tick, "ticks", fresh)
    return fresh


def test_the_outbox_is_tried_each_minute():
    assert registries.ticks.get("mail").every == MINUTE


def test_each_runs_as_often_as_it_asks(ticks):
    ran = []
    ticks.add("a", Tick(MINUTE, lambda _now: ran.append("a") or "a did it"))
    ticks.add("b", Tick(timedelta(days=1), lambda _now: ran.append("b") or ""))
    assert tick.run_due(NOW) == ["a did it"]
    assert tick.run_due(NOW + timedelta(seconds=30)) == []
    tick.run_due(NOW + MINUTE)
    tick.run_due(NOW + timedelta(days=1))
    assert ran == ["a", "b", "a", "a", "b"]


def test_it_is_told_the_workspace_s_clock(ticks):
    told = []
    ticks.add("a", Tick(MINUTE, lambda now: told.append(now) or ""))
    stopped = datetime(2024, 1, 1, tzinfo=UTC)
    with clock.at(stopped):
        tick.run_due(NOW)
        tick.run_due(NOW + MINUTE)
    assert told == [stopped, stopped]


def fails(_now):
    raise RuntimeError("no paper")


def test_one_that_fails_is_noted_and_stops_no_other(ticks, caplog):
    ticks.add("a", Tick(MINUTE, fails))
    ticks.add("b", Tick(MINUTE, lambda _now: "b did it"))
    assert tick.run_due(NOW) == ["b did it"]
    assert TickRun.everywhere.get(name="a").last_error == "RuntimeError: no paper"
    assert "no paper" in caplog.text
    assert TickRun.everywhere.get(name="a").busy_since is None  # it comes round again
    assert TickRun.everywhere.get(name="b").last_error == ""


def test_one_that_takes_long_is_not_started_twice(ticks):
    during = []
    ticks.add("a", Tick(MINUTE, lambda _now: during.append(tick.run_due(NOW + 5 * MINUTE)) or "a"))
    assert tick.run_due(NOW) == ["a"]
    assert during == [[]]
    assert tick.run_due(NOW + 10 * MINUTE) == ["a"]


def test_one_whose_process_died_is_taken_over(ticks):
    ticks.add("a", Tick(MINUTE, lambda _now: "a"))
    TickRun.everywhere.create(name="a", ran_at=NOW, busy_since=NOW)
    assert tick.run_due(NOW + MINUTE) == []
    assert tick.run_due(NOW + tick.LOST) == ["a"]


def test_the_thread_ends_with_what_it_stands_beside(monkeypatch):
    ran = threading.Event()

    def breaks(_now):
        ran.set()
        raise RuntimeError("a bad minute")  # the next one comes all the same

    monkeypatch.setattr(tick, "run_due", breaks)
    with tick.each_minute(0.01):
        assert ran.wait(5)
        ran.clear()
        assert ran.wait(5)
    assert "ticks" not in {thread.name for thread in threading.enumerate()}
