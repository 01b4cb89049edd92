"""Pages of promises: the list, one of them, and answering it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions import promises as actions
from thirdspace.meetings.actions.answers import may_answer, not_yours
from thirdspace.meetings.forms.promises import ListForm, PromiseForm, WithdrawForm, answer_sent
from thirdspace.meetings.models import Promise
from thirdspace.meetings.pages.asking import asked, sent
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.reads.promise_page import promise_page, promise_seen
from thirdspace.meetings.reads.promises import kept_by_organization, promise_list, row_of
from thirdspace.problems import InputProblem


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List promises, the most urgent first, and how they are kept by organization."""
    if "id" in request.GET:  # the trail knows things by their id
        return _by_id(request, scope)
    form = ListForm(scope, request.GET)
    form.is_valid()  # a choice that is not offered narrows nothing
    show = form.cleaned_data.get("show") or "open"
    whose = form.cleaned_data.get("organization")
    found = promise_list(
        scope, show=show, organization_id=whose, cursor=request.GET.get("cursor", "")
    )
    context = {
        "scope": scope,
        "form": form,
        "list": found,
        "show": show,
        "narrowed": whose is not None,
        "kept": kept_by_organization(scope),
        "may_write": scope.may(WRITE),
    }
    return render(request, "meetings/promises.html", context)


def _by_id(request: HttpRequest, scope: Scope) -> HttpResponse:
    pk = request.GET["id"]
    found = Promise.objects.within(scope).filter(pk=int(pk) if pk.isdecimal() else 0).first()
    if found is None:
        raise nothing_here()
    return redirect(_page(scope, found.number))


def _page(scope: Scope, number: int) -> str:
    return reverse("meetings:promise", args=[scope.partnership_key, number])


def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Note a promise."""
    form = PromiseForm(scope, request.POST or None, initial=request.GET.dict())
    made: list[Promise] = []

    def make(values: dict[str, Any]) -> None:
        fields = {name: value for name, value in values.items() if name != "seen"}
        where = {"meeting_id": fields.pop("meeting"), "item_id": fields.pop("item")}
        made.append(actions.make_promise(scope, **fields, **where))

    if sent(request, form, make):
        messages.success(request, _("The promise is stored."))
        return redirect(_page(scope, made[0].number))
    context = {
        "scope": scope,
        "form": form,
        "to": reverse("meetings:promises", args=[scope.partnership_key]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/promise_new.html", context, status=status)


def one(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Show a promise: who holds it, what was answered, what happened."""
    context = {"scope": scope, "page": promise_page(scope, number)}
    return render(request, "meetings/promise.html", context)


def answer(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Say how a promise stands."""
    promise = promise_seen(scope, number)
    if not may_answer(scope, promise):
        raise not_yours(promise)
    problem = None
    if request.method == "POST":
        try:
            actions.answer_promise(scope, number=number, **answer_sent(request.POST))
        except InputProblem as refused:
            problem = refused
        else:
            messages.success(request, _("Your answer is stored. You can undo it for 10 minutes."))
            return redirect(_page(scope, number))
    context = {
        "scope": scope, "row": row_of(scope, promise), "sent": request.POST, "problem": problem,
    }  # fmt: skip
    return render(request, "meetings/promise_answer.html", context, status=422 if problem else 200)


def undo(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Take one's own answer back."""
    actions.undo_answer(scope, number=number)
    messages.success(request, _("Your answer is taken back. The promise is as it was before."))
    return redirect(_page(scope, number))


def nudge(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Ask the owner by one mail."""
    promise = actions.nudge(scope, number=number)
    told = _("%(name)s has a mail that says you wait.") % {"name": promise.owner}
    messages.success(request, told)
    return redirect(_page(scope, number))


def edit(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Correct a promise, hand it over, or withdraw it."""
    promise = promise_seen(scope, number)
    withdrawing = "why" in request.POST
    withdraw = WithdrawForm(scope, request.POST if withdrawing else None)
    form = PromiseForm(
        scope, request.POST if request.POST and not withdrawing else None, initial=_now(promise)
    )
    shown = {"row": row_of(scope, promise), "change": form, "withdraw": withdraw}
    return asked(
        request,
        withdraw if withdrawing else form,
        lambda values: _change(scope, number, values),
        done=_("The promise is withdrawn.") if withdrawing else _("The promise is changed."),
        to=_page(scope, number),
        template="meetings/promise_edit.html",
        **shown,
    )


def _now(promise: Promise) -> dict[str, Any]:
    return {
        "text": promise.text,
        "owner": f"{promise.owner_id}:{promise.organization_id}",
        "due": promise.due,
        "promised_to": promise.promised_to_id,
        "joint": promise.joint,
        "seen": actions.seen_mark(promise),
    }


def _change(scope: Scope, number: int, values: dict[str, Any]) -> None:
    if "why" in values:
        actions.withdraw_promise(scope, number=number, **values)
        return
    fields = {name: value for name, value in values.items() if name not in ("meeting", "item")}
    actions.change_promise(scope, number=number, **fields)
