"""The one shape of every form about a claim: ask, act, go back to the claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim
from thirdspace.problems import InputProblem


def to_claim(scope: Scope, number: int) -> HttpResponse:
    """Go to the page of a claim."""
    return redirect("claims:claim", scope.partnership_key, number)


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
    scope: Scope,
    claim: Claim,
    form: ScopedForm,
    act: Callable[[dict[str, Any]], object],
    *,
    done: str,
    template: str,
    **shown: object,
) -> HttpResponse:
    """Show a form about a claim; once it is sent and stored, go back to the claim."""
    if sent(request, form, act):
        messages.success(request, done)
        return to_claim(scope, claim.number)
    context = {"scope": scope, "claim": claim, "form": form, **shown}
    return render(request, template, context, status=422 if form.is_bound else 200)
