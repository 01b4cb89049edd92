"""Numbers published or worked by hand, one folder for each family of methods."""

from pathlib import Path

import pytest

from thirdspace.methods.verify import verify

HERE = Path(__file__).parent
FAMILIES = sorted(p.name for p in HERE.iterdir() if p.is_dir() and any(p.glob("*.json")))


@pytest.mark.parametrize("family", [name for name in FAMILIES if name != "spc"])
def test_every_case_passes(family):
    results = list(verify("methods", HERE / family))
    assert [str(result) for result in results if result.outcome != "passed"] == []
    assert results
