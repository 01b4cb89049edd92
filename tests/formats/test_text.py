"""Transcripts and notes as text with turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.formats.text import KINDS, read_document
from thirdspace.problems import FileProblem


def read(text, name="talk.txt"):
    return read_document(text.encode(), name)


def said(document):
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


class TestPlain:
    def test_labels_at_line_starts_make_turns(self):
        document = read(
            "Harbor County, first talk\n\nINTERVIEWER: What changed?\n"
            "Dr. Ana O’Neil: Much.\n\nWe meet weekly.\nINTERVIEWER:\nSince when?\n"
        )
        assert said(document) == [
            (None, "Harbor County, first talk"),
            ("INTERVIEWER", "What changed?"),
            ("Dr. Ana O’Neil", "Much.\n\nWe meet weekly."),
            ("INTERVIEWER", "Since when?"),
        ]

    def test_bold_labels_of_markdown(self):
        document = read("**Ana:** Yes 🙂.\n\n**Lee**: No.\n", "talk.md")
        assert said(document) == [("Ana", "Yes 🙂."), ("Lee", "No.")]
        assert document.kind == "md"

    @pytest.mark.parametrize(
        "text",
        [
            "Only one: label.\nNothing else.",
            "we said: yes\nthey said: no",
            "At 10:30 we met.\nAt 11:45 we left.",
            "Https://a.example/x\nHttps://b.example/y",
            "This is far too long a label: a\nThis is far too long a label: b",
            "“Quoted: a\n“Quoted: b",
        ],
    )
    def test_other_colons_are_not_speakers(self, text):
        assert said(read(text)) == [(None, text)]

    def test_without_labels_each_paragraph_is_a_turn(self):
        document = read("\n\nfirst\nstill first \n \t\nsecond\u2028still second\n\n\n\nthird")
        assert said(document) == [
            (None, "first\nstill first"),
            (None, "second\u2028still second"),
            (None, "third"),
        ]

    def test_the_text_stays_as_decoded_so_that_offsets_fit(self):
        document = read_document("  e\u0301 <b>x</b>\r\n\r\nz\r\n".encode("utf-16"), "a.txt")
        assert document.text == "  e\u0301 <b>x</b>\n\nz\n"

    def test_scripts_stay_plain_text(self):
        text = "Ana: <script>alert('x')</script>\nLee: &lt;ok&gt;"
        assert said(read(text)) == [
            ("Ana", "<script>alert('x')</script>"),
            ("Lee", "&lt;ok&gt;"),
        ]

    def test_a_guess_and_an_empty_file_are_noted(self):
        assert "Windows-1252" in read_document(b"caf\xe9", "a.txt").notes[0]
        assert read(" \n ").notes == ("It holds no words.",)

    def test_kinds_that_are_not_text(self):
        with pytest.raises(FileProblem, match="plain text") as caught:
            read("x", "talk.docx")
        assert caught.value.file == "talk.docx"


SRT = """1
00:00:01,500 --> 00:00:03,000
<i>ANA:</i> We meet
every week.

2
01:00:04,000 --> 01:00:05,250 X1:10 X2:20
{\\an8}LEE: <script>alert(1)</script>

3
01:00:06,000 --> 01:00:07,000

4
01:00:08.000 --> 01:00:09.000
[laughter]
"""

VTT = """WEBVTT - first talk

NOTE
not said

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.500 align:start
<v.loud Ana O&apos;Neil>We <b>meet</b> &amp; <00:00:01.500>talk.</v> <v Lee>Yes.

01:00:03.000 --> 01:00:04.000
<script>alert(1)</script>&#13;x < y
"""


class TestCaptions:
    def test_srt_keeps_times_and_takes_speakers_from_labels(self):
        document = read(SRT, "talk.srt")
        assert document.text == (
            "ANA: We meet\nevery week.\nLEE: <script>alert(1)</script>\n[laughter]"
        )
        assert said(document) == [
            ("ANA", "We meet\nevery week."),
            ("LEE", "<script>alert(1)</script>"),
            (None, "[laughter]"),
        ]
        times = [(turn.seconds_from, turn.seconds_to) for turn in document.turns]
        assert times == [(1.5, 3.0), (3604.0, 3605.25), (3608.0, 3609.0)]

    def test_a_single_label_in_captions_is_not_a_speaker(self):
        document = read("1\n00:00:01,000 --> 00:00:02,000\nNote: this\n", "talk.srt")
        assert said(document) == [(None, "Note: this")]

    def test_vtt_voices_marks_and_remarks(self):
        document = read(VTT, "talk.vtt")
        assert said(document) == [
            ("Ana O'Neil", "We meet & talk."),
            ("Lee", "Yes."),
            (None, "<script>alert(1)</script>\nx < y"),
        ]
        assert document.turns[0].seconds_to == 2.5
        assert document.notes == ("Remarks and styles left out: 2.",)

    def test_vtt_without_an_empty_line_after_its_head(self):
        document = read("WEBVTT\n00:01.000 --> 00:02.000\nHello.\n", "talk.vtt")
        assert said(document) == [(None, "Hello.")]

    @pytest.mark.parametrize(
        "text", ["", "\nWEBVTT\n", "WEBVTTX\n\n", "1\n00:01.000 --> 00:02.000\nx"]
    )
    def test_vtt_without_its_head(self, text):
        with pytest.raises(FileProblem, match="must be WEBVTT") as caught:
            read(text, "talk.vtt")
        assert caught.value.line == 1

    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("1\n00:00:01,000 -> 00:00:02,000\nx\n", 2, "not a time line"),
            ("1\n00:00:61,000 --> 00:00:62,000\nx\n", 2, "not a time line"),
            ("00:00:01,000 --> soon\nx\n", 1, "not a time line"),
            ("1\n00:00:01,000 --> 00:00:02,000\nx\n\nlost words\n", 5, "not a time line"),
            ("1\n00:00:05,000 --> 00:00:02,000\nx\n", 2, "ends before it begins"),
        ],
    )
    def test_broken_captions_name_the_line(self, text, line, says):
        with pytest.raises(FileProblem, match=says) as caught:
            read(text, "talk.srt")
        assert caught.value.place == f"talk.srt, line {line}"


@given(
    st.lists(
        st.sampled_from(
            ["Ana: ", "LEE:", "a", "b 🙂", ": ", "\n", "\n\n", "\t", "**", "<v Ana>", "&amp;", " "]
        )
    ),
    st.sampled_from([".txt", ".md", ".vtt"]),
)
def test_turns_are_in_order_and_apart_and_hold_all_words_but_labels(parts, ending):
    head = "WEBVTT\n\n00:01.000 --> 00:02.000\n" if ending == ".vtt" else ""
    body = "".join(parts)
    document = read(head + (body.replace("\n", " ") if head else body), f"talk{ending}")
    assert document.kind == KINDS[ending]
    at = 0
    for turn in document.turns:
        assert at <= turn.start < turn.end
        words = document.text[turn.start : turn.end]
        assert words == words.strip()
        at = turn.end
    if ":" not in body:
        joined = "".join(document.text[t.start : t.end] for t in document.turns)
        assert "".join(joined.split()) == "".join(document.text.split())
