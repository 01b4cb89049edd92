"""Reading reference cases of survival: kinds by content, and no wrong number gets past."""

import csv
import json

import numpy as np
import pytest

from reference_cases import CASES
from thirdspace.methods.survival import (
    cox,
    cumulative_incidence,
    discrete_hazard,
    gray_test,
    kaplan_meier,
    life_table,
    log_rank,
    person_periods,
)
from thirdspace.methods.survival import verify as reader

SHARED = CASES / "pipeline" / "survival"


def known(values):
    return [None if np.isnan(value) else value for value in np.asarray(values, float).tolist()]


def write(folder, columns, case):
    with (folder / "x.csv").open("w", newline="", encoding="utf-8") as lines:
        rows = csv.writer(lines)
        rows.writerow(columns)
        rows.writerows(zip(*columns.values(), strict=True))
    file = folder / "x_expected.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    assert reader.reads(case)
    return {r.case.partition(": ")[2]: r for r in reader.check("x", case, file)}


def wrong(results):
    return [str(result) for result in results.values() if result.outcome != "passed"]


@pytest.fixture
def grades():
    rng = np.random.default_rng(3)
    grade, moved, score = rng.integers(7, 13, 150), rng.integers(0, 2, 150), rng.normal(size=150)
    censor = rng.integers(0, 2, 150)
    return {"id": range(150), "grade": grade, "censor": censor, "moved": moved, "score": score}


def model(found):
    figures = {name: getattr(found, name) for name in ("coef", "se", "deviance", "aic")}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in figures.items()}


def test_hazard_models_are_told_apart_by_their_words_or_their_numbers(tmp_path, grades):
    rows = person_periods(grades["grade"], 1 - grades["censor"], first=7)
    moved, score = grades["moved"][rows.person], grades["score"][rows.person]

    def fit(covariates=None, **options):
        return discrete_hazard(rows.period, rows.event, covariates=covariates, **options)

    both = fit(np.column_stack([moved, score]))
    case = {
        "person_periods": len(rows.period),
        "published": {
            "deviance": {"A": round(fit().deviance, 2), "B": round(both.deviance, 2)},
            "coef": {"A": [round(value, 3) for value in fit().coef]},
        },
        "exact": {
            "A": model(fit()),
            "B": model(both),
            "C": model(fit(score)),
            "quadratic_moved_cloglog": model(fit(moved, shape="quadratic", link="cloglog")),
            "general_moved_interaction": model(fit(np.column_stack([moved, moved * rows.period]))),
        },
        "model_key": {"A": "general", "B": "general + moved + score"},
        "tolerance": {"coef": 1e-5, "deviance": 1e-6},
    }
    results = write(tmp_path, grades, case)
    assert wrong(results) == []
    assert set(results) >= {"exact.A", "exact.C", "published.deviance", "published.coef"}


def test_curves_of_groups_and_their_test(tmp_path, grades):
    grade, event, moved = grades["grade"], 1 - grades["censor"], grades["moved"]
    case = {
        "exact": {"km_by_moved": {}, "logrank_by_moved": {}, "tail": {}},
        "published": {"life_table": [], "median_lifetime_1dp": 0.0},
    }
    for group in (0, 1):
        curve = kaplan_meier(grade[moved == group], event[moved == group])
        case["exact"]["km_by_moved"][str(group)] = {
            "time": curve.time.tolist(),
            "n_risk": curve.at_risk.tolist(),
            "n_event": curve.events.tolist(),
            "n_censor": curve.censored.tolist(),
            "surv": curve.survival.tolist(),
            "se": curve.se.tolist(),
            "lower_loglog": known(curve.low),
            "upper_loglog": known(curve.high),
            "median": curve.median,
        }
    test, table = log_rank(grade, event, moved), life_table(grade, event, first=7)
    case["exact"]["logrank_by_moved"] = {
        "chisq": test.statistic,
        "obs": list(test.observed),
        "exp": list(test.expected),
        "groups": ["moved=0", "moved=1"],
    }
    case["exact"]["tail"] = {"hazard": list(table.hazard), "hazard_se": list(table.hazard_se)}
    case["published"] = {
        "life_table": [
            {"grade": period, "at_risk": risk, "left": left}
            for period, risk, left in zip(table.period, table.at_risk, table.events, strict=True)
        ],
        "median_lifetime_1dp": round(table.median, 1),
    }
    assert wrong(write(tmp_path, grades, case)) == []
    case["exact"]["km_by_moved"]["1"]["surv"][2] += 1e-6
    case["published"]["life_table"][1]["left"] += 1
    found = wrong(write(tmp_path, grades, case))
    assert len(found) == 2
    assert any("exact.km_by_moved.1: surv 3: got" in line for line in found)


def test_late_entry_counts_unless_the_block_leaves_it_out(tmp_path):
    rng = np.random.default_rng(1)
    entry = np.where(rng.random(200) < 0.5, 0.0, rng.exponential(2, 200))
    end, censor = entry + rng.exponential(2, 200), rng.integers(0, 2, 200)
    age = rng.integers(25, 60, 200)
    columns = {"id": range(200), "entry": entry, "exit": end, "censor": censor, "age": age}
    times = [1, 2, 4]
    right, naive = kaplan_meier(end, 1 - censor, entry=entry), kaplan_meier(end, 1 - censor)
    fitted = cox(end, 1 - censor, age, entry=entry)
    case = {
        "exact": {
            "km_late_entry": {"times": times, "surv": right.at(times).tolist()},
            "km_ignoring_entry": {"times": times, "surv": naive.at(times).tolist()},
            "cox_efron": {
                "coef": list(fitted.coef),
                "se": list(fitted.se),
                "loglik": [fitted.loglik_null, fitted.loglik],
                "lr": fitted.lr,
            },
            "covariates": ["age"],
        }
    }
    assert wrong(write(tmp_path, columns, case)) == []
    case["exact"]["km_late_entry"], case["exact"]["km_ignoring_entry"] = (
        case["exact"]["km_ignoring_entry"],
        case["exact"]["km_late_entry"],
    )
    assert len(wrong(write(tmp_path, columns, case))) == 2


def test_causes_come_from_the_names_of_the_incidences_and_groups_from_a_rule(tmp_path):
    rng = np.random.default_rng(2)
    time, cause, year = rng.integers(1, 9, 120), rng.integers(0, 3, 120), rng.integers(1, 100, 120)
    columns = {
        "id": range(120),
        "years": time,
        "moved": (cause == 1) * 1,
        "retired": (cause == 2) * 1,
        "hired": year,
    }
    found = cumulative_incidence(time, cause, names=["moved", "retired"])
    test = gray_test(time, cause, np.where(year < 50, "old", "new"), of=2)
    case = {
        "counts": {"n": 120, "moved": int((cause == 1).sum())},
        "exact": {
            "times": found.time.tolist(),
            "cif_moved": found.incidence[:, 0].tolist(),
            "cif_retired": found.incidence[:, 1].tolist(),
            "se_retired": found.se[:, 1].tolist(),
            "overall_survival": found.survival.tolist(),
            "gray_test_by_time_hired": {
                "retired": [test.statistic, test.p, test.df],
                "columns": ["stat", "p", "df"],
            },
        },
        "time_hired_rule": "old if hired < 50",
    }
    assert wrong(write(tmp_path, columns, case)) == []
    case["exact"]["cif_promoted"] = [0.1] * 8
    (line,) = wrong(write(tmp_path, columns, case))
    assert "promoted" in line


def test_a_table_of_person_periods_is_read_as_its_people(tmp_path, grades):
    grade, event = grades["grade"], 1 - grades["censor"]
    rows = person_periods(grade, event, first=7)
    columns = {
        "id": rows.person,
        "last_grade": grade[rows.person],
        "censor": grades["censor"][rows.person],
        "moved": grades["moved"][rows.person],
        "grade": rows.period,
        "event": rows.event,
    }
    curve = kaplan_meier(grade, event)
    case = {
        "person_periods": len(rows.period),
        "columns": {"last_grade": "grade of the event or of censoring"},
        "exact": {
            "km": {"time": curve.time.tolist(), "surv": curve.survival.tolist()},
            "general": model(discrete_hazard(rows.period, rows.event)),
            "general_moved": model(
                discrete_hazard(rows.period, rows.event, covariates=columns["moved"])
            ),
        },
    }
    assert wrong(write(tmp_path, columns, case)) == []


def test_the_clock_starts_where_the_case_says_and_is_not_fitted_to_its_count(tmp_path, grades):
    late = len(person_periods(grades["grade"], 1 - grades["censor"], first=7).period)
    early = len(person_periods(grades["grade"], 1 - grades["censor"], first=5).period)

    def found(rows, **said):
        return wrong(
            write(tmp_path, grades, {"exact": {"counts": {"person_periods": rows}}} | said)
        )

    assert found(late) == []
    assert found(early, first_period=5) == []
    assert len(found(early, person_periods=early)) >= 1


def test_a_block_nobody_knows_fails_by_name(tmp_path, grades):
    results = write(tmp_path, grades, {"exact": {"km": {"moon": [1.0, 2.0]}, "riddle": {"x": 4}}})
    assert "x: exact.km: this kind of block is not known (keys moon)" in wrong(results)[0]
    assert "riddle" in wrong(results)[1]


def test_a_case_without_its_table_or_its_times_fails(tmp_path):
    case = {"exact": {"km": {"surv": [1.0]}}}
    (lonely,) = reader.check("x", case, tmp_path / "x_expected.json")
    assert lonely.outcome == "failed"
    assert "x.csv" in lonely.reason


def test_cases_of_other_families_are_left_to_them():
    for case in ([], {"cases": [{"n": 4}]}, {"expected": {"hazards": [0.1]}}, {"exact": {"p": 1}}):
        assert not reader.reads(case)


@pytest.mark.skipif(not SHARED.exists(), reason=f"no shared reference cases at {SHARED}")
def test_shared_cases_pass():
    files = sorted(SHARED.glob("*.json"))
    cases = [(file, json.loads(file.read_text(encoding="utf-8"))) for file in files]
    results = [r for file, case in cases for r in reader.check(file.stem, case, file)]
    assert [str(result) for result in results if result.outcome != "passed"] == []
    assert len(results) >= 26
