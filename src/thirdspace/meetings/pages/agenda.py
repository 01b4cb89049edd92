"""The items of an agenda: added, changed, moved, taken off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions import agenda as actions
from thirdspace.meetings.forms.agenda import DropForm, ItemForm
from thirdspace.meetings.models import AgendaItem
from thirdspace.meetings.pages.asking import asked, sent
from thirdspace.meetings.reads.meetings import find


def _meeting_page(scope: Scope, pk: int) -> str:
    return reverse("meetings:meeting", args=[scope.partnership_key, pk])


def add(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Put something on the agenda."""
    return asked(
        request,
        ItemForm(scope, request.POST or None),
        lambda values: actions.add_item(scope, meeting_id=pk, **values),
        done=_("It is on the agenda."),
        to=_meeting_page(scope, pk),
        template="meetings/agenda_add.html",
        meeting=find(scope, pk),
    )


def edit(request: HttpRequest, scope: Scope, pk: int, item_id: int) -> HttpResponse:
    """Change an item."""
    item = _item(scope, pk, item_id)
    now = {name: getattr(item, name) for name in ItemForm.base_fields}
    return asked(
        request,
        ItemForm(scope, request.POST or None, initial=now),
        lambda values: actions.change_item(scope, meeting_id=pk, item_id=item_id, **values),
        done=_("The item is changed."),
        to=_meeting_page(scope, pk),
        template="meetings/agenda_edit.html",
        meeting=find(scope, pk),
        item=item,
        drop_form=DropForm(scope, prefix="drop"),
    )


def move(request: HttpRequest, scope: Scope, pk: int, item_id: int) -> HttpResponse:
    """Move an item one place."""
    up = request.POST.get("way") != "down"
    actions.move_item(scope, meeting_id=pk, item_id=item_id, up=up)
    return redirect(f"{_meeting_page(scope, pk)}#item-{item_id}")


def drop(request: HttpRequest, scope: Scope, pk: int, item_id: int) -> HttpResponse:
    """Take an item off, with a reason."""
    item, meeting = _item(scope, pk, item_id), find(scope, pk)
    form = DropForm(scope, request.POST, prefix="drop")

    def act(values: dict[str, str]) -> None:
        actions.drop_item(scope, meeting_id=pk, item_id=item_id, **values)

    if sent(request, form, act):
        messages.success(request, _("It is off the agenda; the reason stays in the history."))
        return redirect(_meeting_page(scope, pk))
    now = {name: getattr(item, name) for name in ItemForm.base_fields}
    context = {
        "scope": scope, "meeting": meeting, "item": item, "drop_form": form,
        "form": ItemForm(scope, initial=now), "to": _meeting_page(scope, pk),
    }  # fmt: skip
    return render(request, "meetings/agenda_edit.html", context, status=422)


def _item(scope: Scope, pk: int, item_id: int) -> AgendaItem:
    item = AgendaItem.objects.within(scope).filter(meeting=pk, pk=item_id).first()
    if item is None:
        raise nothing_here()
    return item
