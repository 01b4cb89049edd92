"""Cases of spans: documents with the stretches that coders marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from thirdspace.methods.agreement.continuum import Continuum
from thirdspace.methods.agreement.cu_alpha import cu_alpha
from thirdspace.methods.agreement.ku_alpha import ku_alpha
from thirdspace.methods.agreement.span_result import CodeAgreement, CodeAgreements
from thirdspace.methods.agreement.unitizing_alpha import unitizing_alpha
from thirdspace.methods.agreement.unitizing_by_code import unitizing_by_code
from thirdspace.methods.agreement.verify.names import Case, Found, unknown

UNITIZING = ("u_alpha", "ualpha", "unitizing_alpha", "alpha_u", "unitized_alpha")
CODED = ("cu_alpha", "cualpha", "alpha_cu", "coded_alpha")
#: Names of results by code.
BY_CODE = {
    "per_code": ku_alpha,
    "ku_alpha": ku_alpha,
    "ku_alpha_nominal": ku_alpha,
    "by_code": unitizing_by_code,
    "u_alpha_by_code": unitizing_by_code,
}


def reads(case: Case) -> bool:
    """Say whether a case holds spans."""
    return "documents" in case or "continuum" in case


class Spans:
    """Documents of one case."""

    def __init__(self, case: Case) -> None:
        self.documents = [_continuum(part) for part in case.get("documents", [case])]

    def value(self, name: str) -> Found:
        """Return a coefficient by its name in the case, and why it is undefined."""
        base, _, form = name.lower().replace("-", "_").rpartition("_")
        if form not in ("nominal", "binary"):
            base, form = f"{base}_{form}".strip("_"), "nominal"
        if base in UNITIZING:
            found = unitizing_alpha(self.documents, form=form)
        elif base in CODED and form == "nominal":
            found = cu_alpha(self.documents)
        else:
            raise unknown(name)
        return found.value, found.reason

    def by_code(self, name: str) -> Mapping[str, CodeAgreement]:
        """Return the results of every code, by its name."""
        found: CodeAgreements = BY_CODE[name](self.documents)
        return {str(code.code): code for code in found.codes}


def _continuum(part: Case) -> Continuum:
    start, end = part["continuum"]
    return Continuum(start, end, {coder: _spans(s) for coder, s in part["coders"].items()})


def _spans(spans: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [
        (span["start"], span["end"], span["code"]) if isinstance(span, dict) else tuple(span)
        for span in spans
    ]
