"""Published numbers of statistical process control, kept here and in the shared folder."""

from pathlib import Path

import pytest

from reference_cases import CASES
from thirdspace.methods.cases import summary
from thirdspace.methods.verify import verify

HERE = Path(__file__).parent / "spc"
SHARED = CASES / "spc"


def test_every_published_case_passes():
    results = list(verify("spc", HERE))
    assert summary(results) == "10 passed, 0 failed"


@pytest.mark.skipif(not SHARED.exists(), reason=f"no shared reference cases at {SHARED}")
def test_every_shared_case_passes():
    results = list(verify("spc", SHARED))
    assert [str(result) for result in results if result.outcome != "passed"] == []
    assert len(results) == 40
