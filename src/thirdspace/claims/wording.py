"""How acts on claims read in the timeline, and what two keys and links are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access.scope import OPEN_TO, Audience
from thirdspace.claims.models import Claim

#: The acts that need both, and the task of the link that answers the first.
READING = "claims.reading"
RELEASE_ACT = "claims.release"

SENTENCES = {
    "claims.make_claim": _("made the claim “%(label)s”"),
    "claims.reword_claim": _("reworded a claim: “%(label)s”"),
    "claims.share_claim": _("let more people see %(label)s"),
    "claims.add_holder": _("added a holder: %(label)s"),
    "claims.remove_holder": _("took a holder out: %(label)s"),
    "claims.comment": _("added to the discussion of %(label)s"),
    "claims.state_mind_changer": _("said what would change minds about %(label)s"),
    "claims.link_supports": _("linked evidence that supports %(label)s"),
    "claims.link_contrasts": _("linked evidence that contrasts with %(label)s"),
    "claims.link_mentions": _("linked a record that mentions what %(label)s says"),
    "claims.withdraw_link": _("withdrew their own evidence on %(label)s"),
    "claims.reply_to_link": _("answered evidence on %(label)s"),
    "claims.set_reading": _("gave the last yes to a reading: %(label)s"),
    "claims.release": _("gave the last yes to a release: %(label)s"),
    "claims.import_folder": _("imported claims: %(label)s"),
}


def quoted(claim: Claim) -> str:
    """Return how a claim is named where the whole partnership reads along.

    Its words only where the whole partnership may see them.
    """
    if claim.visibility in OPEN_TO[Audience.PARTNERSHIP]:
        return f"{claim.short} “{claim.statement}”"
    return claim.short
