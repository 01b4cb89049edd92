"""Problems and refusals as pages, fragments or JSON: what happened, why, what to do next.

Nothing that only a developer should see is ever shown: an error without words of its own gets the
words written here, and its detail goes to the log.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from thirdspace.problems import InputProblem, NotAllowed, NotThere, Problem

View = Callable[[HttpRequest], HttpResponse]


class ProblemMiddleware:
    """Turn a :class:`~thirdspace.problems.Problem` raised by a view into its page."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer with the problem; leave any other error to Django."""
        return tell(request, error) if isinstance(error, Problem) else None


def tell(request: HttpRequest, problem: Problem, status: int | None = None) -> HttpResponse:
    """Answer a request with a problem, in the form the asker reads.

    Parameters
    ----------
    request : HttpRequest
        ``Accept: application/json`` gets JSON, ``HX-Request`` a fragment, anything else a page.
    problem : Problem
        What happened, why, and the next step.
    status : int, optional
        The HTTP status; the problem's own when left out.
    """
    answer = _told(request, problem, status or problem.status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def _told(request: HttpRequest, problem: Problem, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse(problem.as_dict(), status=status)
    template = "web/_problem.html" if "HX-Request" in request.headers else "web/problem.html"
    return render(request, template, {"problem": problem}, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404; the same words whether the thing is missing or belongs to strangers."""
    return tell(
        request,
        NotThere(
            _("There is nothing at this address."),
            _("The link may be old, or the page is not shared with you."),
            _("Go back, or start from your partnerships."),
        ),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return tell(
        request,
        NotAllowed(
            _("This is not yours to do."),
            _("Your seat in this partnership does not include it."),
            _("Ask a coordinator of your organization."),
        ),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    problem = InputProblem(
        _("We could not read what your browser sent."),
        _("Part of it was missing or changed on the way."),
        _("Go back, load the page again, and send it once more."),
    )
    return tell(request, problem, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 when a form comes back without its token; the typed text is still at hand."""
    return tell(
        request,
        NotAllowed(
            _("This form was too old to send."),
            _("You may have signed in or out in another tab since you opened it."),
            _("Go back, load the page again, and send it. Long text is kept on this device."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500; nothing of the error is shown.

    The page is drawn without the request, because what broke may be what a masthead asks for.
    """
    problem = Problem(
        _("Something went wrong on our side."),
        _("It is in the log of this installation, and nothing was half-stored."),
        _("Try again. If it comes back, tell the person who runs this installation."),
    )
    if _wants_json(request):
        return JsonResponse(problem.as_dict(), status=500)
    return HttpResponse(render_to_string("web/problem.html", {"problem": problem}), status=500)
