"""No sentence of law that a paper prints is code: each is a form that a lawyer of the district changes.

Looked for in the strings of kinds and of what they share, and in the words of print templates. A sentence of law names
a law, orders, asks, allows or binds, or tells what was heard, voted and decided; or it is a whole paragraph.
"""

import ast
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

# What is no sentence of a paper.
OTHERS = {"kinds/plan/": "what is read out of files of others"}
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
        if name.startswith(("kinds/", "approval/")) and not name.startswith(tuple(OTHERS)):
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
