from __future__ import annotations

from thirdspace.access.keys import ANSWER
from thirdspace.access.routes import page
from thirdspace.claims.pages import claim, evidence, listing, readings
from thirdspace.claims.permissions import COMMENT, READ, WRITE

BOTH = ("GET", "POST")

app_name = "claims"
urlpatterns = [
    page("", listing.index, needs=READ, name="index"),
    page("new/", listing.new, needs=WRITE, name="new", methods=BOTH),
    page("cite/", listing.cite, needs=WRITE, name="cite"),
    page("tables/<str:name>", listing.table, needs=COMMENT, name="table"),
    page("record/<int:claim_id>/", listing.by_id, needs=READ, name="by_id"),
    page("<int:number>/", claim.claim, needs=READ, name="claim"),
    page("<int:number>/comment/", claim.comment, needs=COMMENT, name="comment", methods=("POST",)),
    page("<int:number>/wording/", claim.wording, needs=WRITE, name="wording", methods=BOTH),
    page("<int:number>/seen-by/", claim.seen_by, needs=WRITE, name="seen_by", methods=BOTH),
    page("<int:number>/mind/", claim.mind, needs=COMMENT, name="mind", methods=BOTH),
    page("<int:number>/holders/", claim.holders, needs=WRITE, name="holders", methods=BOTH),
    page(
        "<int:number>/holders/<int:holder_id>/remove/", claim.remove_holder,
        needs=WRITE, name="remove_holder", methods=("POST",),
    ),
    page("<int:number>/history/", claim.history, needs=COMMENT, name="history"),
    page("<int:number>/link/", evidence.link, needs=WRITE, name="link", methods=BOTH),
    page(
        "<int:number>/evidence/<int:link_id>/reply/", evidence.reply,
        needs=COMMENT, name="reply", methods=BOTH,
    ),
    page(
        "<int:number>/evidence/<int:link_id>/withdraw/", evidence.withdraw,
        needs=WRITE, name="withdraw", methods=BOTH,
    ),
    page("<int:number>/reading/", readings.reading, needs=WRITE, name="reading", methods=BOTH),
    page("<int:number>/release/", readings.release, needs=WRITE, name="release", methods=BOTH),
    page(
        "<int:number>/answer/<int:proposal_id>/", readings.answer,
        needs=ANSWER, name="answer", methods=BOTH,
    ),
]  # fmt: skip
