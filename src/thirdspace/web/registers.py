"""What this package gives the others."""

from __future__ import annotations

from datetime import timedelta

from thirdspace.access import registries
from thirdspace.web.letters import delivery

registries.ticks.add("mail", registries.Tick(timedelta(minutes=1), delivery.try_again))
