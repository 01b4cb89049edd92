"""Which encoding a file has, and whether it is text."""

import pytest

from thirdspace.formats.decode import decode
from thirdspace.problems import FileProblem

TEXT = "Ana Núñez said “yes”\nand then — no 🙂"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_unicode_is_read_without_a_note(encoding):
    decoded = decode(TEXT.encode(encoding), name="a.txt")
    assert decoded.text == TEXT
    assert decoded.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognized_by_its_zeros(encoding):
    decoded = decode("email,name\nana@harbor.example,Núñez".encode(encoding), name="a.csv")
    assert decoded.encoding == encoding
    assert decoded.text == "email,name\nana@harbor.example,Núñez"


@pytest.mark.parametrize("mark", [b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"])
def test_marks_of_utf_32_are_not_taken_for_utf_16(mark):
    encoding = "utf-32-le" if mark[0] else "utf-32-be"
    assert decode(mark + "Año".encode(encoding), name="a.txt").text == "Año"


def test_windows_text_is_read_and_the_guess_is_reported():
    decoded = decode("Núñez “said”".encode("cp1252"), name="a.txt")
    assert decoded.text == "Núñez “said”"
    assert "Windows-1252" in decoded.notes[0]


def test_bytes_that_windows_leaves_undefined_fall_back_to_latin_1():
    assert decode(b"caf\xe9 \x81", name="a.txt").encoding == "latin-1"


def test_line_ends_become_line_feeds():
    assert decode(b"a\r\nb\rc\nd", name="a.txt").text == "a\nb\nc\nd"


def test_nothing_is_text_too():
    assert decode(b"", name="a.txt").text == ""


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x00\x00",
        b"text with \x00 a zero",
        b"\xef\xbb\xbfmarked \x00 zero",
        b"\xe9\x01\x02\x03",
    ],
)
def test_binary_is_refused(data):
    with pytest.raises(FileProblem, match="not text") as caught:
        decode(data, name="photo.txt")
    assert caught.value.file == "photo.txt"


def test_a_mark_that_lies_is_refused_with_the_place():
    with pytest.raises(FileProblem, match="breaks its rules at byte 4"):
        decode(b"\xef\xbb\xbfabc\xff", name="a.txt")


def test_a_file_past_the_limit_is_refused_before_it_is_read():
    with pytest.raises(FileProblem, match=r"at most 20\.0 MB"):
        decode(b"a" * 20_000_001, name="a.txt")
    assert decode(b"abc", name="a.txt", limit=3).text == "abc"
