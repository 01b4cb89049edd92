"""How a measure's chart and a measure's history read, in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.charts import Words
from thirdspace.improvement.models import Measure
from thirdspace.methods.spc import ControlChart

SENTENCES = {
    "improvement.add_measure": gettext_lazy("added the measure “%(label)s”"),
    "improvement.change_measure": gettext_lazy("changed the measure “%(label)s”"),
    "improvement.record_observation": gettext_lazy("recorded %(value)s for %(label)s"),
    "improvement.record_observations": gettext_lazy(
        "pasted observations of “%(label)s”: %(new)s new, %(changed)s changed"
    ),
    "improvement.exclude_observation": gettext_lazy("left out %(label)s: %(excluded)s"),
    "improvement.include_observation": gettext_lazy("put back in %(label)s"),
    "improvement.import_measures": gettext_lazy("imported %(label)s"),
}


def caption(measure: Measure, chart: ControlChart) -> str:
    """Return measure, number of points, method, rule set and its false-alarm rate."""
    used = sum(phase.used for phase in chart.phases)
    parts = [
        _("Measure %(key)s: %(name)s.") % {"key": measure.key, "name": measure.name},
        _("%(points)d points in use.") % {"points": used},
        _METHODS[chart.kind],
        _("The first %(count)d points set the lines.") % {"count": chart.freeze}
        if chart.freeze
        else _("All points set the lines."),
        _("Rule set %(rules)s.") % {"rules": chart.rules},
        _("With nothing changed, about %(rate)s charts in 100 like this raise a false alarm.")
        % {"rate": f"{100 * chart.false_alarm:.0f}"},
    ]
    return " ".join(str(part) for part in parts)


_METHODS = {
    "run": gettext_lazy("Run chart, center line at the median."),
    "i": gettext_lazy(
        "I chart, limits at the mean ± 3 sigma from the mean moving range, not screened."
    ),
}


def chart_words() -> Words:
    """Return the words on a chart."""
    return Words(
        median=_("median {value}"),
        average=_("average {value}"),
        upper=_("upper limit {value}"),
        lower=_("lower limit {value}"),
        last=_("last {value}"),
        run_above=_("Shift: {count} in a row above"),
        run_below=_("Shift: {count} in a row below"),
        few_crossings=_("Shift: {count} crossings, at least {least} expected"),
        freeze_median=_("first {count} set the median"),
        freeze_limits=_("first {count} set the limits"),
        phase=_("phase {number}"),
        columns=(_("Day"), _("Value"), _("Center"), _("Lower"), _("Upper"), _("Signal")),
        shift=_("shift"),
        outside=_("outside the limits"),
        left_out=_("left out"),
        months=tuple(date_format(date(2000, month, 1), "M") for month in range(1, 13)),
    )
