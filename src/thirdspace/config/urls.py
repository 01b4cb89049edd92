"""All routes: sign-in, pages across partnerships, and each room below a partnership's key."""

from __future__ import annotations

from allauth.account.urls import urlpatterns as account_pages
from django.urls import include, path

from thirdspace.access.routes import open_page, person_page
from thirdspace.meetings.urls import feed as meeting_feed
from thirdspace.web import accounts, errors, pages

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

_web = [
    open_page("help/", pages.help_page, name="help", why="Help is for everybody."),
    open_page("patterns/", pages.patterns, name="patterns", why="Shows the look, no records."),
    open_page("health/", pages.health, name="health", why="A monitor asks whether it runs."),
    person_page("mail/", pages.mailbox, name="mail"),
    person_page("mail/<int:pk>/", pages.letter, name="letter"),
    person_page("mail/test/", pages.mail_test, name="mail_test", methods=("GET", "POST")),
    open_page(
        "link/<str:token>/", accounts.task, name="task", methods=("GET", "POST"),
        why="The token is the key: one task, one person, once, before it expires.",
    ),
]  # fmt: skip

#: Not served: where a person could take an address before its owner is invited under it.
_ADDRESSES = {
    "account_email", "account_email_verification_sent", "account_confirm_email",
    "account_confirm_login_code",
}  # fmt: skip

urlpatterns = [
    path("account/", include([page for page in account_pages if page.name not in _ADDRESSES])),
    path("", include((_web, "web"))),
    path("networks/", include("thirdspace.network.urls")),
    path("", include("thirdspace.home.urls")),
    path("<slug:partnership>/", include("thirdspace.partnership.urls")),
    path("", include((meeting_feed, "calendar"))),
    path("<slug:partnership>/meetings/", include("thirdspace.meetings.urls")),
    path("<slug:partnership>/claims/", include("thirdspace.claims.urls")),
    path("<slug:partnership>/improvement/", include("thirdspace.improvement.urls")),
    path("<slug:partnership>/evidence/", include("thirdspace.evidence.urls")),
]
