"""Indicators of a district: what is measured, how it is computed, and what of given figures cannot be.

Pure. A list (`IndicatorSheet`) is data that the council adopts; what schools give and what the papers tell goes in,
figures of each school and of the district come out. What holds under every list:

Numbers. Exact; each figure is rounded once, half up, to the places that the list names. Another indicator enters a
    formula unrounded.
No data. What was not given is not zero: everything that rests on it has no data, and so has a division by zero.
District. Sum: of the schools. Ratio: the sum of the parts by that of the wholes. Mean: weighted by an input.
    Own: its formula for the district as a whole. Each counts the schools that have given, and names the others.
Time. What is asked in terms or months is added up over the year, parts and wholes alike.
"""

from .computing import Computation, Figure, Given, Measured
from .evaluation import Outcome
from .formula import parse
from .indicator import Direction, Giver, Good, Indicator, Input, InputKind, Span, UnitOf, Whole
from .sheet import IndicatorSheet

__all__ = [
    "Computation",
    "Direction",
    "Figure",
    "Given",
    "Giver",
    "Good",
    "Indicator",
    "IndicatorSheet",
    "Input",
    "InputKind",
    "Measured",
    "Outcome",
    "Span",
    "UnitOf",
    "Whole",
    "parse",
]
