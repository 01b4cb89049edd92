"""Pages about codes: code a passage, take a coding back, the codebook."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.evidence import actions, consent, forms
from thirdspace.evidence.permissions import WRITE
from thirdspace.evidence.reads import codebook, quotes, reader, sources
from thirdspace.problems import InputProblem


def passage(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Code a passage of a source."""
    form = forms.PassageForm(scope, request.POST or None, initial=request.GET.dict())
    source = sources.one(scope, pk)
    if request.method == "POST" and form.is_valid():
        try:
            coding_id = _code(scope, form)
        except InputProblem as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, _("The passage is coded."))
            return redirect(quotes.url(scope, pk, coding_id))
    context = {
        "scope": scope,
        "form": form,
        "face": consent.face(scope, source),
        "said": _said(scope, form),
        "pk": pk,
    }
    return render(request, "evidence/passage.html", context, status=422 if form.errors else 200)


def _said(scope: Scope, form: forms.PassageForm) -> str:
    """Return the words of the turn the form is about, to copy from; none for a whole text."""
    version, turn = form["version"].value(), form["turn"].value()
    if not (str(version).isdigit() and str(turn).isdigit()):
        return ""
    return reader.words_of(scope, int(version), int(turn))[0]


def _code(scope: Scope, form: forms.PassageForm) -> int:
    asked = form.cleaned_data
    text, offset = reader.words_of(scope, asked["version"], asked["turn"])
    start = None if asked["start"] is None else asked["start"] - offset
    place = forms.place_of(text, asked["words"], start)
    if place is None:
        raise InputProblem(
            _("These words do not stand there exactly once."),
            _("A passage is a run of words as the text has them, and only one place is meant."),
            _("Copy the words from the text, a few more if they come up twice."),
            field="words",
        )
    coding = actions.code_passage(
        scope,
        version_id=asked["version"],
        start=offset + place[0],
        end=offset + place[1],
        code_id=asked["code"],
        direction=asked["direction"],
        note=asked["note"],
    )
    return coding.pk


def withdraw(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Take back a coding of one's own."""
    source = actions.withdraw_coding(scope, coding_id=pk)
    messages.success(request, _("Your coding is taken back."))
    return redirect("evidence:source", scope.partnership_key, source.pk)


def book(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show the codebook as it stands, and its versions."""
    context = {
        "scope": scope,
        "codes": codebook.tree(scope),
        "versions": codebook.versions(scope),
        "may_write": scope.may(WRITE),
    }
    return render(request, "evidence/codebook.html", context)


def book_version(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Show the codebook as it stood."""
    context = {"scope": scope, "number": number, "codes": codebook.version(scope, number)}
    return render(request, "evidence/codebook_version.html", context)


def add_code(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Add a code."""
    form = forms.CodeForm(scope, request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        fields["dynamic"] = fields["dynamic"] or None
        try:
            actions.add_code(scope, parent_id=fields.pop("parent"), **fields)
        except InputProblem as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, _("The code is added."))
            return redirect("evidence:codebook", scope.partnership_key)
    return _code_page(request, scope, form, "")


def change_code(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Change a code."""
    facts = codebook.one(scope, pk)
    if facts is None:
        raise nothing_here()
    form = forms.CodeForm(scope, request.POST or None, initial=facts)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            actions.change_code(scope, code_id=pk, parent_id=fields.pop("parent"), **fields)
        except InputProblem as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, _("The code is changed."))
            return redirect("evidence:codebook", scope.partnership_key)
    return _code_page(request, scope, form, facts["name"])


def _code_page(request: HttpRequest, scope: Scope, form: forms.CodeForm, name: str) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {
        "scope": scope,
        "form": form,
        "name": name,
        "back": reverse("evidence:codebook", args=[scope.partnership_key]),
    }
    return render(request, "evidence/code.html", context, status=status)
