"""What the heading of a column may say, in English and Spanish."""

from __future__ import annotations

import re
import unicodedata

from thirdspace.formats.people_table.records import Meaning

#: Longer and more exact headings first: “last name” is no “name”, “job title” no “title of a book”.
_WORDS: dict[Meaning, frozenset[str]] = {
    Meaning.GIVEN: frozenset({
        "first name", "first names", "given name", "given names", "first", "forename",
        "preferred name", "primer nombre", "nombre de pila", "nombres",
    }),
    Meaning.FAMILY: frozenset({
        "last name", "last names", "family name", "surname", "last", "apellido", "apellidos",
    }),
    Meaning.GIVEN_FIRST: frozenset({
        "name", "names", "full name", "person", "people", "participant", "participants", "who",
        "member", "attendee", "contact", "staff", "nombre", "nombre completo", "persona",
        "nombre y apellido", "nombre y apellidos", "first and last name",
    }),
    Meaning.FAMILY_FIRST: frozenset({
        "last name first name", "family name first name", "last first", "apellidos y nombre",
        "apellido y nombre", "apellidos nombre",
    }),
    Meaning.EMAIL: frozenset({
        "mail", "e mail", "email", "email address", "e mail address", "mail address", "emails",
        "work email", "contact email", "correo", "correo electronico", "direccion de correo",
    }),
    Meaning.ORGANIZATION: frozenset({
        "org", "organization", "organisation", "organizations", "institution", "institute",
        "district", "school", "school district", "university", "college", "agency", "employer",
        "affiliation", "partner", "partner organization", "company", "side", "from", "site",
        "organizacion", "institucion", "entidad", "distrito", "escuela", "universidad",
    }),
    Meaning.ROLE: frozenset({
        "job", "job title", "title", "role", "position", "function", "roles", "post", "job role",
        "cargo", "puesto", "rol", "funcion", "title role", "role title", "department", "unit",
    }),
    Meaning.LEAVE_OUT: frozenset({
        "phone", "phone number", "mobile", "cell", "cell phone", "tel", "telephone", "fax",
        "address", "street", "city", "zip", "state", "notes", "note", "comment", "comments", "id",
        "no", "nr", "number", "birthday", "date of birth", "gender", "date", "timestamp",
        "telefono", "celular", "movil", "direccion", "notas", "comentarios",
    }),
}  # fmt: skip
_MEANING = {word: meaning for meaning, words in _WORDS.items() for word in words}


def means(heading: str) -> Meaning | None:
    """What does a heading say? None when nobody can tell."""
    return _MEANING.get(plain(heading))


def plain(words: str) -> str:
    """Return words without case, accents and punctuation, for comparing."""
    open_letters = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(letter for letter in open_letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare).split())
