"""measures.csv and observations.csv: in, out, in again."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from thirdspace.access.folder import Intake, Outgoing
from thirdspace.access.models import AuditEvent
from thirdspace.formats.csv_table import read_table, write_table
from thirdspace.formats.folder import TABLES, Folder
from thirdspace.improvement import files
from thirdspace.improvement.models import Measure, Observation

NAMES = ("measures.csv", "observations.csv")
MEASURES = (
    "partnership,measure,name,unit,definition,direction,dynamic,organization,chart,visibility,"
    "baseline,room\n"
    "harbor,days-open,Days until answered,days,Sent to answered,down,collaborative structures,"
    "Harbor County Schools,i,own,12,B4\n"
    "harbor,visits,Visits,,,up,,,,,,\n"
)
OBSERVATIONS = """\
partnership,measure,date,value,note,excluded,weather
harbor,visits,2024-02,1.4,,,dry
harbor,visits,2024-03-01,,holidays,,
harbor,visits,2024-04-01,-3e2,,typing error,
harbor,days-open,2024-04-01,15,,,
"""


@dataclass
class Import:
    """One import of two tables into A."""

    world: object
    intake: Intake = field(init=False)

    def __call__(self, measures=MEASURES, observations=OBSERVATIONS):
        tables = {
            name: read_table(
                text.encode(), name, required=TABLES[name].required, known=TABLES[name].known
            )
            for name, text in zip(NAMES, (measures, observations), strict=True)
        }
        operator = self.world.scope("operator")
        self.intake = Intake(Folder("folder", {}, tables), None, "Operator")
        self.intake.scopes["harbor"] = operator
        self.intake.organizations["harbor"] = {
            o.name: o.pk for o in self.world.a.organizations.values()
        }
        files.read(self.intake)
        return self.intake.problems


@pytest.fixture
def bring(world):
    return Import(world)


def export(scope):
    outgoing = Outgoing()
    files.write(scope, outgoing)
    texts = []
    for name in NAMES:
        rows = outgoing.tables[name]
        columns = list(dict.fromkeys(column for row in rows for column in row))
        texts.append(write_table(columns, rows).decode())
    return texts


def test_measures_and_values_come_in(world, bring):
    assert bring() == []
    scope = world.scope("member_district")
    days = Measure.objects.within(scope).get(key="days-open")
    assert (days.better, days.chart, days.dynamic) == ("lower", "i", "structures")
    assert (days.baseline, days.visibility, days.extra) == (12, "own", {"room": "B4"})
    assert days.organization_id == days.origin_id == world.org("district").pk
    rows = Observation.objects.within(scope).filter(measure__key="visits").order_by("on")
    assert [(str(r.on), r.value, r.note, r.excluded) for r in rows] == [
        ("2024-02-01", 1.4, "", ""),
        ("2024-03-01", None, "holidays", ""),
        ("2024-04-01", -300.0, "", "typing error"),
    ]
    assert Measure.objects.within(scope).get(key="visits").reading["points"] == 1


def test_twice_is_once(world, bring):
    bring()
    scope = world.scope("operator")
    acts = AuditEvent.objects.within(scope).count()
    assert acts == 1
    assert bring() == []
    assert AuditEvent.objects.within(scope).count() == acts
    assert not +bring.intake.stored


def test_out_and_in_again_gives_the_same_bytes(world, bring):
    bring()
    scope = world.scope("operator")
    first = export(scope)
    assert "2024-02,1.4" in first[1]
    acts = AuditEvent.objects.within(scope).count()
    assert bring(*first) == []
    assert AuditEvent.objects.within(scope).count() == acts
    Measure.objects.within(scope).delete()
    assert bring(*first) == []
    assert export(scope) == first


def test_a_changed_value_is_told_with_what_was_before(world, bring):
    bring()
    bring(observations=OBSERVATIONS.replace(",15,", ",16,"))
    act = AuditEvent.objects.within(world.scope("operator")).order_by("-id").first()
    assert act.before == {"days-open 2024-04-01": {"value": 15.0}}
    assert bring.intake.stored["changed records"] == 1


def test_a_column_that_is_not_there_changes_nothing(world, bring):
    bring()
    bring(measures="partnership,measure,name\nharbor,days-open,Days until answered\n")
    days = Measure.objects.within(world.scope("operator")).get(key="days-open")
    assert (days.unit, days.baseline, days.visibility) == ("days", 12, "own")


def test_only_what_one_may_see_goes_out(world, bring):
    bring()
    measures, observations = export(world.scope("member_university"))
    assert "days-open" not in measures + observations
    assert "visits" in measures


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("harbor,visits,Visits", "harbor,vis its,Visits", "measure"),
        ("harbor,visits,Visits", "harbor,days-open,Visits", "measure"),
        ("harbor,visits,Visits", "harbor,visits,", "name"),
        ("harbor,visits,Visits", "nowhere,visits,Visits", "partnership"),
        (",down,", ",sideways,", "direction"),
        (",collaborative structures,", ",luck,", "dynamic"),
        (",Harbor County Schools,", ",Nobody,", "organization"),
        (",i,own,", ",pie,own,", "chart"),
        (",i,own,", ",i,everybody,", "visibility"),
        (",Harbor County Schools,i,own,", ",,i,own,", "visibility"),
        (",12,B4", ",twelve,B4", "baseline"),
    ],
)
def test_a_measure_that_can_not_be_used_is_refused(world, bring, before, after, column):
    assert before in MEASURES
    problems = bring(measures=MEASURES.replace(before, after))
    assert column in [problem.column for problem in problems]
    assert all(problem.line and problem.next_step for problem in problems)
    assert not Measure.objects.within(world.scope("operator")).exists()


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("2024-03-01", "1 March 2024", "date"),
        ("2024-03-01", "2024-02-30", "date"),
        ("2024-03-01", "2024-04-01", "date"),
        (",1.4,", ",lots,", "value"),
        (",1.4,", ",nan,", "value"),
        (",1.4,", ",Infinity,", "value"),
        (",1.4,", ",9e99,", "value"),
        ("harbor,days-open", "harbor,unknown", "measure"),
    ],
)
def test_a_value_that_can_not_be_used_is_refused(world, bring, before, after, column):
    assert before in OBSERVATIONS
    (problem,) = bring(observations=OBSERVATIONS.replace(before, after))
    assert (problem.file, problem.column) == ("observations.csv", column)
    assert problem.next_step
    assert not Observation.objects.within(world.scope("operator")).exists()


def test_ten_thousand_values_cost_few_questions(world, bring, django_assert_max_num_queries):
    rows = "".join(
        f"harbor,visits,{1950 + n // 336:04d}-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d},{n % 13},,\n"
        for n in range(10_000)
    )
    head = OBSERVATIONS.splitlines(keepends=True)[0].replace(",weather", "")
    with django_assert_max_num_queries(100):
        assert bring(observations=head + rows) == []
    assert bring.intake.stored["observations"] == 10_000
