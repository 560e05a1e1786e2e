"""No sentence of law that a paper prints is code: each is a form that a lawyer of the district changes.

Looked for in the strings of kinds and of what they share, and in the words of print templates. A sentence of law names
a law, orders, asks, allows or binds, or tells what was heard, voted and decided; or it is a whole paragraph. So is a
label that says who acts or signs, and how something ended. Other labels (of columns, facts, kinds, states) are recorded
in labels.json: a new one is either a form or is added there, by somebody who has asked themself which.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.syntax import parsed

DOCUMENTS = settings.BASE_DIR / "governance" / "documents"
TEMPLATES = settings.BASE_DIR / "templates" / "print"
SHEETS = settings.BASE_DIR / "templates" / "governance" / "sheets"

WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
LAW = re.compile(
    r"стать(?:я|и|ю|е|ёй|ями|ям|ях)\b|\bстатей\b|\bст\. ?\d|федеральн\w* закон|кодекс|законодательств|\bФЗ\b",
    re.IGNORECASE,
)
ORDERS = re.compile(
    r"(?:Утвердить|Признать|Назначить|Освободить|Зачислить|Исключить|Создать|Внести|Дополнить|Выплатить|Изменить|"
    r"Организовать|Контроль за|Главному|В соответствии|В целях|Прошу|Извещаем|Стороны|Настоящ|Отметьте|Поставьте)\b"
)
BINDS = re.compile(
    r"вправе|обязан(?!ност)|обязу|именуе|вступает в силу|утратившим|прошу|просим|ознакомлен|недействител|согласие на|"
    r"изложить в",
    re.IGNORECASE,
)
MINUTES = re.compile(r"СЛУШАЛИ|ВЫСТУПИЛИ|ГОЛОСОВАЛИ|РЕШИЛИ|Кворум|Воздержались:")
FEWEST_WORDS, PARAGRAPH = 4, 10
# A label in which somebody acts or signs, or something has ended.
ACTS = re.compile(
    r"(?:Представ(?!ление)|Рассмотр|Разработ|Составит|Подан|Дано\b|Принял|Получ|Подпис|Подтвержд|Поддержан|Отклон|"
    r"Удовлетвор|Заверен|Секретар|Председател|Член\b|Работ(?:ник|одатель)|Документы |Экземпляр|С приказом)"
)
LABEL = re.compile(r"[А-ЯЁ][А-яЁё]")
LABELS = json.loads(Path(__file__).with_name("labels.json").read_text("utf-8"))
# What begins as such a label does and is none.
NAMES = {
    "Подпись": "the column for the hand",
    "Подписи сторон": "the heading above them",
    "Подписи сторон:": "the heading above them",
    "Работодатель": "a fact of the sheet: whose act it is",
    "Подтверждено в системе": "a column: the day on which somebody has joined",
    "Документы к заявлению не приложены.": "an empty list",
}

# What is no sentence of a paper.
OTHERS = {"kinds/plan/": "what is read out of files of others"}
OTHER_MODULES = {
    "measured.py": "how its own program counts: other words would say something else than it does"
}
OTHER_TEMPLATES = {"slip": "how to sign in; no paper of the district's law"}


def says_law(text: str) -> bool:
    if MINUTES.search(text):
        return True
    words = len(WORD.findall(text))
    if words < FEWEST_WORDS:
        return False
    binds = BINDS.search(text) and text.rstrip().endswith((".", ":", ";"))  # no title
    return bool(LAW.search(text) or ORDERS.match(text.strip()) or binds) or words >= PARAGRAPH


def strings_in(code: str) -> Iterator[tuple[int, str]]:
    """The strings of a module but for docstrings, blanks of f-strings as «{…}»."""
    tree = parsed(code)
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            passed.add(id(node.value))  # a docstring
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            passed.update(map(id, ast.walk(node)))
            parts = [str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values]
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def texts_in(template: str) -> Iterator[str]:
    """The words between square brackets and quotation marks of a template of Typst, without its comments."""
    code = re.sub(r"//[^\n]*", "", template)
    for found in re.finditer(r'"((?:[^"\\]|\\.)*)"|\[([^\[\]]*)\]', code):
        yield " ".join((found[1] or found[2] or "").split())


def texts_on(sheet: str) -> Iterator[str]:
    """The words between the tags of a page's sheet."""
    for text in re.split(r"<[^>]*>|\{[%#].*?[%#]\}|\{\{.*?\}\}", sheet, flags=re.DOTALL):
        yield " ".join(text.split())


def law_in_code(folder: Path) -> list[str]:
    found = []
    for module in sorted(folder.rglob("*.py")):
        name = module.relative_to(folder).as_posix()
        if module.name in OTHER_MODULES or name.startswith(tuple(OTHERS)):
            continue
        if name.startswith(("kinds/", "approval/")):
            found += [
                f"{name}:{line}: {text}"
                for line, text in strings_in(module.read_text("utf-8"))
                if says_law(text)
            ]
    return found


def test_no_sentence_of_law_is_in_the_code_of_a_kind() -> None:
    assert law_in_code(DOCUMENTS) == []


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.glob("*.typ")), ids=lambda path: path.stem
)  # fmt: skip
def test_no_sentence_of_law_is_in_a_template(template: Path) -> None:
    if template.stem in OTHER_TEMPLATES:
        pytest.skip(OTHER_TEMPLATES[template.stem])
    assert [text for text in texts_in(template.read_text("utf-8")) if says_law(text)] == []


@pytest.mark.parametrize("sheet", sorted(SHEETS.glob("*.html")), ids=lambda path: path.stem)
def test_no_sentence_of_law_is_in_the_sheet_of_a_page(sheet: Path) -> None:
    assert [text for text in texts_on(sheet.read_text("utf-8")) if says_law(text)] == []


def labels_in_code() -> dict[str, list[str]]:
    """The labels that papers print, by the file in which they stand."""
    found: dict[str, set[str]] = {}
    for folder in ("kinds", "approval", "printing"):
        for module in (DOCUMENTS / folder).rglob("*.py"):
            name = module.relative_to(DOCUMENTS).as_posix()
            if not name.startswith(tuple(OTHERS)):
                found[name] = {text for _line, text in strings_in(module.read_text("utf-8"))}
    for template in TEMPLATES.glob("*.typ"):
        if template.stem not in OTHER_TEMPLATES:
            found[template.name] = {*texts_in(template.read_text("utf-8"))}
    for sheet in SHEETS.glob("*.html"):
        found[sheet.name] = {*texts_on(sheet.read_text("utf-8"))}
    labels = {name: sorted(filter(LABEL.match, texts)) for name, texts in found.items()}
    return {name: texts for name, texts in sorted(labels.items()) if texts}


def test_a_new_label_in_code_is_a_form_or_is_recorded() -> None:
    assert labels_in_code() == LABELS


def test_no_label_in_code_says_who_acts_or_signs() -> None:
    labels = {text for texts in labels_in_code().values() for text in texts}
    assert {text for text in labels if ACTS.match(text)} == NAMES.keys()


@pytest.mark.parametrize(
    ("label", "acts"),
    [
        ("Представлено в системе {…}", True),
        ("Разработано: #data.author.position", True),
        ("Секретарь комиссии", True),
        ("Документы принял(а)", True),
        ("Представление к поощрению", False),
        ("Фамилия, имя, отчество", False),
    ],
)
def test_a_label_that_acts_is_known(label: str, acts: bool) -> None:
    assert bool(ACTS.match(label)) is acts


def test_what_is_no_form_is_there_still() -> None:
    assert [name for name in OTHERS if not (DOCUMENTS / name).exists()] == []


@pytest.mark.parametrize(
    ("text", "is_law"),
    [
        ("В соответствии со статьёй 191 Трудового кодекса", True),
        ("Назначить сетевым педагогом {…} с {…}.", True),
        ("Вы вправе присутствовать на заседании.", True),
        ("РЕШИЛИ:", True),
        ("О замене сетевых педагогов", False),
        ("Фамилия, имя, отчество", False),
        ("за {…}, против {…}, воздержались {…}", False),
    ],
)  # fmt: skip
def test_a_sentence_of_law_is_known(text: str, is_law: bool) -> None:
    assert says_law(text) is is_law
