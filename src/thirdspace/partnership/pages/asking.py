"""How every form of this room is shown, stored and refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thirdspace.access.scope import Scope
from thirdspace.partnership.forms import RoomForm
from thirdspace.problems import InputProblem


def ask(
    request: HttpRequest,
    scope: Scope,
    form: RoomForm,
    act: Callable[[dict[str, Any]], str],
    *,
    back: str,
    heading: str,
    send: str,
    about: str = "",
    grave: bool = False,
) -> HttpResponse:
    """Show a form, or do its act and go back.

    Parameters
    ----------
    form : RoomForm
        Bound when something was sent.
    act : callable
        Does it with the cleaned data and returns a sentence for the person.
    back : str
        Where to go then, and what the crumb leads to.
    heading, send, about : str
        Title, words on the button, and what the person should know first.
    grave : bool
        The act takes something away: the button says so in ember.
    """
    if form.is_bound and form.is_valid():
        try:
            said = act(form.cleaned_data)
        except InputProblem as problem:
            form.refuse(problem)
        else:
            messages.success(request, said)
            return redirect(back)
    shown = {
        "scope": scope, "form": form, "back": back, "heading": heading, "send": send,
        "about": about, "grave": grave,
    }  # fmt: skip
    return render(request, "partnership/form.html", shown, status=422 if form.is_bound else 200)


def sent(request: HttpRequest) -> Any:
    """Return what was sent, or None when the form is only asked for."""
    return request.POST if request.method == "POST" else None
