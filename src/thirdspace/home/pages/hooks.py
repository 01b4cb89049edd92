"""The tools outside that are told what the whole partnership may see."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.home import actions, hooks
from thirdspace.home.forms import HookForm
from thirdspace.home.reads.hooks import hooks_of
from thirdspace.problems import InputProblem


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List the tools outside, and how telling them goes."""
    return render(request, "home/hooks.html", {"scope": scope, "hooks": hooks_of(scope)})


def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Ask for a name and an address, then show the secret: on this one page and nowhere else."""
    form = HookForm(scope, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_hook(scope, **form.cleaned_data)
        except InputProblem as problem:
            form.add_error(problem.field, f"{problem.what} {problem.why} {problem.next_step}")
        else:
            return render(request, "home/hooks_made.html", {"scope": scope, "hook": made})
    status = 422 if request.method == "POST" else 200
    return render(request, "home/hooks_new.html", {"scope": scope, "form": form}, status=status)


def hello(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Try out whether messages arrive, and say what was answered."""
    reply = hooks.say_hello(scope, actions.find_hook(scope, pk))
    said = messages.success if reply.taken else messages.error
    words = _("It arrived: %(words)s.") if reply.taken else _("It did not arrive: %(words)s")
    said(request, words % {"words": reply.words})
    return redirect("home:hooks", scope.partnership_key)


def restart(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Start telling a tool again."""
    hook = actions.restart_hook(scope, hook_id=pk)
    messages.success(request, _("%(name)s is told again, from where it was.") % {"name": hook.name})
    return redirect("home:hooks", scope.partnership_key)


def remove(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Stop telling a tool, for good."""
    actions.remove_hook(scope, hook_id=pk)
    messages.success(request, _("Removed. Its address and its secret are forgotten."))
    return redirect("home:hooks", scope.partnership_key)
