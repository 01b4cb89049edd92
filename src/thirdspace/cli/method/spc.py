"""``thirdspace method spc``: a control chart of a column of a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from thirdspace.methods.spc import ChartKind, ControlChart

    Times = tuple[date | str, ...]


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--x", "x_column", help="Column that says when; the first one if not named.")
@click.option("--y", "y_column", help="Column of the values; the last one if not named.")
@click.option("--n", "n_column", help="Column of the denominators, for p, pp, u, up and others.")
@click.option(
    "--chart",
    "kind",
    default="run",
    show_default=True,
    help="run, i, mr, xbar, s, t, p, pp (P′), c, u, up (U′), g or ip (I′).",
)
@click.option("--rules", default="anhoej", show_default=True, help="Id of the rule set.")
@click.option("--multiply", type=float, default=1, help="Unit to show: 100 for percent.")
@click.option("--freeze", type=int, help="Lines come from the first so many points only.")
@click.option("--part", type=int, multiple=True, help="Last point of a phase; may be repeated.")
@click.option("--exclude", type=int, multiple=True, help="Point to leave out; may be repeated.")
@click.option(
    "--screen/--no-screen",
    default=False,
    help="Leave very large moving ranges out of the limits, where these come from them.",
)
@click.option(
    "--svg", type=click.Path(dir_okay=False, path_type=Path), help="Write the chart to this file."
)
@click.option("--json", "as_json", is_flag=True, help="Print every number as JSON.")
def spc(
    file: Path,
    x_column: str | None,
    y_column: str | None,
    n_column: str | None,
    kind: str,
    rules: str,
    multiply: float,
    freeze: int | None,
    part: tuple[int, ...],
    exclude: tuple[int, ...],
    screen: bool,
    svg: Path | None,
    as_json: bool,
) -> None:
    """Chart a column of a CSV file and say whether it has shifted.

    Rows with the same x are one point: its mean, or its sum for counts.
    """
    from thirdspace.formats.csv_table import read_table
    from thirdspace.methods.spc import chart

    table = read_table(file.read_bytes(), file.name)
    y_column = y_column or table.columns[-1]
    times = table.times(x_column or table.columns[0])
    charted = chart(
        table.numbers(y_column),
        table.numbers(n_column) if n_column else None,
        kind=cast("ChartKind", kind),
        x=times if len(set(times)) < len(times) else None,
        rules=rules,
        freeze=freeze,
        part=part,
        exclude=exclude,
        screen_mr=screen,
        multiply=multiply,
    )
    if svg:
        svg.write_text(_drawing(charted, y_column, times), encoding="utf-8")
    click.echo(_as_json(charted) if as_json else _as_text(charted))


def _as_text(chart: ControlChart) -> str:
    from thirdspace.charts.control import about_rules

    head = ("phase", "points", "center", "lower", "upper", "longest run", "crossings")
    rows = [
        (
            str(number),
            f"{phase.first}–{phase.last}",
            _plain(phase.lines.center),
            *(_range(line[phase.first - 1 : phase.last]) for line in (chart.lower, chart.upper)),
            f"{phase.longest_run} (at most {phase.longest_run_max})",
            f"{phase.crossings} (at least {phase.crossings_min})",
        )
        for number, phase in enumerate(chart.phases, start=1)
    ]
    return "\n".join([chart.sentence, "", *_aligned([head, *rows]), "", about_rules(chart)])


def _range(limits: Sequence[float]) -> str:
    """Write a limit, or from where to where it goes if points differ in size."""
    known = sorted({_plain(limit) for limit in limits if limit == limit}, key=float)
    return "–".join(known[:1] + known[1:][-1:]) or "–"


def _plain(value: float) -> str:
    return f"{value:.6g}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _as_json(chart: ControlChart) -> str:
    import json

    from thirdspace.methods.calling import as_plain

    found = as_plain(chart) | {"signal": chart.signal, "false_alarm": chart.false_alarm}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _drawing(chart: ControlChart, title: str, times: Times) -> str:
    """Draw the wide chart as a file of its own, with the style sheets inside."""
    from thirdspace.charts import draw

    if chart.labels:  # rows were gathered; their points have the names of the rows
        named = {str(time): time for time in times}
        times = tuple(named[str(label)] for label in chart.labels)
    return draw(chart, title=title, x=times).svg()
