"""``thirdspace matrix`` and ``thirdspace report``: what the records say, for a reader elsewhere."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import click

from thirdspace.cli import workspace

#: The column of codes that speak to none of the five dynamics.
NO_DYNAMIC = "none"


@click.command()
@click.option("--csv", "as_csv", is_flag=True, help="Print as CSV.")
@click.option("--by", type=click.Choice(["dynamic", "code"]), default="code", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def matrix(as_csv: bool, by: str, as_json: bool) -> None:
    """Count coded passages by case, code and direction, over all partnerships."""
    with workspace.opened():
        rows = [row for key in workspace.keys_or_all([]) for row in _counts(key, by)]
    if as_csv:
        click.echo(_csv(rows), nl=False)
    else:
        workspace.show(rows, as_json=as_json)


def _counts(key: str, by: str) -> list[dict[str, object]]:
    from thirdspace.access import entrance
    from thirdspace.evidence.models import Code
    from thirdspace.evidence.reads.matrix import matrix_counts

    scope = entrance.operate(key)
    dynamics = dict(Code.objects.within(scope).values_list("name", "dynamic"))
    counts: Counter[tuple[str, str]] = Counter()
    for row in matrix_counts(scope):
        code = row.code if by == "code" else dynamics[row.code] or NO_DYNAMIC
        counts[code, row.direction] += row.n
    return [
        {"case": key, "code": code, "direction": direction, "n": n}
        for (code, direction), n in sorted(counts.items())
    ]


def _csv(rows: list[dict[str, object]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["case", "code", "direction", "n"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@click.command()
@click.argument("key")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["partnership", "funder", "public"]),
    default="partnership",
    show_default=True,
    help="Who will read it: nothing else goes in.",
)
def report(key: str, out: Path, audience: str) -> None:
    """Write the report of partnership KEY for a reader, as one HTML file."""
    with workspace.opened():
        from thirdspace.access import entrance
        from thirdspace.access.scope import Audience
        from thirdspace.home import report as rendering

        workspace.keys_or_all([key])
        scope = entrance.read_as(key, Audience(audience))
        out.write_text(rendering.render(scope), encoding="utf-8")
    click.echo(f"Written to {out}, for: {audience}.")
