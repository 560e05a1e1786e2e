"""How much our printing adds to typst itself: the district's plan of 45 rows through `render`, against a bare compile.

Both print the same words to the same standard in the same run, and every round has words of its own, so that typst's
memory of earlier rounds helps neither. Run: python bench/bench_print.py. Ends with 1 if the ratio is over the limit.
"""

import copy
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import typst  # noqa: E402

from governance.documents.printing.pdf import STANDARDS, render  # noqa: E402

ROUNDS = 15
LIMIT = 2.0
BARE = b"""#let plan = json(bytes(sys.inputs.data))
#set document(title: plan.title)
#set page("a4", margin: 25mm)
#set text(font: "Libertinus Serif", lang: "ru", hyphenate: true)
#for stamp in plan.stamps [#stamp.heading #stamp.who #stamp.basis #parbreak()]
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
FONTS = typst.Fonts(include_system_fonts=False)


def bare(plan: dict) -> bytes:
    compiler = typst.Compiler(BARE, font_paths=FONTS, ignore_system_fonts=True)
    return compiler.compile(
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=0,
        sys_inputs={"data": json.dumps(plan, ensure_ascii=False)},
    )


def milliseconds(work: Callable[[dict], bytes], plan: dict) -> float:
    start = time.perf_counter()
    work(plan)
    return 1000 * (time.perf_counter() - start)


def with_words_of_its_own(plan: dict, mark: str) -> dict:
    plan = copy.deepcopy(plan)
    for section in plan["sections"]:
        for row in section["rows"]:
            row["activity"] += f" ({mark})"
    return plan


def main() -> int:
    plan = json.loads((ROOT / "tests/print/samples/plan.json").read_text())
    rows = sum(len(section["rows"]) for section in plan["sections"])
    ours, theirs = [], []
    for turn in range(-2, ROUNDS):  # two rounds to warm up
        ours.append(milliseconds(lambda p: render("plan", p), with_words_of_its_own(plan, f"а{turn}")))
        theirs.append(milliseconds(bare, with_words_of_its_own(plan, f"б{turn}")))
    mine, floor = statistics.median(ours[2:]), statistics.median(theirs[2:])
    ratio = mine / floor
    print(
        f"plan of {rows} rows: render {mine:.0f} ms, bare typst {floor:.0f} ms, ratio {ratio:.2f} (limit {LIMIT})"
    )
    return int(ratio > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
