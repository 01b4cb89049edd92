"""Statistical process control: has a measure changed, or is it only varying?"""

from __future__ import annotations

from thirdspace.methods.spc.false_alarm import false_alarm
from thirdspace.methods.spc.i_chart import i_chart
from thirdspace.methods.spc.result import ControlChart, Phase
from thirdspace.methods.spc.rules import RULES, RunRules
from thirdspace.methods.spc.run_chart import run_chart
from thirdspace.methods.spc.runs import Run

__all__ = [
    "RULES",
    "ControlChart",
    "Phase",
    "Run",
    "RunRules",
    "false_alarm",
    "i_chart",
    "run_chart",
]
