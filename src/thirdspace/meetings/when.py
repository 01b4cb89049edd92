"""How the time of a meeting reads: always in the meeting's own zone, which is named."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: The zones most of our readers live in, by the names they use.
NAMED = {
    "America/New_York": gettext_lazy("Eastern"),
    "America/Chicago": gettext_lazy("Central"),
    "America/Denver": gettext_lazy("Mountain"),
    "America/Phoenix": gettext_lazy("Arizona"),
    "America/Los_Angeles": gettext_lazy("Pacific"),
    "America/Anchorage": gettext_lazy("Alaska"),
    "Pacific/Honolulu": gettext_lazy("Hawaii"),
    "America/Puerto_Rico": gettext_lazy("Puerto Rico"),
}


@cache
def known_zones() -> frozenset[str]:
    """Return the IANA names that this machine knows."""
    return frozenset(available_timezones())


def zone_choices() -> list[tuple[str, object]]:
    """Return the zones to choose from: those of the United States first, then all others."""
    others = sorted(name for name in known_zones() if "/" in name and name not in NAMED)
    return [
        (_("United States"), [(zone, str(name)) for zone, name in NAMED.items()]),
        (_("Elsewhere"), [(name, name.replace("_", " ")) for name in others]),
    ]


def zone_name(zone: str) -> str:
    """Return the name of a zone as people say it: Eastern, or Europe/Madrid."""
    return str(NAMED[zone]) if zone in NAMED else zone.replace("_", " ")


def local(moment: datetime, zone: str) -> datetime:
    """Return a moment as clocks in `zone` show it."""
    return moment.astimezone(ZoneInfo(zone))


def day_of(moment: datetime, zone: str) -> date:
    """Return the day of a moment in `zone`."""
    return local(moment, zone).date()


def hour(moment: datetime, zone: str) -> str:
    """Return the time of a moment in `zone`: 15:30."""
    return date_format(local(moment, zone), "H:i")


def short_day(moment: datetime, zone: str) -> str:
    """Return the day of a moment in `zone`: 16 Jun 2026."""
    return date_format(local(moment, zone), "j M Y")


def span(starts_at: datetime, minutes: int, zone: str) -> str:
    """Return when a meeting is: Tuesday 16 June 2026, 15:30 to 16:45 Eastern."""
    return _("%(day)s, %(start)s to %(end)s %(zone)s") % {
        "day": date_format(local(starts_at, zone), "l j F Y"),
        "start": hour(starts_at, zone),
        "end": hour(starts_at + timedelta(minutes=minutes), zone),
        "zone": zone_name(zone),
    }
