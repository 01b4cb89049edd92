"""Pages of decisions: the list, one of them, and what each organization says to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions import decisions as actions
from thirdspace.meetings.actions.parts import parts_of, seen_mark
from thirdspace.meetings.forms.decisions import (
    AskForm,
    DecisionForm,
    ListForm,
    NewDecisionForm,
    ObjectForm,
)
from thirdspace.meetings.forms.promises import WithdrawForm
from thirdspace.meetings.models import Decision
from thirdspace.meetings.pages.asking import asked, sent
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.reads.decision_page import asks, decision_page, decision_seen
from thirdspace.meetings.reads.decisions import decision_list, rows_of, shares
from thirdspace.meetings.reads.sides import member_orgs, orgs
from thirdspace.meetings.registers.decisions import became
from thirdspace.problems import InputProblem


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List what waits for an answer, then decisions, newest first."""
    if "id" in request.GET:  # the trail knows things by their id
        return _by_id(request, scope)
    form = ListForm(scope, request.GET)
    form.is_valid()  # a choice that is not offered narrows nothing
    whose = form.cleaned_data.get("proposed_by")
    context = {
        "scope": scope,
        "form": form,
        "list": decision_list(scope, proposed_by=whose, cursor=request.GET.get("cursor", "")),
        "narrowed": whose is not None,
        "shares": shares(scope),
        "may_write": scope.may(WRITE),
    }
    return render(request, "meetings/decisions.html", context)


def _by_id(request: HttpRequest, scope: Scope) -> HttpResponse:
    pk = request.GET["id"]
    found = Decision.objects.within(scope).filter(pk=int(pk) if pk.isdecimal() else 0).first()
    if found is None:
        raise nothing_here()
    return redirect(_page(scope, found.number))


def _page(scope: Scope, number: int) -> str:
    return reverse("meetings:decision", args=[scope.partnership_key, number])


def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Note a decision."""
    initial = {"proposed_by": scope.organization_id, **request.GET.dict()}
    form = NewDecisionForm(scope, request.POST or None, initial=initial)
    made: list[Decision] = []

    def make(values: dict[str, Any]) -> None:
        decision = actions.decide(
            scope,
            text=values["text"],
            reason=values["reason"],
            proposed_by_id=values["proposed_by"],
            meeting_id=values["meeting"],
            item_id=values["item"],
        )
        made.append(decision)

    if sent(request, form, make):
        messages.success(request, _("The decision is stored. Say who had a part in it."))
        return redirect("meetings:edit_decision", scope.partnership_key, made[0].number)
    context = {
        "scope": scope,
        "form": form,
        "to": reverse("meetings:decisions", args=[scope.partnership_key]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/decision_new.html", context, status=status)


def one(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Show a decision: who proposed, decided, was absent, and what happened."""
    context = {"scope": scope, "page": decision_page(scope, number)}
    return render(request, "meetings/decision.html", context)


def edit(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Correct a decision and say who had which part."""
    decision = decision_seen(scope, number)
    parts = parts_of(scope, decision)
    named = {pk for lines in parts.values() for pk in lines}
    members = member_orgs(scope)
    past = [org for org in orgs(scope).values() if org.id in named and org not in members]
    form = DecisionForm(
        scope,
        request.POST or None,
        organizations=[*members, *past],
        parts=parts,
        initial={
            "text": decision.text,
            "reason": decision.reason,
            "proposed_by": decision.proposed_by_id,
            "seen": seen_mark(scope, decision),
        },
    )
    return asked(
        request,
        form,
        lambda _values: actions.change_decision(scope, number=number, **form.sent()),
        done=_("The decision is changed."),
        to=_page(scope, number),
        template="meetings/decision_edit.html",
        row=rows_of(scope, [decision])[0],
    )


def ask(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Ask the organizations that a decision binds."""
    decision = decision_seen(scope, number)
    form = AskForm(scope, request.POST or None, initial={"reason": decision.reason})

    def put(values: dict[str, Any]) -> None:
        organizations = values.pop("organizations")
        actions.ask_both(scope, number=number, organization_ids=organizations, **values)

    return asked(
        request,
        form,
        put,
        done=_("It is asked. Each organization has a mail; no answer is never a yes."),
        to=_page(scope, number),
        template="meetings/decision_ask.html",
        row=rows_of(scope, [decision])[0],
    )


def answer(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Say yes, not yet or no for one's organization."""
    row = rows_of(scope, [decision_seen(scope, number)])[0]
    if not asks(scope, row):
        raise nothing_here()
    problem = None
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in ("answer", "line")}
        try:
            decision = actions.answer_decision(scope, number=number, **given)
        except InputProblem as refused:
            problem = refused
        else:
            messages.success(request, became(scope, decision))
            return redirect(_page(scope, number))
    context = {"scope": scope, "row": row, "sent": request.POST, "problem": problem}
    return render(request, "meetings/decision_answer.html", context, status=422 if problem else 200)


def object_to(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Object to what was decided without one's organization."""
    return _said(
        request, scope, number, ObjectForm(scope, request.POST or None), actions.object_to,
        done=_("Your objection stands beside the decision."),
        template="meetings/decision_object.html",
    )  # fmt: skip


def withdraw(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Take a decision back."""
    return _said(
        request, scope, number, WithdrawForm(scope, request.POST or None),
        actions.withdraw_decision,
        done=_("The decision is withdrawn."),
        template="meetings/decision_withdraw.html",
    )  # fmt: skip


def _said(
    request: HttpRequest, scope: Scope, number: int, form: Any, act: Any, *, done: str,
    template: str,
) -> HttpResponse:  # fmt: skip
    return asked(
        request,
        form,
        lambda values: act(scope, number=number, **values),
        done=done,
        to=_page(scope, number),
        template=template,
        row=rows_of(scope, [decision_seen(scope, number)])[0],
    )
