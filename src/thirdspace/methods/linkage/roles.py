"""What the columns of a list of people mean: declared by whoever calls, or guessed.

A role is what a column holds, whatever its head. The head is read first; where it says nothing, the
values are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from thirdspace.methods.linkage import tidy
from thirdspace.methods.linkage.nicknames import is_listed

#: Columns by their heads; a cell is text, of one line or several, or None. `read_people` looks.
Table: TypeAlias = Mapping[str, Sequence[Any]]
Roles: TypeAlias = Mapping[str, str]

#: Every role, with the words in a head that give it away; the first role that fits is taken.
HEADS: dict[str, frozenset[str]] = {
    "former_surname": frozenset({"maiden", "former", "previous", "birthname"}),
    "middle_name": frozenset({"middle", "mi", "mname"}),
    "given_name": frozenset({"given", "first", "forename", "fname", "firstname", "nombre"}),
    "surname": frozenset({"last", "surname", "family", "lname", "lastname", "apellido"}),
    "birth_date": frozenset({"dob", "birth", "birthdate", "birthday", "born", "nacimiento"}),
    "full_name": frozenset({"name", "fullname"}),
    "zip": frozenset({"zip", "zipcode", "postal", "postcode"}),
    "place": frozenset({"city", "town", "ciudad"}),
    "email": frozenset({"email", "mail", "correo"}),
    "phone": frozenset({"phone", "mobile", "cell", "telephone", "tel"}),
    "exact_id": frozenset({"cert", "certificate", "license", "licence", "ssn"}),
}
_NAME, _DAY, _NUMBER = {"name", "names", "initial"}, {"date", "day", "year"}, {"no", "number", "id"}
_WHOSE = {"full", "legal", "person", "staff", "employee", "candidate", "completer", "principal"}
#: Words that say something only alone or beside one of these: “last name”, but not “last day”.
_BESIDE = {
    **dict.fromkeys(("first", "last", "given", "family", "former", "previous", "middle"), _NAME),
    **dict.fromkeys(("cert", "certificate", "license", "licence"), _NUMBER),
    "birth": _DAY,
    "name": _WHOSE,
}
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-zéñ]+")
_SURE, _LISTED = 0.8, 0.3


def guess_roles(table: Table) -> dict[str, str]:
    """Guess which column holds what, from the heads and then from the values.

    Parameters
    ----------
    table : mapping of str to sequence of str
        A list of people as columns.

    Returns
    -------
    dict of str to str
        Head of the column for each role that was found; see `HEADS` for the roles.

    Examples
    --------
    >>> guess_roles({"First Name": ["Ana"], "LastName": ["Cruz"], "born": ["1980-02-28"]})
    {'given_name': 'First Name', 'surname': 'LastName', 'birth_date': 'born'}
    """
    found = {
        role: head
        for role, words in HEADS.items()
        if (head := _by_head(table, words, role)) is not None
    }
    for role, fits in _VALUES.items():
        free = [head for head in table if head not in found.values()]
        if role not in found and not (role == "given_name" and "full_name" in found):
            best = next((head for head in free if fits(_known(table[head]))), None)
            found |= {} if best is None else {role: best}
    return found


def _by_head(table: Table, words: frozenset[str], role: str) -> str | None:
    earlier = list(HEADS)[: list(HEADS).index(role)]
    for head in table:
        said = _said(head)
        if said & words and not any(said & HEADS[name] for name in earlier):
            return head
    return None


def _said(head: str) -> frozenset[str]:
    words = {word.casefold() for word in _WORDS.findall(head)}
    clear = {w for w in words if w not in _BESIDE or len(words) == 1 or words & _BESIDE[w]}
    return frozenset(clear | {"".join(_WORDS.findall(head)).casefold()})


def _known(values: Sequence[str | None]) -> list[str]:
    return [value for value in values if value and value.strip()]


def _mostly(says: Callable[[str], object], share: float) -> Callable[[list[str]], bool]:
    return lambda values: bool(values) and sum(map(bool, map(says, values))) >= share * len(values)


_VALUES: dict[str, Callable[[list[str]], bool]] = {
    "email": _mostly(tidy.email, _SURE),
    "zip": _mostly(re.compile(r"\d{5}(-\d{4})?").fullmatch, _SURE),
    "birth_date": _mostly(lambda v: len(tidy.birth_date(v)) > 4, _SURE),
    "given_name": _mostly(lambda v: is_listed(tidy.plain(v)), _LISTED),
}
