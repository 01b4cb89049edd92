"""Documents that a person writes by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.formats.yaml_doc import read_yaml, write_yaml
from thirdspace.problems import FileProblem

BOMB = b"""a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c]
"""


def read(text):
    return read_yaml(text.encode(), "partnerships.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2022-04", "2022-04"),
        ("2022-01-26", "2022-01-26"),
        ("2021", 2021),
        ("NO", "NO"),
        ("yes", "yes"),
        ("12:30", "12:30"),
        ("02139", "02139"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("-4.5", -4.5),
        ("True", True),
        ("null", None),
        ("", None),
        ('"17"', "17"),
        ("{a: [1, b]}", {"a": [1, "b"]}),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_a_word_stays_a_word(written, value):
    assert read(f"key: {written}\n") == {"key": value}


def test_keys_are_text():
    assert read("2022: x\ntrue: y\n") == {"2022": "x", "true": "y"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_encodings_and_line_ends(encoding):
    assert read_yaml("name: Núñez\r\nkind: x\r\n".encode(encoding), "p.yaml") == {
        "name": "Núñez",
        "kind": "x",
    }


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (BOMB.decode(), 1, "Anchors are not used here"),
        ("a: 1\nb: *a\n", 2, "Anchors are not used here"),
        ("a: 1\nb: 2\na: 3\n", 3, "“a” is there twice"),
        ("a: {b: 1, b: 2}\n", 1, "“b” is there twice"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "tag"),
        ("a:\n  - [[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]\n", 2, "nested more than 20"),
        ("a: " + "[" * 50_000, 1, "nested more than 20"),
        ("", 1, "empty"),
        ("# only a remark\n", 2, "empty"),
        ("- a\n- b\n", 1, "does not begin with a key"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("? [a, b]\n: 1\n", 1, "used as a key"),
        ("a: 1\nb: 'open\n", 3, "well-formed"),
        ("a: 1\n\tb: 2\n", 2, "well-formed"),
        ("a: 1\nb: \x07\n", 2, "does not allow"),
    ],
)
def test_what_is_refused_names_the_line(text, line, says):
    with pytest.raises(FileProblem, match=says) as caught:
        read(text)
    assert (caught.value.file, caught.value.line) == ("partnerships.yaml", line)


def test_a_document_past_the_limit():
    with pytest.raises(FileProblem, match="at most"):
        read_yaml(b"a: 1\n" * 100, "p.yaml", limit=100)


def test_a_number_of_thousands_of_digits_stays_text():
    assert read("a: " + "9" * 5_000) == {"a": "9" * 5_000}


def test_writing_is_plain_block_style_in_the_given_order():
    shared = {"name": "Harbor County", "since": "2022-04"}
    document = {"z": [shared, shared], "a": "first\nsecond\n", "truth": "no", "n": 3}
    assert write_yaml(document).decode() == (
        "z:\n- name: Harbor County\n  since: 2022-04\n- name: Harbor County\n  since: 2022-04\n"
        "a: |\n  first\n  second\ntruth: 'no'\nn: 3\n"
    )


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r")) | st.sampled_from(
    [
        "2022",
        "2022-04-01",
        "null",
        "~",
        "NO",
        "1:30",
        "1e5",
        "- a",
        "# x",
        "a: b",
        " x\ny",
        "=",
        "<<",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_whatever_is_written_is_read_again(document):
    first = write_yaml(document)
    again = read_yaml(first, "p.yaml")
    assert again == document
    assert write_yaml(again) == first
