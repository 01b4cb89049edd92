"""SVG text: elements, numbers and escaped words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape as _escape

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TO_CHANGE = re.compile(f"[&<>\"']|{NOT_XML.pattern}")
Value = str | float


def escape(text: str) -> str:
    """Make text safe inside an element or an attribute; drop characters XML can't hold."""
    return _escape(NOT_XML.sub("", text)) if _TO_CHANGE.search(text) else text


def number(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:z.1f}".removesuffix(".0")


def element(name: str, content: str = "", /, **attributes: Value) -> str:
    """Write one element; `content` must be escaped or be elements itself.

    Attribute names: ``class_`` for class, ``text_anchor`` for text-anchor; numbers are rounded.
    """
    written = "".join([f'{_name(key)}="{_value(value)}"' for key, value in attributes.items()])
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, y: float, classes: str, anchor: str = "start") -> str:
    """Write words at a place; `anchor` is start, middle or end."""
    return element("text", escape(words), class_=classes, x=x, y=y, text_anchor=anchor)


def dot(classes: str, x: float, y: float, radius: float) -> str:
    """Write a circle; the same as `element`, but thousands are drawn at once."""
    return f'<circle class="{classes}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Return path data through points: ``M1 2L3 4``."""
    return "M" + "L".join([f"{number(x)} {number(y)}" for x, y in points])


def image(
    content: str, *, id_: str, classes: str, width: float, height: float, title: str, desc: str
) -> str:
    """Wrap a drawing so that a screen reader reads its title and description.

    Ids are built from `id_`, which must be unique on the page.
    """
    named = element("title", escape(title), id=f"{id_}-t") + element(
        "desc", escape(desc), id=f"{id_}-d"
    )
    return element(
        "svg",
        named + content,
        class_=classes,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby=f"{id_}-t {id_}-d",
    )


def stand_alone(drawing: str, css: str) -> str:
    """Turn a drawing for a page into a file of its own, with its style sheet inside."""
    head = drawing.index(">") + 1
    opening = drawing[: head - 1].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"{opening}>{element('style', escape(css))}{drawing[head:]}\n"


@cache
def _name(key: str) -> str:
    return f" {key.rstrip('_').replace('_', '-')}"


def _value(value: Value) -> str:
    return escape(value) if isinstance(value, str) else number(value)
