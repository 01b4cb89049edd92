"""Routes of this room, below a partnership's key."""

from __future__ import annotations

from django.urls import include, path

from thirdspace.access import keys
from thirdspace.access.routes import page, person_page
from thirdspace.partnership.pages import organizations, people, standing
from thirdspace.partnership.permissions import EXPORT, LEAVE, MANAGE, NOTE, READ

app_name = "partnership"
_ASK = ("GET", "POST")
_room = [
    page("", organizations.index, needs=READ, name="index"),
    page("organizations/", organizations.organizations, needs=READ, name="organizations"),
    page("organizations/new/", organizations.add, needs=MANAGE, name="add", methods=_ASK),
    page(
        "organizations/<int:organization_id>/", organizations.organization, needs=READ,
        name="organization",
    ),
    page(
        "organizations/<int:organization_id>/change/", organizations.change, needs=MANAGE,
        name="change", methods=_ASK,
    ),
    page(
        "organizations/<int:organization_id>/outside-id/", organizations.outside_id, needs=MANAGE,
        name="outside_id", methods=_ASK,
    ),
    page("copy/", organizations.copy, needs=EXPORT, name="copy", methods=("POST",)),
    page("leave/", organizations.leave, needs=LEAVE, name="leave", methods=_ASK),
    page("people/new/", people.invite, needs=MANAGE, name="invite", methods=_ASK),
    page("people/<int:person_id>/", people.person, needs=READ, name="person"),
    page(
        "seats/<int:seat_id>/", people.change_seat, needs=MANAGE, name="seat", methods=_ASK
    ),
    page(
        "seats/<int:seat_id>/end/", people.end_seat, needs=MANAGE, name="end_seat", methods=_ASK
    ),
    page(
        "seats/<int:seat_id>/backup/", people.backup, needs=MANAGE, name="backup", methods=_ASK
    ),
    page(
        "seats/<int:seat_id>/invite/", people.invite_again, needs=MANAGE, name="invite_again",
        methods=("POST",),
    ),
    person_page("acting/", people.acting, name="acting", methods=_ASK),
    page("waiting/", standing.waiting, needs=keys.READ, name="waiting"),
    page(
        "waiting/<int:proposal_id>/", standing.answer, needs=keys.ANSWER, name="answer",
        methods=("POST",),
    ),
    page("events/", standing.events, needs=READ, name="events"),
    page("events/new/", standing.add_event, needs=NOTE, name="add_event", methods=_ASK),
    page("roles/", standing.roles, needs=READ, name="roles"),
]  # fmt: skip
urlpatterns = [path("agreements/", include(_room))]
