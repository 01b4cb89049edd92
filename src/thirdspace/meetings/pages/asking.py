"""The one shape of every form in this room: ask, act, go on; what is refused is said again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thirdspace.access.forms import ScopedForm
from thirdspace.problems import InputProblem


def sent(request: HttpRequest, form: ScopedForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Act on a form that was sent; what the act refuses is said beside the field."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except InputProblem as problem:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, f"{problem.what} {problem.why} {problem.next_step}")
        return False
    return True


def asked(
    request: HttpRequest,
    form: ScopedForm,
    act: Callable[[dict[str, Any]], object],
    *,
    done: str,
    to: str,
    template: str,
    **shown: object,
) -> HttpResponse:
    """Show a form; once it is sent and stored, say so and go to another page."""
    if sent(request, form, act):
        messages.success(request, done)
        return redirect(to)
    context = {"scope": form.scope, "form": form, "to": to, **shown}
    return render(request, template, context, status=422 if form.is_bound else 200)
