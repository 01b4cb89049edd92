"""Agreement between coders: would others have coded alike?"""

from __future__ import annotations

from thirdspace.methods.agreement.bootstrap import bootstrap
from thirdspace.methods.agreement.brennan_prediger import brennan_prediger
from thirdspace.methods.agreement.cohen_kappa import cohen_kappa
from thirdspace.methods.agreement.conger_kappa import conger_kappa
from thirdspace.methods.agreement.continuum import Continuum, Span
from thirdspace.methods.agreement.cu_alpha import cu_alpha
from thirdspace.methods.agreement.fleiss_kappa import fleiss_kappa
from thirdspace.methods.agreement.gwet_ac import gwet_ac
from thirdspace.methods.agreement.interval import AgreementInterval
from thirdspace.methods.agreement.krippendorff_alpha import krippendorff_alpha
from thirdspace.methods.agreement.ku_alpha import ku_alpha
from thirdspace.methods.agreement.percent import percent
from thirdspace.methods.agreement.ratings import Counts
from thirdspace.methods.agreement.report import AgreementReport, report
from thirdspace.methods.agreement.result import Agreement
from thirdspace.methods.agreement.scott_pi import scott_pi
from thirdspace.methods.agreement.span_result import CodeAgreement, CodeAgreements, SpanAgreement
from thirdspace.methods.agreement.unitizing_alpha import unitizing_alpha
from thirdspace.methods.agreement.unitizing_bootstrap import unitizing_bootstrap
from thirdspace.methods.agreement.unitizing_by_code import unitizing_by_code

__all__ = [
    "Agreement",
    "AgreementInterval",
    "AgreementReport",
    "CodeAgreement",
    "CodeAgreements",
    "Continuum",
    "Counts",
    "Span",
    "SpanAgreement",
    "bootstrap",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "cu_alpha",
    "fleiss_kappa",
    "gwet_ac",
    "krippendorff_alpha",
    "ku_alpha",
    "percent",
    "report",
    "scott_pi",
    "unitizing_alpha",
    "unitizing_bootstrap",
    "unitizing_by_code",
]
