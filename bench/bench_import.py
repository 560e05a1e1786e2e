"""Import of the district's plan, as a ratio to reading the same file by the library alone.

Run by hand: python bench/bench_import.py. The goal is a ratio of at most 3 for .docx and .xlsx. A text file
needs no library; its ratio is taken to the csv module, which splits the cells and understands nothing of them.
"""

import csv
import os
import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from time import perf_counter

import django
import docx
from python_calamine import CalamineWorkbook

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

ROUNDS = 150


def read_with_csv(data: bytes) -> None:
    list(csv.reader(StringIO(data.decode()), delimiter="\t"))


def read_with_docx(data: bytes) -> None:
    for table in docx.Document(BytesIO(data)).tables:
        for row in table.rows:
            [cell.text for cell in row.cells]


def open_with_docx(data: bytes) -> None:
    docx.Document(BytesIO(data))


def read_with_calamine(data: bytes) -> None:
    CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def milliseconds(*works: Callable[[], object]) -> list[float]:
    """The best of many rounds for each work, taken in turns so that a busy machine slows all alike."""
    best = [float("inf")] * len(works)
    for _round in range(ROUNDS):
        for index, work in enumerate(works):
            start = perf_counter()
            work()
            best[index] = min(best[index], perf_counter() - start)
    return [seconds * 1000 for seconds in best]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from governance.documents.kinds.plan.reading import read_plan
    from tests.plan.conftest import SOURCE, as_docx, as_xlsx

    text = SOURCE.read_text()
    rows = [
        ("plan.txt", text.encode(), "csv", read_with_csv),
        ("plan.docx", as_docx(text), "python-docx, its cells", read_with_docx),
        ("plan.docx", as_docx(text), "python-docx, opened only", open_with_docx),
        ("plan.xlsx", as_xlsx(text), "python-calamine", read_with_calamine),
    ]
    print(f"{'file':10} {'library':26} {'library, ms':>12} {'import, ms':>12} {'ratio':>7}")
    for name, data, library, read in rows:
        alone, imported = milliseconds(partial(read, data), partial(read_plan, data, name))
        print(f"{name:10} {library:26} {alone:12.2f} {imported:12.2f} {imported / alone:7.2f}")


if __name__ == "__main__":
    main()
