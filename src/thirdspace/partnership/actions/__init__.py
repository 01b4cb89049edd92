"""Every write of this room, by what is written."""

from thirdspace.partnership.actions.events import add_event
from thirdspace.partnership.actions.organizations import (
    add_organization,
    change_organization,
    export_copy,
    leave_partnership,
)
from thirdspace.partnership.actions.outside_ids import set_outside_id
from thirdspace.partnership.actions.people import (
    change_seat,
    end_seat,
    give_seat,
    invite_again,
    invite_person,
    set_backup,
)

__all__ = [
    "add_event",
    "add_organization",
    "change_organization",
    "change_seat",
    "end_seat",
    "export_copy",
    "give_seat",
    "invite_again",
    "invite_person",
    "leave_partnership",
    "set_backup",
    "set_outside_id",
]
