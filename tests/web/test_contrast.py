"""Every pair of tokens that a page sets together can be read, in light and in dark."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import thirdspace.web

TOKENS = Path(thirdspace.web.__file__).parent / "static/thirdspace/css/tokens.css"
PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)")
COLORS = {name: {"light": a, "dark": b} for name, a, b in PAIR.findall(TOKENS.read_text())}

GROUNDS = ("paper", "sheet", "sunk", "joint-tint")
TEXT = [
    *product(("ink", "muted", "district", "university", "other", "ember"), GROUNDS),
    ("on-ink", "ink"),
    ("ink", "ember-tint"),
    ("ember", "ember-tint"),
    *((side, f"{side}-tint") for side in ("district", "university", "other")),
]
# Straw is edged in ink where a control stands on it, and muted text there turns to ink.
EDGES = [("edge", "paper"), ("edge", "sheet"), ("edge", "sunk"), ("edge", "joint-tint")]


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_agrees_with_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink, ground, scheme):
    assert contrast(COLORS[ink][scheme], COLORS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(edge, ground, scheme):
    assert contrast(COLORS[edge][scheme], COLORS[ground][scheme]) >= 3
