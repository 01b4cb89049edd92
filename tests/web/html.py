"""A small reader of rendered pages, for questions about ids, labels and classes."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

CONTROLS = {"input", "select", "textarea"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "popovertarget", "form")


class Page(HTMLParser):
    """What a rendered page holds."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.elements: list[dict[str, str]] = []
        self.by_id: dict[str, dict[str, str]] = {}
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "inside": " ".join(self.open), **{k: v or "" for k, v in attrs}}
        self.elements.append(element)
        if "id" in element:
            self.by_id[element["id"]] = element
        if tag not in {"input", "meta", "link", "br", "hr", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    @property
    def links(self) -> set[str]:
        return {e["href"] for e in self.elements if e["tag"] == "a" and "href" in e}

    @property
    def headings(self) -> list[int]:
        return [int(e["tag"][1]) for e in self.elements if e["tag"] in {"h1", "h2", "h3", "h4"}]

    @property
    def classes(self) -> set[str]:
        return {name for e in self.elements for name in e.get("class", "").split()}

    def unlabelled_controls(self) -> list[str]:
        fors = {e.get("for") for e in self.elements if e["tag"] == "label"}
        return [
            e.get("name", "?")
            for e in self.elements
            if e["tag"] in CONTROLS
            and e.get("type") != "hidden"
            and e.get("id") not in fors
            and "label" not in e["inside"].split()
        ]

    def repeated_ids(self) -> list[str]:
        counts = Counter(e["id"] for e in self.elements if "id" in e)
        return [name for name, count in counts.items() if count > 1]

    def dangling_references(self) -> list[str]:
        wanted = [
            name for e in self.elements for key in REFERENCES for name in e.get(key, "").split()
        ]
        wanted += [link[1:] for link in self.links if link.startswith("#")]
        return [name for name in wanted if name not in self.by_id]
