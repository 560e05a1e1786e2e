"""The strings that `tools/translations.py` finds are those that Django looks up at run time."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

from governance.documents.language.compiled import objection_to_catalogue, the_catalogue_is_compiled
from tests.syntax import parsed, undisturbed
from tools import translations

PAGE = """{% load i18n %}
  <p>{% translate "It's 50% (done)" %}</p>
      {% if unbalanced %} "quotes' and (brackets {% endif %}
  {% translate "Order" context "paper" %}|{{ nothing|default:_("Nobody (yet)") }}|
  {% blocktranslate trimmed with person=name %}
      Signed by {{ person }},
      100% sure
  {% endblocktranslate %}|
  {% blocktranslate trimmed count counter=members context "council" %}
      {{ counter }} member
  {% plural %}
      {{ counter }} members
  {% endblocktranslate %}
"""
MODULE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
TITLE = _("A long "
          "title")
ORDER = pgettext_lazy("verb", "Order")
GREETING = f"{_('Good day')}!"
COUNT = ngettext("%(n)s paper", "%(n)s papers", 2)
NOT_OURS = translate(_)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one module and one page, whose translation `tools/translations.py` keeps."""
    (tmp_path / "governance").mkdir()
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(translations, "PROJECT", tmp_path)
    monkeypatch.setattr(translations, "PO_FILE", tmp_path / "locale" / "ru" / "LC_MESSAGES" / "django.po")
    monkeypatch.setattr(translations, "MO_FILE", tmp_path / "locale" / "ru" / "LC_MESSAGES" / "django.mo")
    return tmp_path


def translate(texts: dict[str, str | tuple[str, ...]]) -> None:
    """Put translations into the project's file, by the string's singular."""
    catalog = translations.read_catalog()
    for message in translations.entries(catalog):
        message.string = texts.get(translations.key(message), message.string)
    translations.write_catalog(catalog)


def strings() -> list[tuple[str | None, str]]:
    return [
        (message.context, translations.key(message))
        for message in translations.entries(translations.read_catalog())
    ]


def run(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = undisturbed(translations.main, [command])
    return code, capsys.readouterr().out.splitlines()


def test_a_page_shows_the_translation_of_every_kind_of_string(project: Path) -> None:
    (project / "templates" / "page.html").write_text(PAGE)
    undisturbed(translations.main, ["update"])
    translate(
        {
            "It's 50%% (done)": "Готово на 50%%",
            "Order": "Приказ",
            "Nobody (yet)": "Пока никто",
            "Signed by %(person)s, 100%% sure": "Подписано: %(person)s, точно на 100%%",
            "%(counter)s member": (
                "%(counter)s член",
                "%(counter)s члена",
                "%(counter)s членов",
                "%(counter)s члена",
            ),
        }
    )
    undisturbed(translations.main, ["compile"])
    template = engines["django"].from_string(PAGE)
    trans_real._translations.clear()
    try:
        with override_settings(LOCALE_PATHS=[project / "locale"]), translation.override("ru"):
            shown = [
                " ".join(template.render({"name": "Чупраков", "members": members}).split())
                for members in (21, 3, 6)
            ]
    finally:
        trans_real._translations.clear()
    text = "<p>Готово на 50%</p> Приказ|Пока никто| Подписано: Чупраков, точно на 100%| "
    assert shown == [text + "21 член", text + "3 члена", text + "6 членов"]


def test_strings_of_a_module_are_found_with_their_contexts_and_inside_f_strings(project: Path) -> None:
    (project / "governance" / "module.py").write_text(MODULE)
    undisturbed(translations.main, ["update"])
    assert strings() == [
        (None, "%(n)s paper"),
        (None, "A long title"),
        (None, "Good day"),
        ("verb", "Order"),
    ]


def test_a_verb_is_found_in_both_forms_and_what_agrees_in_each_gender(project: Path) -> None:
    (project / "governance" / "module.py").write_text(
        'verb("order", "Sign", "signed")\nagreeing_verb("approval", "Adopt", "adopted")\n'
    )
    undisturbed(translations.main, ["update"])
    assert strings() == [
        ("approval", "Adopt"),
        ("order", "Sign"),
        ("feminine", "adopted"),
        ("masculine", "adopted"),
        ("neuter", "adopted"),
        ("plural", "adopted"),
        ("order, done", "signed"),
    ]


def test_check_passes_when_every_string_is_translated(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "governance" / "module.py").write_text('_("Paper")')
    undisturbed(translations.main, ["update"])
    translate({"Paper": "Документ"})
    assert run("check", capsys) == (0, [])


def test_check_lists_what_is_missing_untranslated_stale_or_lost_a_placeholder(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module = project / "governance" / "module.py"
    module.write_text('_("Old"); _("Empty"); _("{name} signed"); ngettext("%(n)s vote", "%(n)s votes", n)')
    undisturbed(translations.main, ["update"])
    translate(
        {
            "Old": "Старое",
            "{name} signed": "Подписано",
            "%(n)s vote": ("один голос", "%(n)s голоса", "%(n)s голосов", "%(n)s голоса"),
        }
    )
    module.write_text(module.read_text().replace("Old", "New"))
    assert run("check", capsys) == (
        1,
        [
            "not in the translation: 'New'",
            "not translated: 'Empty'",
            "'{name} signed' has none where the source has {name}",
            "('%(n)s vote', '%(n)s votes') has none where the source has %(n)s",
            "no longer in the source: 'Old'",
        ],
    )


def test_update_keeps_translations_and_drops_strings_that_are_gone(project: Path) -> None:
    module = project / "governance" / "module.py"
    module.write_text('_("Kept"); _("Gone")')
    undisturbed(translations.main, ["update"])
    translate({"Kept": "Осталось", "Gone": "Ушло"})
    module.write_text('_("Kept")')
    undisturbed(translations.main, ["update"])
    kept = [(message.id, message.string) for message in translations.entries(translations.read_catalog())]
    assert kept == [("Kept", "Осталось")]


def test_update_changes_nothing_when_code_only_moves(project: Path) -> None:
    module = project / "governance" / "module.py"
    module.write_text(MODULE)
    undisturbed(translations.main, ["update"])
    before = translations.PO_FILE.read_bytes()
    module.write_text("\n\n\n" + MODULE)
    undisturbed(translations.main, ["update"])
    assert translations.PO_FILE.read_bytes() == before


def test_a_broken_template_is_named_and_the_translation_stays(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "templates" / "page.html").write_text("{% blocktranslate %}{% if x %}{% endblocktranslate %}")
    assert undisturbed(translations.main, ["update"]) == 1
    assert capsys.readouterr().err.startswith("templates/page.html: cannot read the strings of this file")
    assert not translations.PO_FILE.exists()


def test_a_catalogue_that_is_not_compiled_from_its_source_is_an_error_at_start(
    tmp_path: Path, settings: Any
) -> None:
    assert the_catalogue_is_compiled(None) == []
    assert objection_to_catalogue() is None
    source = Path(settings.LOCALE_PATHS[0], "ru", "LC_MESSAGES", "django.po")
    changed = tmp_path / "ru" / "LC_MESSAGES" / "django.po"
    changed.parent.mkdir(parents=True)
    changed.write_bytes(source.read_bytes() + b"\n")
    settings.LOCALE_PATHS = [tmp_path]
    assert [fault.id for fault in the_catalogue_is_compiled(None)] == ["governance.E052"]
    assert "не скомпилирован" in str(objection_to_catalogue())


# Modules of the desk with words in Russian that are no words of a page, and what those are.
RUSSIAN = {
    "accounts/founding.py": "the basis that the record keeps",
    "accounts/slip.py": "a sheet that is printed",
    "api/schemas.py": "examples of what papers say",
    "base/devices.py": "the name of a browser",
    "base/headline.py": "how titles of papers read",
    "base/kept_together.py": "letters of the alphabet",
    "base/template_filters.py": "letters of the alphabet",
    "checks/kinds.py": "letters of the alphabet",
    "editors/criteria/numbers.py": "what people type",
    "kinds/approved/pasting.py": "what people type",
    "kinds/preprofile/classes.py": "the title of a sheet that is printed",
    "pages/organisation/settings.py": "the mark of a print",
    "pages/people/forms.py": "the basis that the record keeps",
    "pages/tables": "the columns of a table in Russian",
    "public/apply/fields.py": "what an application says",
    "public/codes.py": "letters that look alike",
}
# Blanks of forms and identifiers of schools, which are called by the same words in every language.
NAMES = {"учреждения", "учебный год", "ИНН", "ОГРН"}
TRANSLATES = {"_", "agreeing", "verb", *(name for name in dir(translation) if "gettext" in name)}


def russian_in(code: str) -> list[str]:
    """The Russian words of a module of pages that no catalogue translates: but for docstrings."""
    found, passed = [], set()
    for node in ast.walk(parsed(code)):
        if isinstance(node, ast.Expr):
            passed.add(id(node.value))
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in TRANSLATES:
                passed.update(id(part) for argument in node.args for part in ast.walk(argument))
        elif isinstance(node, ast.Constant) and id(node) not in passed and node.value not in NAMES:
            found += [node.value] if re.search(r"[А-Яа-яЁё]{2}", str(node.value)) else []
    return found


def test_no_page_has_words_in_russian_that_an_english_reader_gets_too() -> None:
    desk = settings.BASE_DIR / "governance" / "desk"
    found = {}
    for module in sorted(desk.rglob("*.py")):
        name = module.relative_to(desk).as_posix()
        if not name.startswith(tuple(RUSSIAN)) and (words := russian_in(module.read_text("utf-8"))):
            found[name] = words
    assert found == {}
    assert [name for name in RUSSIAN if not (desk / name).exists()] == []
    assert russian_in('FACT = f"приказ {number}"\nOTHER = _("Наш")') == ["приказ "]
