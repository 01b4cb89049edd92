"""Published numbers of statistical process control, kept here and in the shared folder."""

from pathlib import Path

import pytest

from thirdspace.methods.cases import summary
from thirdspace.methods.verify import verify

HERE = Path(__file__).parent / "spc"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "spc"


def test_every_published_case_passes():
    results = list(verify("spc", HERE))
    assert summary(results) == "4 passed, 0 failed, 0 skipped"


@pytest.mark.skipif(not SHARED.exists(), reason=f"no shared reference cases at {SHARED}")
def test_shared_cases_pass_or_say_what_is_missing():
    results = list(verify("spc", SHARED))
    assert [str(r) for r in results if r.outcome == "failed"] == []
    assert all("no method yet" in r.reason for r in results if r.outcome == "skipped")
    passed = {r.case for r in results if r.outcome == "passed"}
    assert passed >= {
        "anhoej_critical_values",
        "anhoej_joint_distribution",
        "cdi_i_freeze24",
        "cdi_run",
        "cdi_run_freeze24",
        "nist_flowrate_i",
        "nyc_weekly_attendance_nic",
        "wheeler_uspc_p49_i",
    }
