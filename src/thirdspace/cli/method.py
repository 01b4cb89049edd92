"""``thirdspace method``: published methods on a file of your own, without a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from thirdspace.formats.csv_table import Table
    from thirdspace.methods.spc import ControlChart


@click.group()
def method() -> None:
    """Use a published method on a file of your own."""


@method.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_methods(as_json: bool) -> None:
    """List every method with the question it answers."""
    import json

    from thirdspace.methods import all_methods

    methods = all_methods()
    if as_json:
        fields = ("id", "title", "family", "question", "since")
        rows = [
            {name: getattr(m, name) for name in fields}
            | {"cites": [{"text": c.text, "doi": c.doi} for c in m.cites]}
            for m in methods
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for m in methods:
        click.echo(f"{m.id}  {m.question}")
        for cite in m.cites:
            click.echo(f"    {cite.text} {cite.doi}".rstrip())


@method.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--x", "x_column", help="Column that says when; the first one if not named.")
@click.option("--y", "y_column", help="Column of the values; the last one if not named.")
@click.option("--chart", "kind", type=click.Choice(["run", "i"]), default="run", show_default=True)
@click.option("--freeze", type=int, help="Lines come from the first so many points only.")
@click.option("--part", type=int, multiple=True, help="Last point of a phase; may be repeated.")
@click.option("--exclude", type=int, multiple=True, help="Point to leave out; may be repeated.")
@click.option(
    "--screen/--no-screen",
    default=False,
    help="I chart: leave very large moving ranges out of the limits.",
)
@click.option(
    "--svg", type=click.Path(dir_okay=False, path_type=Path), help="Write the chart to this file."
)
@click.option("--json", "as_json", is_flag=True, help="Print every number as JSON.")
def spc(
    file: Path,
    x_column: str | None,
    y_column: str | None,
    kind: str,
    freeze: int | None,
    part: tuple[int, ...],
    exclude: tuple[int, ...],
    screen: bool,
    svg: Path | None,
    as_json: bool,
) -> None:
    """Chart a column of a CSV file and say whether it has shifted."""
    from thirdspace.formats.csv_table import read_table
    from thirdspace.methods.spc import i_chart, run_chart

    table = read_table(file.read_bytes(), file.name)
    y_column = _column(table, y_column or table.columns[-1])
    x_column = _column(table, x_column or table.columns[0])
    values = _numbers(table, y_column)
    if kind == "run":
        chart = run_chart(values, freeze=freeze, part=part, exclude=exclude)
    else:
        chart = i_chart(values, screen_mr=screen, freeze=freeze, part=part, exclude=exclude)
    if svg:
        svg.write_text(_drawing(chart, y_column, _times(table, x_column)), encoding="utf-8")
    click.echo(_as_json(chart) if as_json else _as_text(chart))


def _column(table: Table, name: str) -> str:
    from thirdspace.problems import FileProblem

    if name not in table.columns:
        raise FileProblem(
            f"There is no column “{name}”.",
            f"The file has the columns {', '.join(table.columns)}.",
            "Name one of them.",
            file=table.name,
            column=name,
        )
    return name


def _numbers(table: Table, column: str) -> list[float]:
    """Read a column of numbers; an empty cell is a missing value."""
    from thirdspace.problems import FileProblem

    numbers = []
    for row in table.rows:
        cell = row.values[column].strip()
        try:
            numbers.append(float(cell) if cell else float("nan"))
        except ValueError:
            raise FileProblem(
                f"“{cell}” is not a number.",
                "Every cell of the column of values must be a number or empty.",
                "Mend the cell, or name another column with --y.",
                file=table.name,
                line=row.line,
                column=column,
            ) from None
    return numbers


def _times(table: Table, column: str) -> tuple[date | str, ...]:
    """Read a column of dates; if one is no date, all are taken as they stand."""
    cells = [row.values[column].strip() for row in table.rows]
    try:
        return tuple(date.fromisoformat(cell) for cell in cells)
    except ValueError:
        return tuple(cells)


def _as_text(chart: ControlChart) -> str:
    head = ("phase", "points", "center", "lower", "upper", "longest run", "crossings")
    rows = [
        (
            str(number),
            f"{phase.first}–{phase.last}",
            *(_plain(v) for v in (phase.lines.center, phase.lines.lower, phase.lines.upper)),
            f"{phase.longest_run} (at most {phase.longest_run_max})",
            f"{phase.crossings} (at least {phase.crossings_min})",
        )
        for number, phase in enumerate(chart.phases, start=1)
    ]
    rules = (
        f"Rules: {chart.rules}. If nothing had changed, about "
        f"{100 * chart.false_alarm:.0f} of 100 charts like this would show a signal."
    )
    return "\n".join([chart.sentence, "", *_aligned([head, *rows]), "", rules])


def _plain(value: float) -> str:
    from math import isnan

    return "–" if isnan(value) else f"{value:.6g}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _as_json(chart: ControlChart) -> str:
    import json
    from dataclasses import asdict
    from math import isnan

    def known(value: Any) -> Any:
        """JSON has no NaN: a missing number is null."""
        if isinstance(value, dict):
            return {key: known(item) for key, item in value.items()}
        if isinstance(value, tuple):
            return [known(item) for item in value]
        return None if isinstance(value, float) and isnan(value) else value

    return json.dumps(
        {"sentence": chart.sentence, "signal": chart.signal, "false_alarm": chart.false_alarm}
        | known(asdict(chart)),
        ensure_ascii=False,
        indent=2,
    )


def _drawing(chart: ControlChart, title: str, x: tuple[date | str, ...]) -> str:
    """Draw the wide chart as a file of its own, with the style sheets inside."""
    from importlib.resources import files

    from thirdspace.charts import ControlPicture, draw_control
    from thirdspace.charts.svg import stand_alone

    styles = files("thirdspace.web") / "static" / "thirdspace" / "css"
    css = [(styles / name).read_text(encoding="utf-8") for name in ("tokens.css", "charts.css")]
    figure = draw_control(ControlPicture("chart", title, chart, x, chart.sentence, "", decimals=2))
    return stand_alone(figure.wide, "\n".join(css))
