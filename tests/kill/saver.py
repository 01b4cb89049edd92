"""Writes claims one after another and acknowledges each after its commit, until it is killed."""

from __future__ import annotations

import os
import sys

import django

django.setup()

from thirdspace.access import entrance  # noqa: E402 - after Django
from thirdspace.claims import actions  # noqa: E402 - after Django

scope = entrance.operate("KILL")
acknowledged = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
count = 0
while True:
    count += 1
    claim = actions.make_claim(scope, statement=f"Claim {count} of {sys.argv[2]}")
    os.write(acknowledged, f"{claim.pk}\n".encode())
