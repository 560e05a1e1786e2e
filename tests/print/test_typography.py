"""The rules of typography, over the prints of whole plays: read from the sheets, whatever template printed them."""

import copy
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from pypdf import PdfReader

from governance import clock
from governance.documents.printing import pdf
from governance.documents.printing.kept_together import kept_together
from governance.scenarios.outcome import SCENARIOS
from governance.scenarios.stage import Snapshot
from tests.played import Played, snapshots_of_all
from tests.whole import WHOLE

from .sheets import BODY_SIZE, ONE_WIDTH, Sheet, faults_of, sheets_of, too_blank

pytestmark = pytest.mark.any_database
TEMPLATES = settings.BASE_DIR / "templates" / "print"
# A part of them begins on a sheet of its own: the points of a rating, the edition of an order, the receipt.
NEW_SHEET = {"rating", "order", "application"}
# The forms whose tables are too wide for 12 points; the template says why.
LEAST = {"staff_list": 11, "indicators": 11}
SAMPLES = Path(__file__).parent / "samples"


def faults_in(snapshots: dict[str, Snapshot]) -> list[str]:
    return [
        f"{title}, {fault}"
        for title, each in snapshots.items()
        for fault in faults_of(pdf.render(each.print_form, each.data), LEAST.get(each.print_form, BODY_SIZE))
    ]


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", sorted(SCENARIOS) if WHOLE else ["plan"])
def test_no_print_of_a_play_breaks_a_rule(scenario: Callable[[str], Played], name: str) -> None:
    played = scenario(name)
    written = [
        f"{paper.name}, {fault}"
        for paper in played.out.glob("*.pdf")
        for fault in faults_of(paper.read_bytes(), LEAST.get(paper.stem.split("-")[0], BODY_SIZE))
    ]
    blank = [
        paper.name
        for paper in played.out.glob("*.pdf")
        if paper.stem.split("-")[0] not in NEW_SHEET and too_blank(paper.read_bytes())
    ]
    assert (written, blank, faults_in(played.snapshots)) == ([], [], [])


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", sorted(SCENARIOS) if WHOLE else ["plan"])
def test_papers_say_the_same_whatever_language_the_browser_asks_for(
    scenario: Callable[[str], Played], name: str
) -> None:
    played = scenario(name)
    assert played.for_english == played.snapshots


@pytest.mark.exhaustive
@pytest.mark.skipif(not WHOLE, reason="the plays hold the same papers")
@pytest.mark.django_db
def test_no_print_of_the_demonstration_breaks_a_rule(settings: Any) -> None:
    settings.DEMO, settings.DEMO_DATE = True, date(2011, 11, 21)
    call_command("demo")
    with clock.played(settings.DEMO_DATE):
        assert faults_in(snapshots_of_all()) == []


def orders() -> Iterator[dict[str, Any]]:
    """An order whose end falls on each height of a sheet."""
    sample = json.loads((SAMPLES / "order.json").read_text())
    for lines in range(0, 24, 1 if WHOLE else 3):
        order = copy.deepcopy(sample) | {"visas": [], "acquainted": []}
        order["points"] = [
            {
                "number": f"{place}.",
                "text": "Слово " * 14 + ("слово " * 14 if place <= lines % 2 else ""),
                "points": [],
            }
            for place in range(1, 13 + lines // 2)
        ]
        yield order


@pytest.mark.exhaustive
def test_two_lines_of_the_text_go_with_a_signature_that_comes_on_the_next_sheet() -> None:
    printed = [pdf.render("order", order) for order in orders()]
    assert [fault for each in printed for fault in faults_of(each)] == []
    assert {len(sheets_of(each)) for each in printed} == {1, 2}


def test_a_text_that_would_end_on_a_sheet_with_little_else_is_set_closer_or_brings_more_along() -> None:
    printed = [sheets_of(pdf.render("order", order)) for order in orders()]
    little = [sheets[-1].filled for sheets in printed if len(sheets) > 1 and sheets[-1].filled < 0.15]
    between_lines = {_between_lines(sheets[0]) for sheets in printed}
    assert (little, len(between_lines)) == ([], 2)


def _between_lines(sheet: Sheet) -> int:
    """The least distance from line to line, in points."""
    return min(
        round(first.bottom - second.bottom)
        for first, second in pairwise(sheet.body)
        if first.goes_on_in(second)
    )


def protocols() -> Iterator[dict[str, Any]]:
    """A protocol whose decision falls on each height of a sheet."""
    sample = json.loads((SAMPLES / "protocol.json").read_text())
    vote = ["ГОЛОСОВАЛИ за предложенное (открытое): за — 4, против — 1.", "Против: Попова Т.Н."]
    later = {"number": "2.", "title": "Разное", "lines": ["СЛУШАЛИ: сообщение."] * 20}
    for lines in range(8, 20) if WHOLE else range(11, 16):
        heard = [f"СЛУШАЛИ: доклад {number}." for number in range(lines)]
        said = [*heard, *vote, "РЕШИЛИ:", "1.1. Принять план.\nОтветственный: Попова Т.Н."]
        yield sample | {"agenda": [], "items": [{"number": "1.", "title": "О плане", "lines": said}, later]}


@pytest.mark.exhaustive
def test_a_decision_never_comes_on_the_next_sheet_without_its_vote() -> None:
    printed = [pdf.render("protocol", protocol) for protocol in protocols()]
    assert [fault for each in printed for fault in faults_of(each)] == []
    second = [sheets_of(each)[1].body[0].text.split()[0] for each in printed]
    assert "ГОЛОСОВАЛИ" in second


def disagreements(rows: int, clauses: int) -> dict[str, Any]:
    """A protocol of disagreements with a row for each clause, signed by both sides."""
    row = {
        "number": "2.5",
        "ours": "Школа проводит совместные занятия. " * clauses,
        "theirs": "Школа участвует в занятиях. " * clauses,
        "why": "нет средств",
        "outcome": "Согласовано в нашей редакции",
        "agreed": "",
        "offered": "",
        "reason": "",
    }  # fmt: skip
    line = {"label": "Представил", "position": "директор", "day": "12.01.2012", "name": "И.П. Крылова"}
    signatures = [
        {"position": "Директор", "name": name, "mark": "none"} for name in ("Л.В. Пелевин", "И.П. Крылова")
    ]
    return {
        "title": "Протокол разногласий",
        "created": "2012-01-10",
        "subject": "к договору № 3-Д",
        "columns": ["Редакция базовой школы", "Редакция школы", "Итог"],
        "rounds": [{"heading": "СОШ № 2, редакция 1", "remark": "", "rows": [row] * rows, "lines": [line]}],
        "signatures": signatures,
    }


def issue_sheet(rows: int) -> dict[str, Any]:
    """The sheet on which those who get a ballot sign."""
    return {
        "title": "Ведомость", "created": "2012-01-10", "body": "Заседание совета", "date": "12 января 2012 г.",
        "question": "Об избрании председателя",
        "lines": [
            {"number": f"{n}.", "name": "Винокурова Светлана Андреевна", "seat": "СОШ № 2", "issued": ""}
            for n in range(1, rows + 1)
        ],
        "signers": [{"position": "Член счётной комиссии", "name": "Л.В. Пелевин", "mark": "none"}],
    }  # fmt: skip


@pytest.mark.exhaustive
def test_a_long_table_before_signatures_breaks_by_its_rows_and_leaves_no_sheet_half_blank() -> None:
    rows = range(1, 13) if WHOLE else (2, 5, 8)
    printed = [pdf.render("disagreements", disagreements(n, clauses)) for n in rows for clauses in (3, 8)]
    printed += [pdf.render("issue_sheet", issue_sheet(n)) for n in (range(12, 24) if WHOLE else (16, 19))]
    # A row of this table may take half a sheet, and does not break.
    assert [(list(faults_of(each)), too_blank(each, 0.5)) for each in printed] == [([], [])] * len(printed)
    assert max(len(sheets_of(each)) for each in printed) > 2


def test_the_head_of_a_table_stands_on_every_sheet_that_it_reaches() -> None:
    sheets = sheets_of(pdf.render("disagreements", disagreements(8, 8)))
    heads = [
        [line.text for line in sheet.body if line.text.startswith("Редакция базовой")] for sheet in sheets
    ]
    assert [len(found) for found in heads] == [1] * len(sheets)


def regulation(clause: str) -> dict[str, Any]:
    return {
        "title": "Положение", "created": "2011-09-10", "void_word": "", "landscape": False, "stamps": [],
        "heading": ["Положение"], "facts": [],
        "sections": [{"number": "1", "title": "", "clauses": [{"number": "1.1", "text": clause}]}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "end"),
    [
        ("Округ создан для повышения качества и доступности образования, прежде всего профильного.", "всего"),
        ("За неисполнение обязательств Стороны отвечают в соответствии с законодательством России.", "-"),
    ],
)
def test_the_lines_of_a_clause_reach_the_margin_and_a_long_word_is_divided_rather_than_the_spaces_stretched(
    clause: str, end: str
) -> None:
    (sheet,) = sheets_of(pdf.render("approved", regulation(clause)))
    *_heading, first, _last = sheet.body
    # The sign at the end hangs into the margin.
    assert abs(first.right - (sheet.width - 15 / 25.4 * 72)) < 4
    assert first.text.rstrip().endswith(end)
    assert first.text.replace("-", "").split()[:3] == ["1.1." + clause.split()[0], *clause.split()[1:3]]


def test_names_are_not_divided_for_the_sake_of_even_lines() -> None:
    clause = "Винокурова Преображенская Новосильцева Константинопольская Архангельская " * 6
    printed = pdf.render("approved", regulation(clause))
    assert [line.text for sheet in sheets_of(printed) for line in sheet.body if line.text.endswith("-")] == []


SIZE = re.compile(r"(?:size: |set text\()(\d+(?:\.\d+)?)pt")


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.typ")), ids=lambda path: path.stem)
def test_what_is_smaller_than_the_text_says_why(template: Path) -> None:
    """10 points are the least, but for letters of one width, which are taller."""
    lines, wrong = template.read_text("utf-8").splitlines(), []
    for before, line in zip(["", *lines], lines, strict=False):
        for size in map(float, SIZE.findall(line)):
            says_why = "// smaller:" in line or "// smaller:" in before
            if size < BODY_SIZE and not (says_why and (size >= 10 or ONE_WIDTH in line)):
                wrong.append(line.strip())
    assert wrong == []


def estimate(rows: int) -> dict[str, Any]:
    row = [{"text": text, "numeric": text != "Слово"} for text in ("1", "Слово", "5,00")]
    sums = {"label": "Итого", "span": 2, "cells": [{"text": f"{5 * rows},00"}]}
    return {
        "title": "Смета", "created": "2011-09-10", "void_word": "", "landscape": False, "stamps": [],
        "heading": ["Смета", "расходов"], "facts": [], "sections": [],
        "table": {
            "columns": [{"label": label, "width": 1} for label in ("№", "Статья", "Сумма")],
            "groups": [{"title": "", "rows": [row] * rows}],
            "sums": sums,
        },
    }  # fmt: skip


def test_a_sum_never_comes_on_the_next_sheet_without_two_rows_of_its_table() -> None:
    printed = [pdf.render("approved", estimate(rows)) for rows in range(28, 38)]
    assert [fault for each in printed for fault in faults_of(each)] == []
    assert {len(sheets_of(each)) for each in printed} == {1, 2}


def test_what_runs_over_the_side_of_its_cell_is_found() -> None:
    printed = pdf.render("approved", estimate(3) | {"table": estimate(3)["table"] | {"sums": None}})
    assert list(faults_of(printed)) == []
    wide = estimate(3)
    wide["table"]["groups"][0]["rows"] = [[{"text": "Слово", "numeric": False}] * 3]
    assert list(faults_of(pdf.render("approved", wide))) == [
        "sheet 1: «Слово» runs over the side of its cell"
    ]


def test_what_is_torn_apart_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    order = next(orders()) | {
        "grounds": "В связи " + "с болезнью № 5 и 12 января 2012 г. Винокурова С.А. " * 9
    }
    assert list(faults_of(pdf.render("order", order))) == []
    monkeypatch.setattr(pdf, "kept_together", lambda text: text)
    found = " ".join(faults_of(pdf.render("order", order)))
    assert ("ends in a short word" in found, "torn apart" in found) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "от~12~сентября~2011~г.",
        "от~«___»~______~20__~г.~№~____",
        "протокол от~12.09.2011~№~3, от~1~марта~2012~г.~№~3-ОД",
        "в~СОШ~№~2~г.~Лузы и~не~в~ООШ~д.~Животово",
        "Винокурова~С.А. и~С.А.~Винокурова, А.-М.И.~Седых",
        "19~225~рублей 50~копеек",
        "ст.~67 и~п.~24",
        "округ~— это школы",
        "за~5 и~против 1",
        "А~также на~4~листах",
        "раздел~4, пунктом~3.1, не~меньше~3, большинство~—~3~из~4",
        "на~2011/2012 учебный~год",
        "директор МОКУ~СОШ~№~2~г.~Лузы, ул.~Ленина,~д.~6",
    ],
)  # fmt: skip
def test_spaces_that_do_not_break(text: str) -> None:
    assert kept_together(text.replace("~", " ")).replace("\u00a0", "~") == text


def test_the_address_of_the_check_is_a_link_that_can_be_copied_and_is_read_aloud() -> None:
    address = "http://localhost:8000/check/SRBK-QG3H-N9QB/"
    code = {"address": address, "code": "SRBK-QG3H-N9QB", "qr": pdf.qr_svg(address)}
    printed = pdf.render("order", next(orders()) | {"check": code})
    sheet = PdfReader(io.BytesIO(printed)).pages[-1]
    links = [note.get_object()["/A"]["/URI"] for note in sheet["/Annots"]]
    text = sheet.extract_text()
    assert (links, address in text, "\u200b" in text) == ([address], True, False)
    assert f"QR-код адреса проверки: {address}" in read_aloud(PdfReader(io.BytesIO(printed)))


def read_aloud(reader: PdfReader) -> list[str]:
    """The alternative texts of the pictures that are part of the text."""
    found, open_elements = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while open_elements:
        element = open_elements.pop().get_object()
        if isinstance(element, dict):
            found.append(element.get("/Alt", ""))
            inner = element.get("/K", [])
            open_elements += inner if isinstance(inner, list) else [inner]
    return found
