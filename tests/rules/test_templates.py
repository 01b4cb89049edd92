"""Rules every template keeps: words can be translated, nothing is inline, every icon exists."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import thirdspace

ROOT = Path(thirdspace.__file__).parent
TEMPLATES = sorted(p for p in ROOT.glob("*/templates/**/*") if p.suffix in {".html", ".txt"})
SPRITE = ROOT / "web/static/thirdspace/icons.svg"
ICONS = set(re.findall(r'id="i-([\w-]+)"', SPRITE.read_text()))

COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = ("title", "alt", "placeholder", "aria-label", "aria-description", "label", "data-h")
NAMES = {"Thirdspace", "CSV", "SVG", "JSON"}  # the same in every language


def bare(source: str) -> str:
    """Return a template without comments, translated words, tags and variables."""
    for pattern in (COMMENT, TRANSLATED):
        source = pattern.sub(" ", source)
    # A tag inside an attribute must not end it: its own quotes go with it.
    return TAG.sub(" ", source)


class Words(HTMLParser):
    """Collects what a reader would see or hear, and what runs or styles inline."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.untranslated: list[str] = []
        self.inline: list[str] = []
        self.silent = 0
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style"}
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").startswith("javascript:"):
                self.inline.append(f"<{tag} {name}>")
            if name in SPOKEN and self._words(value or ""):
                self.untranslated.append(f"{name}={value!r}")
        if tag == "style" or (tag == "script" and "src" not in dict(attrs)):
            self.inline.append(f"<{tag}>")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.silent and self._words(data):
            self.untranslated.append(" ".join(data.split()))

    @staticmethod
    def _words(text: str) -> bool:
        return bool(set(WORD.findall(text)) - NAMES)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def offending(what) -> dict[str, object]:
    """Return what is wrong in each template, by its name."""
    return {name(path): wrong for path in TEMPLATES if (wrong := what(path))}


def test_every_visible_word_can_be_translated():
    assert offending(lambda path: Words(bare(path.read_text())).untranslated) == {}


def test_nothing_is_inline():
    assert offending(lambda path: Words(bare(path.read_text())).inline) == {}


def test_every_icon_is_in_the_sprite():
    asked = re.compile(r'{%\s*icon\s+"([\w-]+)"')
    assert offending(lambda path: set(asked.findall(path.read_text())) - ICONS) == {}


def test_a_template_is_short():
    def too_long(path: Path) -> bool:
        most = 40 if path.name.startswith("_") else 120
        return len(path.read_text().splitlines()) > most

    assert offending(too_long) == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Plain words</p>", ["Plain words"]),
        ('<p title="Plain">{{ x }}</p>', ["title='Plain'"]),
        ('<p>{% translate "Known" %} · 12 %</p>', []),
        ("<p>{% blocktranslate %}Known {{ x }}{% endblocktranslate %}</p>", []),
        ('<a aria-label="{% translate \'Known\' %}">{{ x|default:"a" }}</a>', []),
        ("<p>{# a remark #}{% comment %}another{% endcomment %}</p>", []),
    ],
)
def test_the_rule_finds_untranslated_words(source, found):
    assert Words(bare(source)).untranslated == found


@pytest.mark.parametrize(
    "source", ['<p style="x">', "<p onclick=x>", "<script>1</script>", "<a href='javascript:x'>"]
)
def test_the_rule_finds_what_is_inline(source):
    assert Words(bare(source)).inline != []
