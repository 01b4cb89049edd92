"""Lengths that coders' spans share, document by document.

Two coders coincide in codes c and k where one's c and the other's k overlap; a place without a span
is a gap. With m coders each pair counts ``1 / (m - 1)``, once in each direction. All coefficients
for unitizing need of each document only sums by code, found in one sweep over the sorted ends of
the spans: O(n log n) for n spans. Sums of documents add up to those of all laid end to end.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.agreement.continuum import Continuum, Layer, read_layers
from thirdspace.methods.agreement.labels import Codes
from thirdspace.methods.agreement.ratings import Floats


@dataclass(frozen=True, eq=False)
class Tallies:
    """Sums by document and code.

    Parameters
    ----------
    length : array of float, shape (documents, codes + 1)
        Length that all coders gave to each code; last the gaps.
    same : array of float, shape (documents, codes + 1)
        Length on which coders coincide in the code; last in gaps.
    met : array of float, shape (documents, codes)
        Length of the code that coincides with any code of another coder, not with a gap.
    own_length : array of float, shape (documents, codes + 1)
        Sum of squared lengths of the spans of a code; of gaps their length, place by place.
    own_met : array of float, shape (documents, codes)
        Sum over spans of the square of the part that `met` counts.
    codes : tuple
        The codes, in order of the columns.
    spans, coders, left_out : int
        Spans and coders in the documents used; documents that fewer than two coders finished.
    """

    length: Floats
    same: Floats
    met: Floats
    own_length: Floats
    own_met: Floats
    codes: tuple[Hashable, ...]
    spans: int
    coders: int
    left_out: int

    @property
    def documents(self) -> int:
        """Documents that two or more coders finished."""
        return len(self.length)


def tally(documents: Sequence[Continuum]) -> Tallies:
    """Sum up documents.

    Raises
    ------
    MethodProblem
        As `read_layers`.
    """
    layers, numbers = read_layers(documents)
    return tally_layers(documents, layers, tuple(numbers))


def tally_layers(
    documents: Sequence[Continuum], layers: list[list[Layer]], codes: tuple[Hashable, ...]
) -> Tallies:
    """Sum up documents whose layers were read."""
    used = [pair for pair in zip(documents, layers, strict=True) if len(pair[1]) > 1]
    sums = [_sums(document, found, len(codes)) for document, found in used]
    columns = [len(codes) + 1, len(codes) + 1, len(codes), len(codes) + 1, len(codes)]
    length, same, met, own_length, own_met = (
        np.array([part[place] for part in sums]).reshape(len(sums), width)
        for place, width in enumerate(columns)
    )
    return Tallies(
        length=length,
        same=same,
        met=met,
        own_length=own_length,
        own_met=own_met,
        codes=codes,
        spans=sum(len(layer.starts) for _, found in used for layer in found),
        coders=len({coder for document, _ in used for coder in document.coders}),
        left_out=len(documents) - len(used),
    )


def laid_end_to_end(parts: Iterable[Tallies]) -> Tallies:
    """Add up continua of one code each, document by document."""
    return reduce(_added, parts)


def _added(one: Tallies, other: Tallies) -> Tallies:
    return replace(
        one,
        length=one.length + other.length,
        same=one.same + other.same,
        met=one.met + other.met,
        own_length=one.own_length + other.own_length,
        own_met=one.own_met + other.own_met,
        spans=one.spans + other.spans,
    )


def _sums(document: Continuum, layers: list[Layer], width: int) -> tuple[Floats, ...]:
    edges = _edges(document, layers)
    pieces, peers = np.diff(edges), len(layers) - 1
    places = [np.searchsorted(edges, (layer.starts, layer.ends)) for layer in layers]
    values = [_spread(*pair, len(pieces), width) for pair in zip(layers, places, strict=True)]
    coded = sum((value < width).astype(float) for value in values)
    # Up to each edge, what the others coded of the length, if this one coded it all.
    met_up_to = np.append(0.0, (pieces * (coded - 1)).cumsum())
    met = np.concatenate([met_up_to[ends] - met_up_to[starts] for starts, ends in places]) / peers
    spans = np.concatenate([layer.ends - layer.starts for layer in layers])
    codes = np.concatenate([layer.codes for layer in layers])
    length = _by_code(np.concatenate(values), np.tile(pieces, len(layers)), width + 1)
    return (
        length,
        _coincidences(values, pieces, width + 1) * 2 / peers,
        _by_code(codes, met, width),
        np.append(_by_code(codes, spans**2, width), length[width]),
        _by_code(codes, met**2, width),
    )


def _edges(document: Continuum, layers: list[Layer]) -> Floats:
    ends = [np.array([document.start, document.end], dtype=float)]
    for layer in layers:
        ends += [layer.starts, layer.ends]
    return np.unique(np.concatenate(ends))


def _spread(layer: Layer, place: Codes, pieces: int, gap: int) -> Codes:
    """Give each piece between neighboring edges the code that holds there, or the gap."""
    starts, ends = place
    repeats = np.empty(2 * len(starts) + 1, dtype=np.int64)
    repeats[::2] = np.append(starts, pieces) - np.append(0, ends)
    repeats[1::2] = ends - starts
    values = np.full(len(repeats), gap)
    values[1::2] = layer.codes
    return np.repeat(values, repeats)


def _coincidences(values: list[Codes], pieces: Floats, width: int) -> Floats:
    sums = np.zeros(width)
    for one, other in combinations(values, 2):
        alike = one == other
        sums += _by_code(one[alike], pieces[alike], width)
    return sums


def _by_code(codes: NDArray[np.int64], amounts: Floats, width: int) -> Floats:
    return np.bincount(codes, amounts, minlength=width).astype(float)
