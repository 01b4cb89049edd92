"""Pages about sources: the list, one source in the reader, and what may be done with it."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thirdspace.access.forms import ScopedForm
from thirdspace.access.scope import Scope
from thirdspace.evidence import actions, forms
from thirdspace.evidence.permissions import WRITE
from thirdspace.evidence.reads import reader, sources
from thirdspace.problems import FileProblem, InputProblem


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List the sources."""
    form = forms.ListForm(scope, request.GET)
    form.is_valid()
    asked = form.cleaned_data
    page = sources.listed(
        scope,
        organization=asked.get("organization"),
        kind=asked.get("kind", ""),
        case=asked.get("case"),
        words=asked.get("q", ""),
        cursor=request.GET.get("cursor", ""),
    )
    context = {"scope": scope, "page": page, "form": form, "may_write": scope.may(WRITE)}
    narrowed = any(asked.values())
    return render(request, "evidence/index.html", {**context, "narrowed": narrowed})


def source(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show a source in the reader, at a page or at a passage."""
    found = reader.reading(
        scope,
        pk,
        version=_number(request, "version"),
        turn=_number(request, "turn"),
        coding_id=_number(request, "coding"),
    )
    may_code = scope.may(WRITE) and not found.closed
    form = forms.PassageForm(scope, initial={"version": found.version_id}) if may_code else None
    return render(
        request,
        "evidence/source.html",
        {"scope": scope, "reading": found, "form": form, "may_write": scope.may(WRITE)},
    )


def add(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Bring in a source."""
    form = forms.SourceForm(scope, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        file: UploadedFile[bytes] = fields.pop("file")
        fields["organization_id"] = fields.pop("organization")
        try:
            made = actions.add_source(scope, file=file.name or "", data=file.read(), **fields)
        except (FileProblem, InputProblem) as problem:
            _show(form, problem)
        else:
            messages.success(request, _("The source is stored."))
            return redirect("evidence:source", scope.partnership_key, made.pk)
    return _form(request, scope, form, "evidence/add.html")


def add_text(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Bring in a newer text of a source."""
    found = actions.sources.own_source(scope, pk)
    form = forms.TextForm(scope, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            actions.add_text_version(scope, source_id=pk, file=file.name or "", data=file.read())
        except (FileProblem, InputProblem) as problem:
            _show(form, problem)
        else:
            messages.success(request, _("The text is stored. Codings stay with the older text."))
            return redirect("evidence:source", scope.partnership_key, pk)
    return _form(request, scope, form, "evidence/text.html", source=found)


def terms(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Change what may be done with a source."""
    found = actions.sources.own_source(scope, pk)
    initial = actions.sources.terms(found)
    named = [part for part in found.named.split(",") if part]
    form = forms.TermsForm(scope, request.POST or None, initial={**initial, "named": named})
    if request.method == "POST" and form.is_valid():
        actions.change_consent(scope, source_id=pk, **form.cleaned_data)
        messages.success(request, _("Changed. It holds everywhere from now on."))
        return redirect("evidence:source", scope.partnership_key, pk)
    return _form(request, scope, form, "evidence/terms.html", source=found)


def case_of(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Put a source into a case."""
    found = actions.sources.own_source(scope, pk)
    initial = {"case": found.case.name if found.case else ""}
    form = forms.CaseForm(scope, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_case(scope, source_id=pk, case=form.cleaned_data["case"])
        messages.success(request, _("The case is stored."))
        return redirect("evidence:source", scope.partnership_key, pk)
    return _form(request, scope, form, "evidence/case_of.html", source=found)


def case(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show a case and change what is known of it."""
    found = sources.case_facts(scope, pk)
    initial = {"facts": "\n".join(f"{name}: {value}" for name, value in found.attributes)}
    form = forms.AttributesForm(scope, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_attributes(scope, case_id=pk, values=form.cleaned_data["facts"])
        messages.success(request, _("The case is stored."))
        return redirect("evidence:case", scope.partnership_key, pk)
    return _form(request, scope, form, "evidence/case.html", case=found)


def _form(
    request: HttpRequest, scope: Scope, form: ScopedForm, template: str, **more: object
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"scope": scope, "form": form, **more}, status=status)


def _show(form: ScopedForm, problem: FileProblem | InputProblem) -> None:
    """Put a problem to the field it belongs to, with its place in the file."""
    field = problem.field if problem.field in form.fields else "file"
    form.add_error(field, str(problem))


def _number(request: HttpRequest, name: str) -> int:
    written = request.GET.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else 0
