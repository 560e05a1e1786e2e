"""What printing through `render` costs: its time against typst's own, and the memory of the process that asks for it.

The district's plan of 45 rows, and a plan of 1,000 rows, each against a bare compile of the same words to the same
standard in the same run. Every round has words of its own, so that typst's memory of earlier rounds helps neither.
Run: python bench/bench_print.py. Ends with 1 if a ratio or the memory is over its limit.
"""

import copy
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from governance.documents.printing.pdf import render

Plan = dict[str, Any]
ROUNDS = 15
LONG_ROUNDS = 3
LONG = 1_000
LIMIT, LONG_LIMIT = 2.0, 2.5
MOST_MEGABYTES = 200
BARE = b"""#let plan = json(bytes(sys.inputs.data))
#set document(title: plan.title)
#set page("a4", margin: 25mm)
#set text(font: "Libertinus Serif", lang: "ru", hyphenate: true)
#for stamp in plan.stamps [#stamp.heading #stamp.text #parbreak()]
#for line in plan.heading [#line #parbreak()]
#for part in plan.parts [#part.heading #list(..part.items)]
#table(
  columns: (11mm, 1fr, 31mm, 35mm),
  ..plan.sections.map(section => (
    table.cell(colspan: 4, section.title),
    section.rows.map(row => (row.number, row.activity, row.term, row.executors)),
  )).flatten()
)
"""


@cache
def fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False)


def bare(plan: Plan) -> bytes:
    # Here alone it is loaded into this process, whose memory has been measured by then.
    import typst

    from governance.documents.printing.compiler_process import STANDARDS

    compiler = typst.Compiler(BARE, font_paths=fonts(), ignore_system_fonts=True)
    return compiler.compile(
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=0,
        sys_inputs={"data": json.dumps(plan, ensure_ascii=False)},
    )


def ours(plan: Plan) -> bytes:
    return render("plan", plan)


def milliseconds(work: Callable[[Plan], bytes], plan: Plan) -> float:
    start = time.perf_counter()
    work(plan)
    return 1000 * (time.perf_counter() - start)


def with_words_of_its_own(plan: Plan, mark: str) -> Plan:
    plan = copy.deepcopy(plan)
    for section in plan["sections"]:
        for row in section["rows"]:
            row["activity"] += f" ({mark})"
    return plan


def lengthened(plan: Plan, rows: int) -> Plan:
    """The same rows over and over, each numbered and with words of its own."""
    known = [row for section in plan["sections"] for row in section["rows"]]
    long = [
        row | {"number": f"{place}.", "activity": f"{row['activity']} {row['activity']} № {place}"}
        for place, row in enumerate(islice(cycle(known), rows), start=1)
    ]
    return plan | {"sections": [{"title": "Мероприятия", "rows": long}]}


def is_slow(plan: Plan, rounds: int, limit: float) -> bool:
    """Whether our time through typst's own is over the limit, by the medians of rounds taken in turns; says both."""
    times: dict[Callable[[Plan], bytes], list[float]] = {ours: [], bare: []}
    for turn in range(-1, rounds):  # a round to warm up
        for work, taken in times.items():
            taken.append(milliseconds(work, with_words_of_its_own(plan, f"{work.__name__} {turn}")))
    mine, floor = (statistics.median(taken[1:]) for taken in times.values())
    rows = sum(len(section["rows"]) for section in plan["sections"])
    print(
        f"plan of {rows} rows: render {mine:.0f} ms, bare typst {floor:.0f} ms, "
        f"ratio {mine / floor:.2f} (limit {limit})"
    )
    return mine / floor > limit


def main() -> int:
    plan = json.loads((ROOT / "tests/print/samples/plan.json").read_text())
    long = lengthened(plan, LONG)
    for turn in range(10):
        ours(with_words_of_its_own(long, f"{turn}"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory after ten plans of {LONG} rows: {memory:.0f} MB (limit {MOST_MEGABYTES})")
    over = [memory > MOST_MEGABYTES, is_slow(plan, ROUNDS, LIMIT), is_slow(long, LONG_ROUNDS, LONG_LIMIT)]
    return int(any(over))


if __name__ == "__main__":
    raise SystemExit(main())
