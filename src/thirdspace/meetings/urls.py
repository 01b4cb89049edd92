from __future__ import annotations

from thirdspace.access.routes import open_page, page
from thirdspace.meetings.pages import (
    agenda,
    decisions,
    deliverables,
    meeting,
    notes,
    promises,
    reflection,
    series,
    tensions,
)
from thirdspace.meetings.permissions import DECIDE, NOTE, READ, REFLECT, RUN, WRITE

BOTH = ("GET", "POST")
POST = ("POST",)

app_name = "meetings"
_series = [
    page("", series.index, needs=READ, name="index"),
    page("past/", series.past, needs=READ, name="past"),
    page("series/new/", series.new, needs=RUN, name="new_series", methods=BOTH),
    page("series/<int:pk>/", series.one, needs=READ, name="series"),
    page("series/<int:pk>/edit/", series.edit, needs=RUN, name="edit_series", methods=BOTH),
    page("series/<int:pk>/plan/", series.plan, needs=RUN, name="plan", methods=BOTH),
    page("calendar/", series.calendar, needs=READ, name="calendar", methods=BOTH),
]
_meeting = [
    page("<int:pk>/", meeting.one, needs=READ, name="meeting"),
    page("<int:pk>/edit/", meeting.edit, needs=RUN, name="edit", methods=BOTH),
    page("<int:pk>/cancel/", meeting.cancel, needs=RUN, name="cancel", methods=BOTH),
    page("<int:pk>/invite/", meeting.invite, needs=RUN, name="invite", methods=BOTH),
    page("<int:pk>/open/", meeting.open_it, needs=RUN, name="open", methods=POST),
    page("<int:pk>/next/", meeting.next_item, needs=RUN, name="next", methods=POST),
    page("<int:pk>/close/", meeting.close, needs=RUN, name="close", methods=BOTH),
    page("<int:pk>/people/", meeting.people, needs=NOTE, name="people", methods=BOTH),
    page("<int:pk>/people/add/", meeting.add_person, needs=RUN, name="add_person", methods=POST),
    page("<int:pk>/people/<int:attendance_id>/off/", meeting.take_off, needs=RUN, name="take_off",
         methods=POST),
    page("<int:pk>/coming/", meeting.coming, needs=NOTE, name="coming", methods=POST),
    page("<int:pk>/meeting.ics", meeting.ics, needs=READ, name="ics"),
    page("<int:pk>/minutes/", meeting.minutes, needs=READ, name="minutes"),
    page("<int:pk>/minutes.docx", meeting.minutes_docx, needs=READ, name="minutes_docx"),
    page("<int:pk>/minutes.html", meeting.minutes_html, needs=READ, name="minutes_html"),
    page("<int:pk>/agenda/", agenda.add, needs=WRITE, name="add_item", methods=BOTH),
    page("<int:pk>/agenda/<int:item_id>/", agenda.edit, needs=WRITE, name="item", methods=BOTH),
    page("<int:pk>/agenda/<int:item_id>/move/", agenda.move, needs=WRITE, name="move_item",
         methods=POST),
    page("<int:pk>/agenda/<int:item_id>/drop/", agenda.drop, needs=WRITE, name="drop_item",
         methods=POST),
]  # fmt: skip
_notes = [
    page("<int:pk>/notes/", notes.live, needs=READ, name="notes"),
    page("<int:pk>/notes/lines/", notes.lines, needs=READ, name="lines"),
    page("<int:pk>/notes/write/", notes.write, needs=NOTE, name="write_line", methods=POST),
    page("<int:pk>/notes/remove/", notes.remove, needs=NOTE, name="remove_line", methods=POST),
    page("<int:pk>/notes/level/", notes.level, needs=NOTE, name="level_line", methods=POST),
    page("<int:pk>/notes/offers/", notes.offers, needs=NOTE, name="offers"),
]
_outcomes = [
    page("decisions/", decisions.index, needs=READ, name="decisions"),
    page("decisions/new/", decisions.new, needs=WRITE, name="new_decision", methods=BOTH),
    page("decisions/<int:number>/", decisions.one, needs=READ, name="decision"),
    page("decisions/<int:number>/edit/", decisions.edit, needs=WRITE, name="edit_decision",
         methods=BOTH),
    page("decisions/<int:number>/ask/", decisions.ask, needs=WRITE, name="ask_both", methods=BOTH),
    page("decisions/<int:number>/answer/", decisions.answer, needs=DECIDE, name="answer_decision",
         methods=BOTH),
    page("decisions/<int:number>/object/", decisions.object_to, needs=DECIDE, name="object",
         methods=BOTH),
    page("decisions/<int:number>/withdraw/", decisions.withdraw, needs=WRITE,
         name="withdraw_decision", methods=BOTH),
    page("promises/", promises.index, needs=READ, name="promises"),
    page("promises/new/", promises.new, needs=WRITE, name="new_promise", methods=BOTH),
    page("promises/<int:number>/", promises.one, needs=READ, name="promise"),
    page("promises/<int:number>/answer/", promises.answer, needs=NOTE, name="answer_promise",
         methods=BOTH),
    page("promises/<int:number>/undo/", promises.undo, needs=NOTE, name="undo_promise",
         methods=POST),
    page("promises/<int:number>/nudge/", promises.nudge, needs=READ, name="nudge", methods=POST),
    page("promises/<int:number>/edit/", promises.edit, needs=WRITE, name="edit_promise",
         methods=BOTH),
    page("deliverables/", deliverables.index, needs=READ, name="deliverables"),
    page("deliverables/new/", deliverables.new, needs=WRITE, name="new_deliverable", methods=BOTH),
    page("deliverables/<int:number>/", deliverables.one, needs=READ, name="deliverable"),
    page("deliverables/<int:number>/edit/", deliverables.edit, needs=WRITE,
         name="edit_deliverable", methods=BOTH),
    page("deliverables/<int:number>/waiting/", deliverables.waiting, needs=WRITE,
         name="deliverable_waiting", methods=BOTH),
    page("deliverables/<int:number>/evidence/", deliverables.evidence, needs=WRITE,
         name="deliverable_evidence", methods=BOTH),
]  # fmt: skip
_reflection = [
    page("reflection/", reflection.index, needs=READ, name="reflections"),
    page("<int:pk>/reflection/", reflection.one, needs=READ, name="reflection"),
    page("<int:pk>/reflection/prepare/", reflection.prepare, needs=RUN, name="prepare_reflection",
         methods=BOTH),
    page("<int:pk>/reflection/answer/", reflection.answer, needs=REFLECT,
         name="answer_reflection", methods=BOTH),
    page("<int:pk>/reflection/send/", reflection.send, needs=RUN, name="send_reflection",
         methods=POST),
    page("<int:pk>/reflection/show/", reflection.show, needs=RUN, name="show_reflection",
         methods=POST),
    page("<int:pk>/reflection/outcome/", reflection.outcome, needs=NOTE,
         name="reflection_outcome", methods=BOTH),
    page("<int:pk>/reflection/skip/", reflection.skip, needs=RUN, name="skip_reflection",
         methods=BOTH),
    page("trials/<int:trial_id>/check/", reflection.check, needs=NOTE, name="check_trial",
         methods=BOTH),
    page("tensions/", tensions.index, needs=READ, name="tensions"),
    page("tensions/new/", tensions.new, needs=NOTE, name="new_tension", methods=BOTH),
    page("tensions/<int:number>/", tensions.one, needs=READ, name="tension", methods=BOTH),
    page("tensions/<int:number>/level/", tensions.level, needs=NOTE, name="tension_level",
         methods=POST),
]  # fmt: skip
urlpatterns = [*_series, *_meeting, *_notes, *_outcomes, *_reflection]

#: Outside the partnership's path: a calendar program can't sign in.
feed = [
    open_page("calendar/<str:token>.ics", series.feed, name="feed",
              why="The token is the key: one person's meetings, until they void it."),
]  # fmt: skip
