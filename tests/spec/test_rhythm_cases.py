"""Numbers of rhythm, published or worked by hand."""

from pathlib import Path

from thirdspace.methods.verify import verify

HERE = Path(__file__).parent / "rhythm"


def test_every_case_passes():
    results = list(verify("rhythm", HERE))
    assert [str(result) for result in results if result.outcome != "passed"] == []
    assert len(results) == 8
