from __future__ import annotations

from thirdspace.access.routes import page
from thirdspace.improvement import pages
from thirdspace.improvement.permissions import READ, WRITE

BOTH = ("GET", "POST")

app_name = "improvement"
urlpatterns = [
    page("", pages.index, needs=READ, name="index"),
    page("new/", pages.new, needs=WRITE, name="new", methods=BOTH),
    page("measure/<slug:key>/", pages.measure, needs=READ, name="measure"),
    page("measure/<slug:key>/data.csv", pages.data, needs=READ, name="data"),
    page("measure/<slug:key>/edit/", pages.edit, needs=WRITE, name="edit", methods=BOTH),
    page("measure/<slug:key>/record/", pages.record, needs=WRITE, name="record", methods=BOTH),
    page("measure/<slug:key>/paste/", pages.paste, needs=WRITE, name="paste", methods=BOTH),
    page(
        "measure/<slug:key>/<slug:day>/exclude/",
        pages.exclude,
        needs=WRITE,
        name="exclude",
        methods=BOTH,
    ),
    page(
        "measure/<slug:key>/<slug:day>/include/",
        pages.include,
        needs=WRITE,
        name="include",
        methods=("POST",),
    ),
]
