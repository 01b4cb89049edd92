"""Pages that belong to no room: help, the pattern page, one's mail, the health of the process."""

from __future__ import annotations

from django.conf import settings  # noqa: TID251 - this module belongs to web
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thirdspace.access import routes
from thirdspace.problems import Problem
from thirdspace.web import mail, samples
from thirdspace.web.letters import box, trial


def help_page(request: HttpRequest) -> HttpResponse:
    """Say how the screens work, how numbers are made and who can see what."""
    return render(request, "web/help.html")


def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "web/patterns.html", samples.everything())


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def mailbox(request: HttpRequest) -> HttpResponse:
    """List the letters to the person's own address, and say how mail goes out here."""
    address = request.user.get_username()
    shown = {
        "page": box.page_of(address, request.GET.get("cursor", "")),
        "address": address,
        "trouble": mail.refused_addresses([address]).get(address, ""),
        "kept": mail.is_kept(),
    }
    return render(request, "web/letters/mailbox.html", shown)


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter to the person's own address."""
    found = box.letter_to(request.user.get_username(), pk)
    if found is None:
        raise routes.nothing_here()
    shown = {"letter": found, "sender": settings.DEFAULT_FROM_EMAIL}
    return render(request, "web/letters/letter.html", shown)


def mail_test(request: HttpRequest) -> HttpResponse:
    """Send the person a test mail and say what came of it."""
    if request.method == "POST":
        _try_out(request, request.user.get_username())
    return redirect("web:mail")


def _try_out(request: HttpRequest, address: str) -> None:
    if mail.is_kept():
        mail.send_many([trial.test_letter(address)])
        messages.success(request, _("No mail server is set: your test mail is kept here, below."))
        return
    try:
        *_before, result = trial.steps(address)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, result)
