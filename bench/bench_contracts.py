"""What contracts cost: ratios and SQL queries, all from the same run.

Makes contracts with 5 schools and with 50, compares two versions of a contract of thirty pages (300 clauses, 20 of
them changed) and prints the page on which the difference stands, and asks the board of contracts. Run:
python bench/bench_contracts.py. Ends with 1 if a ratio or a number of queries is over its limit.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory(prefix="bench-contracts-")
os.environ.update(
    DJANGO_SETTINGS_MODULE="config.settings",
    DATABASE_URL=f"sqlite:///{FOLDER.name}/bench.sqlite3",
    FILES_DIR=f"{FOLDER.name}/files",
    DEBUG="0",
    SECRET_KEY="only-for-this-measurement",
    SECURE_SSL_REDIRECT="0",
    ALLOWED_HOSTS="testserver",
)

import django
from django.conf import settings

django.setup()
settings.DEMO, settings.DEMO_DATE = True, date(2012, 1, 16)  # sends no letters

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.making import Making, make_contracts
from governance.documents.language.clauses import parse_text
from governance.documents.language.diff import difference
from governance.documents.record.perform import draft, perform
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza, found_luza
from tests.founding import entered, founded

FEW, MANY = 5, 50
MOST_TIMES_DEARER = 11.0
MOST_OF_THE_PAGE = 1.0
MOST_QUERIES = 16
ROUNDS = 7
CLAUSES, CHANGED = 300, 20
SENTENCE = "Базовая школа предоставляет учащимся кабинеты и оборудование по согласованному расписанию. "


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_ms(work: Callable[[], Any]) -> float:
    return 1000 * statistics.median(seconds(work) for _round in range(ROUNDS))


def more_schools(luza: Luza, number: int) -> list[Unit]:
    """Further schools of the district, each with its head."""
    found = []
    for place in range(number):
        name = f"СОШ № {place + 100}"
        school = founded(luza.district, UnitKind.SCHOOL, f"МОКУ {name}", short_name=name, place="г. Луза")
        whole = {"patronymic": "Ильич", "gender": "male"}
        head = entered(luza.district, f"head{place}@luza.example", "Иванов", "Пётр", **whole)
        appoint(head, Role.SCHOOL_HEAD, school, basis="приказ № 1", by=None)
        found.append(school)
    return found


def form_in_use(luza: Luza, text: str) -> ContractForm:
    deputy = luza.people["deputy"]
    form = draft(ContractForm, unit=luza.base, title="Договор о сотрудничестве", by=deputy)
    perform(form, "revise", by=deputy, sections=parse_text(text))
    return perform(form, "issue", by=deputy)  # type: ignore[return-value]  # of the same kind


def making(luza: Luza, form: ContractForm, schools: list[Unit]) -> Callable[[], Any]:
    makings = [Making((school,)) for school in schools]
    return lambda: list(make_contracts(form, makings, by=luza.people["deputy"]))


def long_text() -> str:
    sections = []
    for section in range(1, 11):
        clauses = [
            f"{section}.{clause}. Пункт {section}-{clause}. {SENTENCE * 3}"
            for clause in range(1, CLAUSES // 10 + 1)
        ]
        sections.append("\n".join([f"{section}. Раздел {section}", *clauses]))
    return "\n".join(sections)


def long_contract(luza: Luza, school: Unit) -> Contract:
    """A contract of two versions, sent back in between."""
    deputy = luza.people["deputy"]
    (contract,) = making(luza, form_in_use(luza, long_text()), [school])()
    contract = perform(contract, "submit", by=deputy)
    contract = perform(contract, "withdraw", by=deputy, reason="Уточнить сроки")
    sections = contract.sections
    clauses = [clause for section in sections for clause in section["clauses"]]
    for clause in clauses[:: CLAUSES // CHANGED]:
        clause["text"] = clause["text"].replace("кабинеты", "мастерские")
    perform(contract, "revise", by=deputy, sections=sections)
    return perform(contract, "submit", by=deputy)  # type: ignore[return-value]  # of the same kind


def main() -> int:
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    luza = found_luza()
    over = []

    schools = more_schools(luza, 2 * FEW + MANY + 1)
    form = form_in_use(luza, "1. Предмет\n1.1. {базовая школа} и {школа} сотрудничают.\n1.2. {директор}.")
    seconds(making(luza, form, schools[-1:]))  # what is read once for all is read now
    # Few before and after the many, for a machine does not go at one speed all the time.
    before = seconds(making(luza, form, schools[:FEW]))
    many = seconds(making(luza, form, schools[FEW : FEW + MANY]))
    few = (before + seconds(making(luza, form, schools[FEW + MANY : -1]))) / 2
    print(
        f"making {FEW} contracts: {1000 * few:.0f} ms; making {MANY}: {1000 * many:.0f} ms; ratio {many / few:.1f}"
    )
    if many / few > MOST_TIMES_DEARER:
        over.append("making")

    contract = long_contract(luza, luza.schools["second"])
    old, new = (version.content for version in contract.versions.order_by("number"))
    changes = difference(old, new, contract.content_labels)
    assert len(changes) == CHANGED, len(changes)
    client = Client()
    client.force_login(luza.people["deputy"], backend="governance.desk.base.signed_in.PersonBackend")
    page = reverse("paper", args=[contract.pk])
    compared = median_ms(lambda: difference(old, new, contract.content_labels))
    shown = median_ms(lambda: client.get(page))
    versions = median_ms(lambda: client.get(f"{page}?part=versions"))
    print(
        f"{CLAUSES} clauses, {CHANGED} changed: difference {compared:.1f} ms; the paper's page {shown:.1f} ms; "
        f"ratio {compared / shown:.2f}; the page of versions {versions:.1f} ms; ratio {versions / shown:.2f}"
    )
    if compared / shown > MOST_OF_THE_PAGE:
        over.append("difference")

    board = reverse("contracts")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(board).status_code == 200
    asked = len(queries)  # now: the next request empties the log
    cost = median_ms(lambda: client.get(board))
    print(f"board of {len(schools) + 5} schools: {cost:.1f} ms, {asked} queries")
    if asked > MOST_QUERIES:
        over.append("board")
    if over:
        print("over the limit: " + ", ".join(over))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
