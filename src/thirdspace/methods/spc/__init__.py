"""Statistical process control: has a measure changed, or is it only varying?"""

from __future__ import annotations

from thirdspace.methods.spc.any_chart import KINDS, chart
from thirdspace.methods.spc.autocorrelation import (
    Autocorrelation,
    autocorrelation,
    autocorrelation_of,
)
from thirdspace.methods.spc.c_chart import c_chart
from thirdspace.methods.spc.false_alarm import AlarmRate, false_alarm, false_alarm_rate
from thirdspace.methods.spc.false_discovery import FalseDiscovery, false_discovery
from thirdspace.methods.spc.funnel import Funnel, funnel
from thirdspace.methods.spc.g_chart import g_chart
from thirdspace.methods.spc.i_chart import i_chart
from thirdspace.methods.spc.i_prime_chart import i_prime_chart
from thirdspace.methods.spc.joint_law import JointLaw, joint_law
from thirdspace.methods.spc.kind import ChartKind
from thirdspace.methods.spc.many import ManyCharts, many_charts
from thirdspace.methods.spc.mr_chart import mr_chart
from thirdspace.methods.spc.network import NetworkAdjusted, network_adjusted
from thirdspace.methods.spc.nhs import NhsChart, nhs_chart
from thirdspace.methods.spc.p_chart import p_chart
from thirdspace.methods.spc.p_prime_chart import p_prime_chart
from thirdspace.methods.spc.power import AlarmRow, AlarmTable, power
from thirdspace.methods.spc.rebase import ProposedPhase, RebaseProposal, propose_rebase
from thirdspace.methods.spc.result import ControlChart, Finding, Lines, Phase
from thirdspace.methods.spc.rules import RULES, RuleSet, RunRules, all_rules, find_rules
from thirdspace.methods.spc.run_chart import run_chart
from thirdspace.methods.spc.runs import Run
from thirdspace.methods.spc.s_chart import s_chart
from thirdspace.methods.spc.stream import Monitor, Reading
from thirdspace.methods.spc.t_chart import t_chart
from thirdspace.methods.spc.u_chart import u_chart
from thirdspace.methods.spc.u_prime_chart import u_prime_chart
from thirdspace.methods.spc.xbar_chart import xbar_chart

__all__ = [
    "KINDS",
    "RULES",
    "AlarmRate",
    "AlarmRow",
    "AlarmTable",
    "Autocorrelation",
    "ChartKind",
    "ControlChart",
    "FalseDiscovery",
    "Finding",
    "Funnel",
    "JointLaw",
    "Lines",
    "ManyCharts",
    "Monitor",
    "NetworkAdjusted",
    "NhsChart",
    "Phase",
    "ProposedPhase",
    "Reading",
    "RebaseProposal",
    "RuleSet",
    "Run",
    "RunRules",
    "all_rules",
    "autocorrelation",
    "autocorrelation_of",
    "c_chart",
    "chart",
    "false_alarm",
    "false_alarm_rate",
    "false_discovery",
    "find_rules",
    "funnel",
    "g_chart",
    "i_chart",
    "i_prime_chart",
    "joint_law",
    "many_charts",
    "mr_chart",
    "network_adjusted",
    "nhs_chart",
    "p_chart",
    "p_prime_chart",
    "power",
    "propose_rebase",
    "run_chart",
    "s_chart",
    "t_chart",
    "u_chart",
    "u_prime_chart",
    "xbar_chart",
]
