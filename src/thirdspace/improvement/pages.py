"""Views: parse, act or read, render."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thirdspace.access import clock
from thirdspace.access.forms import ScopedForm
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.formats.csv_table import write_table
from thirdspace.improvement import actions, forms, reads
from thirdspace.improvement.permissions import WRITE
from thirdspace.problems import FileProblems, InputProblem


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List all measures, signals first."""
    rows = reads.measures(scope)
    shown = {
        "scope": scope,
        "rows": rows,
        "signals": sum(row.reading.signal for row in rows),
        "may_write": scope.may(WRITE),
    }
    return render(request, "improvement/index.html", shown)


def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Add a measure."""
    form = forms.MeasureForm(scope, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            measure = actions.add_measure(scope, **form.given())
        except InputProblem as problem:
            forms.refuse(form, problem)
        else:
            messages.success(request, _("Added. Now record its first values."))
            return _to(scope, measure.key)
    return _form(request, scope, "improvement/new.html", form)


def measure(request: HttpRequest, scope: Scope, key: str) -> HttpResponse:
    """Show one measure with its chart, values and history."""
    page = reads.measure_page(scope, key, request.GET.get("cursor", ""))
    shown = {"scope": scope, "page": page, "may_write": scope.may(WRITE)}
    return render(request, "improvement/measure.html", shown)


def edit(request: HttpRequest, scope: Scope, key: str) -> HttpResponse:
    """Change what a measure says about itself."""
    held = reads.measure_named(scope, key)
    form = forms.MeasureForm(scope, request.POST or None, initial=forms.described(held))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_measure(scope, key=key, **form.given())
        except InputProblem as problem:
            forms.refuse(form, problem)
        else:
            messages.success(request, _("Saved."))
            return _to(scope, key)
    return _form(request, scope, "improvement/edit.html", form, measure=held)


def record(request: HttpRequest, scope: Scope, key: str) -> HttpResponse:
    """Record the value of one day."""
    held = reads.measure_named(scope, key)
    form = forms.ObservationForm(scope, request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        on, value, note = form.given()
        try:
            actions.record_observation(scope, key=key, on=on, value=value, note=note)
        except InputProblem as problem:
            forms.refuse(form, problem)
        else:
            messages.success(request, _("Recorded."))
            return _to(scope, key)
    return _form(request, scope, "improvement/record.html", form, measure=held)


def paste(request: HttpRequest, scope: Scope, key: str) -> HttpResponse:
    """Record many days at once, all or none."""
    held = reads.measure_named(scope, key)
    form, refused = forms.PasteForm(scope, request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            new, changed = actions.record_observations(
                scope, key=key, lines=form.cleaned_data["lines"]
            )
        except FileProblems as problems:
            form.add_error("lines", problems.what)
            refused = problems.problems
        except InputProblem as problem:
            forms.refuse(form, problem)
        else:
            said = _("Recorded: %(new)d new days, %(changed)d changed.")
            messages.success(request, said % {"new": new, "changed": changed})
            return _to(scope, key)
    return _form(request, scope, "improvement/paste.html", form, measure=held, refused=refused)


def exclude(request: HttpRequest, scope: Scope, key: str, day: str) -> HttpResponse:
    """Leave one day out, with a reason."""
    held, on = reads.measure_named(scope, key), _day(day)
    form = forms.ExcludeForm(scope, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.exclude_observation(scope, key=key, on=on, reason=form.cleaned_data["reason"])
        messages.success(request, _("Left out. The chart was read again."))
        return _to(scope, key)
    return _form(request, scope, "improvement/exclude.html", form, measure=held, on=on)


def include(request: HttpRequest, scope: Scope, key: str, day: str) -> HttpResponse:
    """Put one day back in."""
    actions.include_observation(scope, key=key, on=_day(day))
    messages.success(request, _("Put back in. The chart was read again."))
    return _to(scope, key)


def data(request: HttpRequest, scope: Scope, key: str) -> HttpResponse:
    """Give the values of a measure as a table."""
    held = reads.measure_named(scope, key)
    columns = ("date", "value", "note", "excluded")
    body = write_table(columns, reads.values_table(scope, held))
    name = f'attachment; filename="{held.key}.csv"'
    return HttpResponse(
        body, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise nothing_here() from None


def _to(scope: Scope, key: str) -> HttpResponse:
    return redirect("improvement:measure", scope.partnership_key, key)


def _form(
    request: HttpRequest, scope: Scope, template: str, form: ScopedForm, **more: object
) -> HttpResponse:
    shown = {"scope": scope, "form": form, **more}
    return render(request, template, shown, status=422 if form.errors else 200)
