"""Words fit where they are put: measured against real fonts, wrapped without loss."""

import re
import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.charts.text import blank, block, text_width, wrap

FONTS = {
    False: (
        "/usr/share/fonts/opentype/inter/Inter-Regular.otf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    ),
    True: (
        "/usr/share/fonts/opentype/inter/Inter-Bold.otf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
    ),
}
SENTENCES = (
    "Fewer students missing two or more days a week: from 18.8 % to 14 %",
    "Contact in the family’s language, on the same day",
    "¿Quién llama a casa? La maestra, el mediodía; año escolar 2026–27",
    "MWmw ILIL district-university agreement (signed 3 May) 100% & more",
    string.ascii_letters + string.digits,
)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_font_of_the_style_sheet_needs_more_room(sentence, bold):
    image_font = pytest.importorskip("PIL.ImageFont", reason="Pillow measures real fonts")
    found = [path for path in FONTS[bold] if Path(path).exists()]
    if not found:
        pytest.skip("neither Inter nor Liberation Sans is installed here")
    for path in found:
        real = image_font.truetype(path, 100).getlength(sentence) / 100 * 12.5
        assert real <= text_width(sentence, bold=bold) <= 1.25 * real


def test_figures_are_equally_wide_as_in_columns():
    assert len({text_width(figure) for figure in string.digits}) == 1


def test_width_grows_with_the_type_and_the_face():
    assert text_width("", 12) == 0
    assert text_width("sides", 24) == pytest.approx(2 * text_width("sides", 12))
    assert text_width("sides", bold=True) > text_width("sides")


@pytest.mark.parametrize(
    ("letter", "same"), [("é", "e"), ("Ñ", "N"), ("e\u0301", "e"), ("a\u200d", "a"), ("ü", "u")]
)
def test_accents_take_no_room_of_their_own(letter, same):
    assert text_width(letter) == text_width(same)


@pytest.mark.parametrize("letter", ["学", "Щ", "あ", "😀", "ß", "ﷺ"])
def test_letters_of_other_scripts_get_room(letter):
    assert text_width(letter, 10) >= 8


def test_lines_break_at_blanks_then_hyphens_then_letters():
    assert wrap("one two three", 40) == ("one", "two", "three")
    assert wrap("one two three", 500) == ("one two three",)
    assert wrap("district-university", 80) == ("district-", "university")
    assert wrap("Donaudampfschiff", 50) == ("Donaud", "ampfsc", "hiff")
    assert wrap("well-known", 500) == ("well-known",)


def test_a_number_keeps_its_unit_on_the_line():
    assert wrap("from 18.8\u00a0% to", 50) == ("from", "18.8\u00a0%", "to")


@pytest.mark.parametrize("words", ["", "  ", "\n\t "])
def test_nothing_to_say_gives_no_line(words):
    assert blank(words)
    assert wrap(words, 100) == ()
    assert block(wrap(words, 100), 0, 0) == ""


@given(st.text(max_size=200), st.floats(1, 300))
def test_every_line_fits_and_no_letter_is_lost(words, width):
    lines = wrap(words, width)
    assert all(text_width(line) <= width + 1e-6 or _one_letter(line) for line in lines)
    blank = re.compile(r"[ \t\r\n\f\v]")
    assert blank.sub("", "".join(lines)) == blank.sub("", words)


def _one_letter(line):
    """A letter with what stands on it, however wide, can't be broken."""
    return sum(1 for letter in line if text_width(letter) > 0) <= 1


@pytest.mark.parametrize(("words", "nothing"), [("\x08", True), ("\u200b", True), ("0", False)])
def test_words_that_nobody_would_see_are_blank(words, nothing):
    assert blank(words) == nothing


def test_combining_marks_stay_with_their_letter():
    lines = wrap(unicodedata.normalize("NFD", "áéíóú" * 10), 20)
    assert not any(unicodedata.combining(line[0]) for line in lines)


def test_a_block_is_lines_under_each_other():
    drawn = block(("one", "two & <three>"), 5, 20, "t-s", leading=15)
    assert drawn == (
        '<text class="t-s" x="5" y="20" text-anchor="start">one</text>'
        '<text class="t-s" x="5" y="35" text-anchor="start">two &amp; &lt;three&gt;</text>'
    )
