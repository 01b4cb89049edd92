"""What this room gives the others: how its acts read, and its share of the folder."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thirdspace.access import registries
from thirdspace.access.registries import FolderPart, Sentences
from thirdspace.network import files

registries.sentences.add(
    "network",
    Sentences(
        by_verb={
            "network.make_network": _("made the network “%(label)s”"),
            "network.change_network": _("changed the network “%(label)s”"),
            "network.add_reader": _("let %(person)s read in the network “%(label)s”"),
            "network.release": _("released counts of coded passages to “%(label)s”"),
            "network.withdraw_release": _("took back what was released to “%(label)s”"),
        }
    ),
)
registries.folder_parts.add("network", FolderPart(order=90, read=files.read, write=files.write))
