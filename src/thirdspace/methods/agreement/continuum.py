"""Spans that coders marked on a text: the one form of input of the unitizing coefficients."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from thirdspace.methods import inputs
from thirdspace.methods.agreement.labels import Codes
from thirdspace.methods.agreement.ratings import Floats
from thirdspace.problems import MethodProblem


class Span(NamedTuple):
    """A stretch from `start` up to, and without, `end`, and the code it was given.

    A plain tuple of the three does as well.
    """

    start: float
    end: float
    code: Hashable


@dataclass(frozen=True)
class Continuum:
    """One document, and the spans of each coder who finished it.

    Parameters
    ----------
    start, end : float
        Where it starts, and where it has ended; in the unit of the analysis, such as characters.
    coders : mapping of coder to sequence of Span
        A coder who finished it and marked nothing has an empty list; one who did not is left out.
    """

    start: float
    end: float
    coders: Mapping[str, Sequence[Any]]


@dataclass(frozen=True, eq=False)
class Layer:
    """The spans of one coder in one document, in order: ends, starts and numbers of their codes."""

    starts: Floats
    ends: Floats
    codes: Codes


def read_layers(
    documents: Sequence[Continuum], *, overlap: bool = False
) -> tuple[list[list[Layer]], dict[Hashable, int]]:
    """Read every document's layers, and the number of each code.

    Parameters
    ----------
    documents : sequence of Continuum
        In any order.
    overlap : bool
        Whether the spans of one coder may overlap.

    Raises
    ------
    MethodProblem
        A document or span without length, spans outside their document, spans that overlap, or a
        code that can't be one.
    """
    numbers: dict[Hashable, int] = {}
    layers = []
    for place, document in enumerate(documents, start=1):
        low = inputs.number(document.start, "start")
        if inputs.number(document.end, "end") <= low:
            raise _wrong(f"Document {place} has no length.", "Its end must come after its start.")
        layers.append([_layer(document, coder, numbers, place) for coder in document.coders])
        if not overlap:
            _refuse_overlap(layers[-1], list(document.coders), place)
    return layers, numbers


def _layer(document: Continuum, coder: str, numbers: dict[Hashable, int], place: int) -> Layer:
    where = f"{coder}’s spans in document {place}"
    starts, ends, codes = _columns(document.coders[coder], numbers, where)
    if (starts >= ends).any():
        raise _wrong(f"Among {where}, one has no length.", "A span must end after it starts.")
    if starts.min(initial=np.inf) < document.start or ends.max(initial=-np.inf) > document.end:
        raise _wrong(
            f"Among {where}, one lies outside the document.",
            f"The document goes from {document.start:g} to {document.end:g}.",
        )
    order = np.argsort(starts, kind="stable")
    return Layer(starts[order], ends[order], codes[order])


def _columns(
    spans: Sequence[Any], numbers: dict[Hashable, int], where: str
) -> tuple[Floats, Floats, Codes]:
    if not len(spans):
        return np.empty(0), np.empty(0), np.empty(0, dtype=np.int64)
    try:
        starts, ends, codes = zip(*spans, strict=True)
        for code in dict.fromkeys(codes):
            numbers.setdefault(code, len(numbers))
        found = [*map(numbers.__getitem__, codes)]
    except (TypeError, ValueError):
        raise _wrong(
            f"Among {where}, one can’t be read.", "A span is a start, an end and a code."
        ) from None
    return inputs.numbers(starts, "start"), inputs.numbers(ends, "end"), np.array(found)


def _refuse_overlap(layers: list[Layer], coders: list[str], place: int) -> None:
    for coder, layer in zip(coders, layers, strict=True):
        if (layer.starts[1:] < layer.ends[:-1]).any():
            raise MethodProblem(
                f"Spans of {coder} overlap in document {place}.",
                "This coefficient gives each place one code at most.",
                "Take agreement.unitizing-by-code: one continuum for each code.",
                field="documents",
            )


def _wrong(what: str, why: str) -> MethodProblem:
    return MethodProblem(what, why, "Mend it, or leave it out.", field="documents")
