"""Routes of this room, each with the permission it needs."""

from __future__ import annotations

from thirdspace.access.routes import page
from thirdspace.evidence.pages import coding, matrix, sources
from thirdspace.evidence.permissions import EXPORT, READ, WRITE

_FORM = ("GET", "POST")

app_name = "evidence"
urlpatterns = [
    page("", sources.index, needs=READ, name="index"),
    page("add/", sources.add, needs=WRITE, name="add", methods=_FORM),
    page("source/<int:pk>/", sources.source, needs=READ, name="source"),
    page("source/<int:pk>/text/", sources.add_text, needs=WRITE, name="text", methods=_FORM),
    page("source/<int:pk>/terms/", sources.terms, needs=WRITE, name="terms", methods=_FORM),
    page("source/<int:pk>/case/", sources.case_of, needs=WRITE, name="case_of", methods=_FORM),
    page("source/<int:pk>/code/", coding.passage, needs=WRITE, name="passage", methods=_FORM),
    page("coding/<int:pk>/withdraw/", coding.withdraw, needs=WRITE, name="withdraw",
         methods=("POST",)),
    page("case/<int:pk>/", sources.case, needs=WRITE, name="case", methods=_FORM),
    page("matrix/", matrix.grid, needs=READ, name="matrix"),
    page("matrix.csv", matrix.grid_csv, needs=EXPORT, name="matrix_csv"),
    page("codings.csv", matrix.codings_csv, needs=EXPORT, name="codings_csv"),
    page("quotes/", matrix.cell, needs=READ, name="quotes"),
    page("codebook/", coding.book, needs=READ, name="codebook"),
    page("codebook/<int:number>/", coding.book_version, needs=READ, name="codebook_version"),
    page("code/add/", coding.add_code, needs=WRITE, name="add_code", methods=_FORM),
    page("code/<int:pk>/", coding.change_code, needs=WRITE, name="code", methods=_FORM),
]  # fmt: skip
