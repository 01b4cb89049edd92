"""My week, when it comes by mail, and stopping that mail."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from thirdspace.home import choices
from thirdspace.home.digest import digest_of
from thirdspace.home.forms import MailChoiceForm
from thirdspace.home.reads.week import scopes_of, week_of


def week(request: HttpRequest) -> HttpResponse:
    """Show what the person owes, what waits on them and what they wait for."""
    form = MailChoiceForm(initial=MailChoiceForm.of(choices.choice_of(_person(request))))
    return render(request, "home/week.html", _shown(request, form))


def mail_choice(request: HttpRequest) -> HttpResponse:
    """Show or keep when the mail of the week comes."""
    if request.method != "POST":
        form = MailChoiceForm(initial=MailChoiceForm.of(choices.choice_of(_person(request))))
        return render(request, "home/mail_choice.html", _shown(request, form))
    form = MailChoiceForm(request.POST)
    if not form.is_valid():
        return render(request, "home/mail_choice.html", _shown(request, form), status=422)
    choices.choose(_person(request), **form.cleaned_data)
    messages.success(request, _("Your choice is stored. It counts from the next mail on."))
    return redirect("home:mail_choice")


@csrf_exempt  # a mail program stops a mail with one click; the token is the key, not the session
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop the mail (GET changes nothing), or stop it."""
    person_id = choices.stopping(token)
    if request.method == "POST":
        choices.stop(person_id)
    return render(request, "home/mail_stop.html", {"stopped": request.method == "POST"})


def _person(request: HttpRequest) -> int:
    return cast(int, request.user.pk)


def _shown(request: HttpRequest, form: MailChoiceForm) -> dict[str, object]:
    found = week_of(scopes_of(_person(request), str(request.user)))
    # On the page no link is made: a preview answers nothing.
    preview = digest_of(found, str(request.user), lambda thing: thing.owed.url)
    return {
        "week": found,
        "form": form,
        "digest": preview,
        "to": getattr(request.user, "email", ""),
        "week_url": reverse("home:week"),
        "choice_url": reverse("home:mail_choice"),
    }
