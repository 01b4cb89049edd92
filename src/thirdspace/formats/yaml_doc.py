"""YAML documents: a mapping that a person can write by hand, and nothing more.

Read from the events of the parser, so that nothing is built before it is checked. Anchors, aliases
and tags are refused (a few lines of them can unfold to gigabytes), and so are doubled keys, which
the format's own rules forbid but most readers let pass.

A word stays a word: only ``true``, ``false``, ``null`` and plain decimal numbers are more than
text. Dates stay as written (``2022-04``), and so do ``NO``, ``12:30`` and ``02139``. Keys are
always text. Writing quotes whatever another reader might take for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from thirdspace.formats.decode import decode
from thirdspace.problems import FileProblem

DEFAULT_LIMIT = 5_000_000
"""Bytes a document may have (5 MB)."""
MAX_DEPTH = 20
"""Levels a document may have."""

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+][0-9]+)?")
_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")
_MAX_DIGITS = 300  # Python refuses to turn thousands of digits into a number
_TOP = "The file holds one document, and its top level is keys and values."
_WRITE_OUT = "Write it out plainly; put text that begins with a special mark in quotation marks."
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C where built: 20 times as fast


def read_yaml(data: bytes, name: str, *, limit: int = DEFAULT_LIMIT) -> dict[str, Any]:
    """Read one document whose top is a mapping.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Name of the file, for messages.
    limit : int
        Most bytes that are accepted.

    Returns
    -------
    dict
        Of dict, list, str, int, float, bool and None.

    Raises
    ------
    FileProblem
        With the line, if it is not such a document.
    """
    text = decode(data, name=name, limit=limit).text
    try:
        return _Builder(yaml.parse(text, Loader=_Loader), name).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _broken(name, str(error.problem), mark.line + 1 if mark else None) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _broken(name, "it holds a character that YAML does not allow", line) from error


def write_yaml(document: Mapping[str, Any]) -> bytes:
    """Write a document in block style, keys in their own order, as UTF-8.

    Parameters
    ----------
    document : mapping
        Of mappings, lists, str, int, finite float, bool and None; dates as ISO text.
    """
    text = yaml.dump(dict(document), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return str(text).encode()


class _Builder:
    """Builds plain values from the parser's events, refusing what is not used here."""

    def __init__(self, events: Iterator[yaml.Event], name: str) -> None:
        self.events = events
        self.name = name

    def document(self) -> dict[str, Any]:
        next(self.events)  # start of stream
        opening = next(self.events)
        if isinstance(opening, yaml.StreamEndEvent):
            raise self.problem(
                opening, "The file is empty.", _TOP, "Add a line such as “key: text”."
            )
        event = next(self.events)
        if not isinstance(event, yaml.MappingStartEvent):
            raise self.problem(event, "The file does not begin with a key.", _TOP, _WRITE_OUT)
        top: dict[str, Any] = self.value(event, 1)
        next(self.events)  # end of document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.problem(
                after, "A second document begins here.", _TOP, "Take out the line “---”."
            )
        return top

    def value(self, event: yaml.Event, depth: int) -> Any:
        self.check(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self.value(item, depth + 1) for item in self.until(yaml.SequenceEndEvent)]
        return _scalar(event)

    def mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.until(yaml.MappingEndEvent):
            self.check(event, depth)
            if not isinstance(event, yaml.ScalarEvent):
                raise self.problem(
                    event, "A list or mapping is used as a key.", "Keys are words.", _WRITE_OUT
                )
            if event.value in found:
                what = f"The key “{event.value[:40]}” is there twice."
                why = "Which of the two counts can't be known."
                raise self.problem(event, what, why, "Keep one of them.")
            found[event.value] = self.value(next(self.events), depth + 1)
        return found

    def until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self.events), end):
            yield event

    def check(self, event: Any, depth: int) -> None:
        """Refuse what could unfold, hide a type or bury the reader."""
        if event.anchor:
            why = "The marks & and * let a few lines unfold to gigabytes."
            raise self.problem(event, "Anchors are not used here.", why, _WRITE_OUT)
        if event.tag:
            what = f"The tag “{event.tag[:60]}” is not used here."
            raise self.problem(event, what, "Values are words and numbers.", _WRITE_OUT)
        if depth > MAX_DEPTH:
            what = f"The document is nested more than {MAX_DEPTH} levels deep."
            raise self.problem(event, what, "No part of this format goes so deep.", _WRITE_OUT)

    def problem(self, event: Any, what: str, why: str, step: str) -> FileProblem:
        return FileProblem(what, why, step, file=self.name, line=event.start_mark.line + 1)


def _scalar(event: Any) -> str | int | float | bool | None:
    text: str = event.value
    if not event.implicit[0]:  # quoted or a block: text, whatever it looks like
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _MAX_DIGITS and _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


class _Dumper(yaml.SafeDumper):
    """The safe writer without aliases, with blocks for long text, and dates left as text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None
        if _ODD_BREAKS.search(text):  # the writer's other styles turn these into spaces
            style = '"'
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)
# Without this rule the writer would put every date in quotation marks. The others stay: what older
# readers take for a truth value or a number in base 60 is quoted, and so safe for them too.
_Dumper.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _broken(name: str, reason: str, line: int | None) -> FileProblem:
    return FileProblem(
        "The file is not well-formed YAML.",
        f"The reader says: {reason}.",
        "Check the indent and the quotation marks at this line and the one before.",
        file=name,
        line=line,
    )
