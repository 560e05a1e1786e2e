"""The command `import_plan`, as somebody at a terminal meets it."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from governance.clock import played
from governance.documents.kinds.plan.plan import Plan
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with played(date(2011, 9, 5)), translation.override(None):
        yield


def run(file: Path, by: str = "deputy@luza.example", **options: object) -> list[str]:
    out = StringIO()
    call_command("import_plan", str(file), by=by, stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("ending", ["txt", "docx", "xlsx"])
def test_the_districts_plan_is_imported_from_each_kind_of_file(
    luza: Luza, tmp_path: Path, ending: str, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / f"plan.{ending}"
    file.write_bytes(request.getfixturevalue(f"plan_{ending}"))
    lines = run(file)
    plan = Plan.objects.get()
    assert (plan.author, plan.unit, plan.state) == (luza.people["deputy"], luza.district, "draft")
    assert lines[:8] == [
        "План работы Лузского школьного округа на 2011/2012 учебный год",
        "  Информационно-аналитическая работа: 8 rows",
        "  Организационно-методическая работа: 18 rows",
        "  Работа с учащимися и их родителями: 9 rows",
        "  Кадровое обеспечение: 3 rows",
        "  Управление профильным обучением в рамках округа: 7 rows",
        f"Imported as a draft, paper {plan.pk}: 5 sections, 45 rows.",
        "Look at these places and correct them on the plan's page:",
    ]
    assert "  Организационно-методическая работа, row 7: The term is missing. Enter it." in lines
    assert any(
        line.startswith("  Работа с учащимися и их родителями, row 7: The executor “РОО”") for line in lines
    )


def test_a_plan_in_which_all_is_clear_says_so(luza: Luza, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(
        "План работы на 2011-2012 учебный год\n№\tмероприятия\tСрок\tИсполнители\n"
        "Кадры\t\t\t\n1.\tТарификация\tмай\tДиректора школ\n"
    )
    assert run(file)[-1] == "Everything was understood."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docx", b"PK\x03\x04 damaged"),
        ("plan.xlsx", b""),
        ("plan.pdf", b"%PDF-1.4"),
        ("plan.txt", "A\tB\nодин\tдва\n".encode()),
    ],
)
def test_a_file_that_cannot_be_read_as_a_plan_is_refused_in_one_sentence(
    luza: Luza, tmp_path: Path, name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        run(file)
    assert str(refused.value)
    assert "Traceback" not in str(refused.value)
    assert Plan.objects.count() == 0


def test_a_missing_file_an_unknown_person_and_one_without_the_right_are_named(
    luza: Luza, tmp_path: Path, plan_txt: bytes
) -> None:
    file = tmp_path / "plan.txt"
    with pytest.raises(CommandError, match=r"plan.txt cannot be read: check its name and place\."):
        run(file)
    file.write_bytes(plan_txt)
    with pytest.raises(CommandError, match=r"Nobody signs in with the e-mail nobody@luza.example\."):
        run(file, by="nobody@luza.example")
    with pytest.raises(CommandError, match="Крылова Ирина Павловна has no right to draft plans there today"):
        run(file, by="head.second@luza.example")
    assert Plan.objects.count() == 0


def test_the_help_says_in_plain_words_which_files_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("import_plan", "--help")
    assert ended.value.code == 0
    assert (
        "an Excel workbook (.xlsx) whose table has the columns No., Activity, Term, Executors."
        in " ".join(capsys.readouterr().out.split())
    )


def shown(capsys: pytest.CaptureFixture[str], file: Path) -> tuple[int, str, str]:
    """Run with --show: exit code, standard output, standard error."""
    code = 0
    try:
        call_command("import_plan", str(file), show=True)
    except SystemExit as ended:
        code = int(str(ended.code))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_what_would_be_read_is_shown_without_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(
        "План на 2011-2012 учебный год\n№\tМероприятия\tСрок\tИсполнители\n"
        "А\n1.\tСбор\tмай\tСовет\n2.\tСмета\tпотом\t\n",
        encoding="utf-8",
    )
    code, out, err = shown(capsys, file)
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert (told["title"], told["period"]) == ("План на 2011-2012 учебный год", ["2011-09-01", "2012-08-31"])
    assert told["sections"] == [
        {
            "title": "А",
            "rows": [
                {
                    "number": "1",
                    "activity": "Сбор",
                    "term": "май",
                    "from": "2012-05-01",
                    "until": "2012-05-31",
                    "executors": ["Совет"],
                    "place": None,
                },
                {
                    "number": "2",
                    "activity": "Смета",
                    "term": "потом",
                    "from": None,
                    "until": None,
                    "executors": [],
                    "place": None,
                },
            ],
        }
    ]
    assert [(doubt["section"], doubt["row"], doubt["field"]) for doubt in told["doubts"]] == [
        (1, 2, "term"),
        (1, 2, "executors"),
    ]


def test_a_file_that_cannot_be_shown_ends_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(b"x")
    for path in (file, tmp_path / "none.docx"):
        code, out, err = shown(capsys, path)
        assert (code, out, err.count("\n")) == (2, "", 1)
