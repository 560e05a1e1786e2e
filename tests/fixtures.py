"""The district that most tests act in."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from governance.documents import triggers
from governance.scenarios.luza import Luza, found_luza


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Build the tables straight from the models, in a second; `test_migrations` proves them equal."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """With the triggers that guard history, which a migration brings."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.create(apps, editor)


@dataclass
class Founded:
    """The district as it was founded once in this process, and the rows that this left in the database."""

    luza: Luza
    rows: list[list[Model]]


@pytest.fixture(scope="session")
def founded() -> list[Founded]:
    """Empty until the first test of the process has founded the district."""
    return []


@pytest.fixture
def luza(db: None, founded: list[Founded]) -> Luza:
    """The six schools of Luza with their councils, people, registers and rules.

    Founding takes as long as many a test, so each test after the first gets the same rows copied.
    """
    if not founded:
        luza = found_luza()
        models = [*apps.get_app_config("governance").get_models(), Group]
        rows = [list(model._base_manager.all()) for model in models]
        founded.append(Founded(copy.deepcopy(luza), [found for found in rows if found]))
        return luza
    for rows in founded[0].rows:
        type(rows[0])._base_manager.bulk_create(rows)
    return copy.deepcopy(founded[0].luza)


@pytest.fixture
def _triggers_aside(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Without the triggers that guard history, so that the tables can be emptied after a test that commits."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.drop(apps, editor)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.create(apps, editor)


@pytest.fixture
def committed_luza(_triggers_aside: None, transactional_db: None) -> Luza:
    """The same district, committed: other connections see it. The test must not be marked `django_db` itself."""
    return found_luza()
