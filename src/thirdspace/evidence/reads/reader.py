"""The reader: a page of a text with its coded passages in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.evidence import consent
from thirdspace.evidence.highlights import Segment, Span, first_seen, segments
from thirdspace.evidence.models import Coding, Source, TextVersion, Turn
from thirdspace.evidence.reads import quotes, sources
from thirdspace.evidence.reads.codebook import CodeLine, tree
from thirdspace.partnership.models import Seat

TURNS_A_PAGE = 60
_MOST_QUOTES = 200


@dataclass(frozen=True, slots=True)
class Marked:
    """A coding as the reader shows it; `look` is a for the district's and the study's, b else."""

    id: int
    code: str
    direction: str
    coder: str
    side: str
    look: str
    mine: bool
    note: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment, who marked it, and the passages that begin here."""

    text: str
    a: bool
    b: bool
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A turn or a paragraph."""

    line: int
    position: int | None
    speaker: str
    start: int
    clock: str
    pieces: tuple[Piece, ...]
    codings: tuple[Marked, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A source opened by one reader; `closed` says why there is no text."""

    source: Source
    face: consent.Face
    own: bool
    closed: str
    version_id: int
    version: int
    versions: tuple[int, ...]
    codes: tuple[CodeLine, ...]
    blocks: tuple[Block, ...] = ()
    coders: tuple[Marked, ...] = ()
    quotes: tuple[quotes.Quote, ...] = ()
    before: int | None = None
    after: int | None = None


def reading(
    scope: Scope, source_id: int, *, version: int = 0, turn: int = 0, coding_id: int = 0
) -> Reading:
    """Open a source.

    Parameters
    ----------
    version : int
        Which text; 0 for the newest.
    turn : int
        The turn the page begins with.
    coding_id : int
        A passage to open in place: its text and its page win over the other two.

    Raises
    ------
    NotThere
        The scope doesn't see the source, or there is no such version.
    """
    source = sources.one(scope, source_id)
    texts = TextVersion.objects.within(scope).filter(source=source)
    numbers = dict(texts.order_by("number").values_list("number", "pk"))
    opened = Coding.objects.within(scope).filter(pk=coding_id, source=source).first()
    if opened is not None:
        version = next(number for number, pk in numbers.items() if pk == opened.version_id)
    version = version or max(numbers)
    if version not in numbers:
        raise nothing_here()
    found = Reading(
        source=source,
        face=consent.face(scope, source),
        own=scope.operator or consent.own(scope, source),
        closed=consent.why_closed(scope, source),
        version_id=numbers[version],
        version=version,
        versions=tuple(numbers),
        codes=_codes(scope, numbers[version]),
    )
    return _closed(scope, found) if found.closed else _opened(scope, found, turn, opened)


def words_of(scope: Scope, version_id: int, turn: int | None = None) -> tuple[str, int]:
    """Return the words of one turn, or of a whole text, and where they begin.

    Raises
    ------
    NotThere
        The scope doesn't see that text, or there is no such turn.
    """
    version = (
        TextVersion.objects.within(scope)
        .select_related("source__organization")
        .filter(pk=version_id)
        .first()
    )
    if version is None or consent.why_closed(scope, version.source):
        raise nothing_here()
    if turn is None:
        return version.text, 0
    said = Turn.objects.within(scope).filter(version=version, position=turn).first()
    if said is None:
        raise nothing_here()
    return version.text[said.start : said.end], said.start


def _closed(scope: Scope, found: Reading) -> Reading:
    """Add what may be quoted of a text that may not be opened."""
    rows = quotes.codings(scope).filter(version=found.version_id).order_by("start", "pk")
    return replace(found, quotes=tuple(quotes.quoted(scope, list(rows[:_MOST_QUOTES]))))


def _opened(scope: Scope, found: Reading, turn: int, opened: Coding | None) -> Reading:
    """Add one page of the text, with the passages that touch it."""
    text = TextVersion.objects.within(scope).get(pk=found.version_id).text
    turns = Turn.objects.within(scope).filter(version=found.version_id).order_by("position")
    if opened is not None:
        turn = _page_of(turns.filter(start__lte=opened.start).count() - 1)
    shown = list(turns.filter(position__gte=turn)[: TURNS_A_PAGE + 1])
    following = shown[TURNS_A_PAGE] if len(shown) > TURNS_A_PAGE else None
    shown = shown[:TURNS_A_PAGE]
    begin = shown[0].start if turn and shown else 0
    end = following.start if following else len(text)
    rows = list(
        Coding.objects.within(scope)
        .filter(version=found.version_id, start__lt=end, end__gt=begin)
        .select_related("code", "person")
        .order_by("start", "-end", "pk")
    )
    marked = _marked(scope, rows)
    here = opened.pk if opened else None
    return replace(
        found,
        blocks=tuple(
            replace(block, speaker=consent.label(scope, found.source, block.speaker))
            for block in _blocks(text, (begin, end), shown, rows, marked, here)
        ),
        coders=tuple({mark.coder: mark for mark in marked.values()}.values()),
        before=max(turn - TURNS_A_PAGE, 0) if turn else None,
        after=following.position if following else None,
    )


def _page_of(position: int) -> int:
    return max(position, 0) // TURNS_A_PAGE * TURNS_A_PAGE


def _codes(scope: Scope, version_id: int) -> tuple[CodeLine, ...]:
    """Return the codes used in a text, with its own counts."""
    rows = Coding.objects.within(scope).filter(version=version_id)
    counts = Counter(rows.values_list("code_id", "direction"))
    return tuple(line for line in tree(scope, counts) if line.all)


def _marked(scope: Scope, rows: Sequence[Coding]) -> dict[int, Marked]:
    people = {row.person_id for row in rows if row.person_id}
    seats = Seat.objects.within(scope).filter(person__in=people).select_related("organization")
    sides = {seat.person_id: seat.organization.side for seat in seats}
    return {row.pk: _mark(scope, row, sides) for row in rows}


def _mark(scope: Scope, row: Coding, sides: Mapping[int, str]) -> Marked:
    side = sides.get(row.person_id or 0, "other")
    return Marked(
        id=row.pk,
        code=row.code.name,
        direction=row.direction,
        coder=str(row.person) if row.person else row.coder,
        side=side,
        look="b" if side == "university" else "a",
        mine=row.person_id is not None and row.person_id == scope.person_id,
        note=row.note,
    )


def _blocks(
    text: str,
    page: tuple[int, int],
    turns: Sequence[Turn],
    rows: Sequence[Coding],
    marked: Mapping[int, Marked],
    here: int | None,
) -> Iterator[Block]:
    """Give each turn, and what stands between turns where a passage lies there alone."""
    line, counted = 1, 0
    shown: set[int] = set()
    for turn, start, end in _stretches(page, turns, rows):
        parts = segments(text[start:end], [Span(r.pk, r.start, r.end) for r in rows], offset=start)
        new = {pk: at for pk, at in first_seen(parts).items() if pk not in shown}
        shown |= new.keys()
        line, counted = line + text.count("\n", counted, start), start
        yield Block(
            line=line,
            position=turn.position if turn else None,
            speaker=turn.speaker if turn else "",
            start=start,
            clock=_clock(turn),
            pieces=tuple(_piece(part, new, marked) for part in parts),
            codings=tuple(marked[pk] for pk in new),
            here=here in new,
        )


def _stretches(
    page: tuple[int, int], turns: Sequence[Turn], rows: Sequence[Coding]
) -> Iterator[tuple[Turn | None, int, int]]:
    at = page[0]
    for turn in [*turns, None]:
        stop = turn.start if turn else page[1]
        if any(at <= row.start and row.end <= stop for row in rows):
            yield None, at, stop
        if turn:
            yield turn, turn.start, turn.end
            at = turn.end


def _piece(part: Segment, new: Mapping[int, int], marked: Mapping[int, Marked]) -> Piece:
    looks = {marked[pk].look for pk in part.covered_by}
    anchors = tuple(pk for pk in part.covered_by if new.get(pk) == part.start)
    return Piece(part.text, "a" in looks, "b" in looks, anchors)


def _clock(turn: Turn | None) -> str:
    if turn is None or turn.seconds_from is None:
        return ""
    minutes, seconds = divmod(int(turn.seconds_from), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
