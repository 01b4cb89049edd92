"""Any Django form is drawn so that its labels, help and errors are tied to its fields."""

from __future__ import annotations

import pytest
from django import forms
from django.template.loader import render_to_string

from web.html import Page


class Sample(forms.Form):
    what = forms.CharField(label="What", help_text="Start with a verb.")
    whose = forms.ChoiceField(label="Whose", choices=[("d", "D")], widget=forms.RadioSelect)
    see = forms.MultipleChoiceField(
        label="See", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    yes = forms.BooleanField(label="Yes")
    line = forms.CharField(label="Line", required=False, widget=forms.Textarea)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def page(form: forms.Form) -> Page:
    return Page(render_to_string("web/_form.html", {"form": form, "csrf_token": "t"}))


@pytest.fixture
def refused() -> Page:
    form = Sample({})
    form.add_error(None, "Nothing was sent.")
    return page(form)


def test_every_control_has_a_label():
    drawn = page(Sample())
    assert drawn.unlabelled_controls() == []
    assert "csrfmiddlewaretoken" in drawn.source


def test_ids_are_unique_and_every_reference_leads_somewhere(refused):
    assert refused.repeated_ids() == []
    assert refused.dangling_references() == []


def test_an_error_is_tied_to_its_field_and_linked_from_the_summary(refused):
    what = refused.by_id["id_what"]
    assert what["aria-invalid"] == "true"
    assert "id_what_error" in what["aria-describedby"].split()
    assert "id_what_helptext" in what["aria-describedby"].split()
    assert {"#id_what", "#id_whose_0", "#id_see_0", "#id_yes"} <= refused.links
    assert "Nothing was sent." in refused.source


def test_a_group_carries_its_own_description(refused):
    assert refused.by_id["id_whose"]["tag"] == "fieldset"
    assert refused.by_id["id_whose"]["aria-describedby"] == "id_whose_error"


def test_without_errors_there_is_no_summary():
    assert "There is a problem" not in page(Sample()).source


def test_only_what_may_stay_empty_says_so():
    assert page(Sample()).source.count("(may stay empty)") == 1
