"""Lists of people made ready: columns read by their role, tidied, in an order of their own.

Records are sorted by what they hold, so that no answer depends on the order they came in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage import tidy
from thirdspace.methods.linkage.roles import HEADS, Roles, Table, guess_roles
from thirdspace.problems import MethodProblem

#: How each role is tidied; what is not here is only used to make what is.
TIDY: dict[str, Callable[[str], str]] = {
    "given_name": tidy.given_name,
    "middle_name": tidy.middle_name,
    "surname": tidy.surname,
    "birth_date": tidy.birth_date,
    "zip": tidy.zip_code,
    "place": tidy.plain,
    "email": tidy.email,
    "phone": tidy.phone,
    "exact_id": tidy.code,
}


@dataclass(frozen=True, eq=False)
class People:
    """One list of people, sorted by what it holds.

    Parameters
    ----------
    texts : mapping of str to tuple of str
        Tidy values of each role; empty where nothing is known.
    places : array of int, shape (n,)
        Where each record stood in the list that was handed over, from 0.
    """

    texts: Mapping[str, tuple[str, ...]]
    places: NDArray[np.int64]

    @property
    def size(self) -> int:
        """Number of records."""
        return len(self.places)


def read_people(table: Table, field: str, roles: Roles | None = None) -> People:
    """Read a list of people.

    Raises
    ------
    MethodProblem
        No columns, columns of different lengths, no records, values that are not text, birth dates
        that are none, a role or head that does not exist, or nothing to compare.
    """
    size = _check_table(table, field)
    roles = guess_roles(table) if roles is None else _checked(roles, table, field)
    typed = {role: [_text(value, field) for value in table[head]] for role, head in roles.items()}
    texts = _tidied(_with_split_names(typed))
    _check_dates(typed.get("birth_date", []), texts.get("birth_date", ()), field)
    if not any(any(values) for values in texts.values()):
        raise MethodProblem(
            f"“{field}” holds nothing to compare people by.",
            "No column could be read as a name, a birth date or another mark of a person, or all "
            "of them are empty.",
            f"Name the columns with “roles”; the roles are {', '.join(HEADS)}.",
            field=field,
        )
    order = sorted(range(size), key=lambda row: [texts[role][row] for role in texts])
    ordered = {role: tuple(values[row] for row in order) for role, values in texts.items()}
    return People(ordered, np.array(order, dtype=np.int64))


def common_roles(left: People, right: People) -> tuple[str, ...]:
    """Return the roles that both lists have values for.

    Raises
    ------
    MethodProblem
        They have none in common.
    """
    known = [
        {role for role, values in people.texts.items() if any(values)} for people in (left, right)
    ]
    found = tuple(role for role in TIDY if role in known[0] & known[1])
    if not found:
        raise MethodProblem(
            "The two lists have no kind of value in common.",
            f"One has {_named(known[0])}, the other {_named(known[1])}.",
            "Name the columns with “roles”, or add a column that both have.",
        )
    return found


def _named(roles: set[str]) -> str:
    return ", ".join(sorted(role.replace("_", " ") for role in roles))


def _check_table(table: Table, field: str) -> int:
    if not isinstance(table, Mapping) or not table:
        raise MethodProblem(
            f"“{field}” is not a list of people as columns.",
            "It must be columns by their heads, each a list of text.",
            "Give it like {'first_name': ['Ana'], 'last_name': ['Cruz']}.",
            field=field,
        )
    lengths = {head: len(column) for head, column in table.items()}
    if len(set(lengths.values())) > 1 or not min(lengths.values()):
        raise MethodProblem(
            f"The columns of “{field}” hold {', '.join(map(str, lengths.values()))} values.",
            "Each record needs one value in every column, and there must be a record.",
            "Give columns of one length, with empty text where nothing is known.",
            field=field,
        )
    return next(iter(lengths.values()))


def _checked(roles: Roles, table: Table, field: str) -> Roles:
    for role, head in roles.items():
        if role not in HEADS or head not in table:
            offered = f"The roles are {', '.join(HEADS)}; the columns are {', '.join(table)}."
            wrong = f"role “{role}”" if role not in HEADS else f"column “{head}”"
            raise MethodProblem(
                f"There is no {wrong} for “{field}”.", offered, "Take one of them.", field=field
            )
    return roles


def _text(value: str | None, field: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise MethodProblem(
            f"“{field}” holds {value!r}, which is not text.",
            "Zip codes and dates lose their zeros and their order when they are made numbers.",
            "Read every column as text.",
            field=field,
        )
    return value


def _check_dates(typed: Sequence[str], read: Sequence[str], field: str) -> None:
    """Refuse a column of dates most of which would count as missing without a word."""
    unread = [was for was, now in zip(typed, read, strict=True) if was.strip() and not now]
    if len(unread) > sum(map(bool, read)):
        raise MethodProblem(
            f"“{field}” has birth dates like “{unread[0]}”.",
            "Most of the column is not a day that can be read.",
            "Write days as 1980-02-28 or 2/28/1980, or leave the column out.",
            field=field,
        )


def _with_split_names(typed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Take a full name apart where given name or surname have no column of their own."""
    if "full_name" not in typed or {"given_name", "surname"} <= typed.keys():
        return typed
    split = zip(*map(tidy.split_full_name, typed["full_name"]), strict=True)
    names = dict(zip(("given_name", "middle_name", "surname"), map(list, split), strict=True))
    return names | typed


def _tidied(typed: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    texts = {role: tuple(map(clean, typed[role])) for role, clean in TIDY.items() if role in typed}
    if "former_surname" in typed and "surname" in texts:
        former = map(tidy.surname, typed["former_surname"])
        both = zip(texts["surname"], former, strict=True)
        texts["surname"] = tuple(_joined(now, then) for now, then in both)
    return texts


def _joined(now: str, then: str) -> str:
    return now if then in ("", now) else f"{now}{tidy.FORMER}{then}"
