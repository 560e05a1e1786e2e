"""Rules of the house that no tool knows: the two laws and the width of templates, kept by reading the source."""

import ast
import contextlib
import re
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.migrations import AddField
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field

from governance.desk.base.keys import key_in, keys_in
from governance.documents.record.coverage import CHAINS, is_of_record
from governance.documents.record.document import Document
from governance.documents.record.kinds import kind
from governance.row_digest import covered, later_columns
from tests.syntax import parsed
from tools.picture import draw

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.quick
GOVERNANCE = ROOT / "governance"
HIDDEN = {".git", ".venv", "node_modules", "__pycache__", "staticfiles", "files"}
TEMPLATES = ROOT / "templates"
SOURCES = sorted(path for path in GOVERNANCE.rglob("*.py") if "migrations" not in path.parts)


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(parsed(path.read_text())) if isinstance(node, ast.Call)]


def test_no_bulk_write_touches_a_state() -> None:
    """Law 1: only `perform` moves a paper; an UPDATE around it would leave no event."""
    offenders = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"update", "bulk_update"}
        and any(keyword.arg == "state" for keyword in call.keywords)
    ]
    assert offenders == []


def test_only_the_machine_of_states_assigns_a_state() -> None:
    """Law 1: nobody writes `document.state = …` beside the transitions."""
    documents = [path for path in SOURCES if "documents" in path.parts or "flows" in path.parts]
    offenders = []
    for path in documents:
        for node in ast.walk(parsed(path.read_text())):
            targets = node.targets if isinstance(node, ast.Assign) else []
            for target in targets:
                if isinstance(target, ast.Attribute) and target.attr == "state":
                    owner = target.value
                    if not (isinstance(owner, ast.Name) and owner.id in {"round_", "current", "voting"}):
                        offenders.append(f"{path.name}:{node.lineno}")
    assert offenders == []


# Where a number of calendar days stands in the code, and why it is no term of law: those are settings of a district,
# or stand in a paper or in the rules of a body, with their unit, and the one calendar counts them.
NO_TERMS = {
    "flows/engine/tray.py": "how much longer than any term a notice is kept by which a job remembers",
    "letters/outbox.py": "how long the server keeps the text of a letter",
    "flows/engine/snoozing.py": "how far one may put a task off",
    "flows/jobs/housekeeping.py": "the same",
    "operation/health.py": "when a server is out of order",
    "roles/device.py": "how long a browser is known",
    "desk/base/reading.py": "how long a browser reads on by the link of a letter",
    "roles/unsent.py": "how long what nobody has sent waits",
    "desk/accounts/passes.py": "how long links and slips serve, as settings of the district say",
    "roles/entry.py": "how long they serve where a district has said nothing",
    "documents/law/working_days.py": "the calendar itself",
    "documents/settings/calendar.py": "it goes from day to day",
    "desk/base/calendar_days.py": "it goes from day to day",
    "desk/api/calendars.py": "how much of the calendar is read at once",
    "desk/pages/tokens.py": "how long a program may have a token",
    "desk/pages/calendar/feed.py": "how much of the calendar is shown",
    "desk/pages/calendar/spans.py": "it goes from week to week",
    "desk/kinds/admission/picture.py": "it goes from day to day",
    "desk/pages/dashboard/plan.py": "it goes from month to month",
    "desk/pages/dashboard/steps.py": "what has waited for long",
    "flows/charts/paths.py": "how far a picture looks back",
    "desk/pages/tasks/forms.py": "days that one press chooses",
    "desk/pages/tasks/page.py": "what is called this week",
}


def test_no_term_of_law_is_a_number_of_days_in_the_code() -> None:
    """The neighbouring day is said by days=1; whatever else counts days or weeks is listed with its reason."""
    counting = {
        str(path.relative_to(GOVERNANCE))
        for path in SOURCES
        if "scenarios" not in path.parts
        for call in calls(path)
        if isinstance(call.func, ast.Name)
        and call.func.id == "timedelta"
        and any(
            keyword.arg in {"days", "weeks"}
            and not (isinstance(keyword.value, ast.Constant) and keyword.value.value == 1)
            for keyword in call.keywords
        )
    }
    assert counting == set(NO_TERMS)


def test_no_row_of_the_record_holds_a_number_of_days_without_its_unit() -> None:
    columns = {
        f"{model.__name__}.{column.name}"
        for model in apps.get_app_config("governance").get_models()
        for column in model._meta.get_fields()
        if re.search(r"(^|_)(days|weeks|months)($|_)", column.name)
    }
    assert columns == set()


def test_guardian_is_asked_for_rights_nowhere_outside_roles() -> None:
    """guardian knows no dates: a right read from it could outlive its appointment."""
    offenders = []
    for path in SOURCES:
        if "roles" in path.parts:
            continue
        for node in ast.walk(parsed(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("guardian"):
                offenders.append(f"{path.name}:{node.lineno}")
    assert offenders == []


# Where digits are told from other signs, and why no number of a request is read there.
DIGITS = {
    "base/keys.py": "numbers that a request sends",
    "pages/organisation/registers.py": "what stands beside the number in a template of numbers",
    "public/apply/form.py": "how many digits a telephone number has",
}


def test_a_number_that_a_request_sends_is_read_in_one_place() -> None:
    """«²» is a digit, too, and no number; and of a number that is too long no database knows anything."""
    telling = {
        str(path.relative_to(GOVERNANCE / "desk"))
        for path in SOURCES
        if path.is_relative_to(GOVERNANCE / "desk")
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"isdigit", "isdecimal", "isnumeric"}
    }
    assert telling == set(DIGITS)
    assert [key_in(text) for text in ("12", "²", "٣", "-1", " 1", "", "9" * 19)] == [12, *[None] * 6]
    assert keys_in(["7", "x", "123"], longest=2) == [7]


# A comment that silences a tool names what it silences and, behind two spaces, why: «[misc]  # made at run time».
SILENCED = re.compile(r"#\s*(?P<tool>type:\s*ignore|noqa)\b(?P<what>.*)")
WITH_REASON = re.compile(r"(?:\[[a-z, -]+\]  # |: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*  )\S.*")


def test_whoever_silences_a_tool_says_why_beside_it() -> None:
    """Tests silence no checker of types, for none looks at them."""
    offenders = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("governance", "config", "tools", "bench", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if path != Path(__file__) and (found := SILENCED.search(line))
        if not WITH_REASON.fullmatch(found["what"]) or (folder == "tests" and found["tool"] != "noqa")
    ]
    assert offenders == []


def test_tests_parse_sources_in_one_place_alone() -> None:
    """Where another thread cannot come in between (tests/syntax.py)."""
    parsing = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "ast.parse"
    }
    assert parsing == set()


class Lingering:
    """Garbage that lets another thread run while it is collected."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        time.sleep(0.001)


def test_a_source_is_parsed_while_another_thread_parses() -> None:
    ended = threading.Event()

    def parse_on() -> None:
        while not ended.is_set():
            with contextlib.suppress(SystemError):  # this one may be disturbed
                compile("a = 1\n" * 50, "other", "exec", ast.PyCF_ONLY_AST)

    other = threading.Thread(target=parse_on)
    other.start()
    try:
        for _ in range(3):
            garbage = [Lingering() for _ in range(20)]
            del garbage
            assert parsed(Path(ast.__file__).read_text()).body
    finally:
        ended.set()
        other.join()


def test_every_cited_section_of_the_domain_exists() -> None:
    """Comments cite docs/domain.md by the titles of its sections, so that a reader finds the source of a rule."""
    domain = (ROOT / "docs" / "domain.md").read_text()
    titles = set(re.findall(r"^##+ (?:\d+\. )?(.+)$", domain, re.MULTILINE))
    cited: set[str] = set()
    by_number = []
    for path in [*SOURCES, ROOT / "config" / "settings.py", *sorted((ROOT / "tests").rglob("test_*.py"))]:
        # A citation may run on into the next line of its comment.
        text = re.sub(r"\s*\n\s*(?:#\s*)?", " ", path.read_text())
        for citation in re.findall(r'docs/domain\.md, ("[^"]+"(?:(?:,| and) "[^"]+")*)', text):
            cited.update(re.findall(r'"([^"]+)"', citation))
        if re.search(r"\bdomain sections? [0-9]", text, re.IGNORECASE):
            by_number.append(str(path.relative_to(ROOT)))
    assert cited - titles == set()
    assert {"Deciding rules", "Numbers", "Admission", "Personal data"} < cited
    assert by_number == []


def test_every_path_that_the_documents_name_exists() -> None:
    """A module that moves takes its mentions along: readers find the code by them."""
    known = [f"/{path.relative_to(ROOT)}" for path in ROOT.rglob("*") if not HIDDEN & set(path.parts)]
    named = {
        (page.name, name)
        for page in [ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
        for name in re.findall(
            r"`((?:[a-z_0-9]+/)+(?:[a-z_0-9]+\.[a-z]+)?|[a-z_0-9/]+\.py)`", page.read_text()
        )
    }
    assert (
        sorted(name for name in named if not any(path.endswith(f"/{name[1].rstrip('/')}") for path in known))
        == []
    )


def test_what_prints_is_called_like_nothing_else() -> None:
    """A stamp, and what prints of it, are two things: only the latter is called …Data, …Line, …Words or …Marks."""
    shapes, others = set(), set()
    for path in SOURCES:
        for found in parsed(path.read_text()).body:
            if isinstance(found, ast.ClassDef):
                bases = {base.id for base in found.bases if isinstance(base, ast.Name)}
                prints = "documents" in path.parts and "print" in str(path.relative_to(ROOT))
                (shapes if prints and bases & {"TypedDict", "PaperData", "PaperMarks"} else others).add(
                    found.name
                )
    assert {"StampData", "SignatureLine", "PlanWords", "PlanMarks", "RatingLine"} < shapes
    assert shapes & others == set()
    assert [name for name in sorted(shapes) if not name.endswith(("Data", "Line", "Words", "Marks"))] == []


def test_no_line_of_a_template_is_over_140_characters() -> None:
    """The formatter leaves a line long where white space would show; such a line is then broken by hand."""
    offenders = [
        f"{path.relative_to(TEMPLATES)}:{number}"
        for path in sorted(TEMPLATES.rglob("*.*"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > 140
    ]
    assert offenders == []


def test_the_picture_of_the_architecture_is_drawn_from_its_text() -> None:
    text = ROOT / "docs" / "pictures" / "architecture.txt"
    assert text.with_suffix(".svg").read_text() == draw(text.read_text())


# Events and where they end are hashed by the names of their own (`HASHED`).
OWN_HASHES = set(CHAINS) - {Document}
# Nothing was released before it, so no row of the record is older than its columns.
FIRST_TO_OUTLIVE = ("governance", "0043_own_decision")
# Columns that were derived as long as there were any: no digest has ever covered them.
NEVER_COVERED = {"person": {"calendar_key"}}


def test_a_column_of_the_record_is_added_only_with_what_old_rows_hold_in_it(settings: Any) -> None:
    """Or these would look altered for ever. Columns of the record are neither renamed nor removed (decision 46)."""
    settings.MIGRATION_MODULES = {}  # the tests build their tables without migrations
    loader = MigrationLoader(None)
    before = loader.project_state(FIRST_TO_OUTLIVE)
    added = {
        (operation.model_name_lower, operation.name): Field.get_default(operation.field)
        for node in loader.graph.forwards_plan(loader.graph.leaf_nodes("governance")[0])
        for operation in loader.graph.nodes[node].operations
        if node[0] == "governance" and isinstance(operation, AddField)
    }
    faults = []
    for model in filter(is_of_record, apps.get_app_config("governance").get_models()):
        old = before.models.get(("governance", str(model._meta.model_name)))
        if old is None or model in OWN_HASHES:
            continue
        columns = {column.name for column in covered(model)}
        former = set(old.fields) - set(getattr(model, "derived", {}))
        former -= NEVER_COVERED.get(str(model._meta.model_name), set())
        former -= {name for name, column in old.fields.items() if column.primary_key or column.many_to_many}
        later = {name: value for name, value in later_columns(model).items() if name in columns}
        rows_got = {name: added[str(model._meta.model_name), name] for name in columns - former}
        if later != rows_got:
            faults.append(f"{model.__name__}.later has to be {rows_got}")
        faults += [f"{model.__name__}.{name} was removed or renamed" for name in sorted(former - columns)]
    assert faults == []


def test_a_kind_of_paper_that_its_card_cannot_hold_is_refused_when_it_is_declared() -> None:
    with pytest.raises(ValueError, match="shorten"):
        kind("a" * 21)


def test_decisions_are_numbered_one_after_the_other() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(file.name[:4]) for file in files] == [*range(1, len(files) + 1)]
    assert [file.name for file in files if not file.read_text().startswith(f"# {int(file.name[:4])}. ")] == []
