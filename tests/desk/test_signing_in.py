"""Signing in: guessing is stopped for the one who guesses, and answers stay private."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client

from config import accounts
from governance.documents.kinds.order.order import Order
from governance.documents.record.shared_cache import CacheEntry
from governance.roles.acts.people import let_inspect
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-password-2011"


def sign_in(password: str, address: str, email: str = "director@luza.example") -> HttpResponse:
    typed = {"login": email, "password": password}
    return Client(REMOTE_ADDR="10.0.0.1", HTTP_X_REAL_IP=address).post("/sign-in/", typed)


@pytest.fixture(autouse=True)
def _behind_a_proxy(luza: Luza, settings: project) -> None:
    settings.ADDRESS_HEADER = "HTTP_X_REAL_IP"
    director = luza.people["director"]
    director.set_password(PASSWORD)
    director.save()


def test_whoever_guesses_is_stopped_and_the_person_still_signs_in_elsewhere() -> None:
    tries = [sign_in(f"wrong {number}", "203.0.113.7").status_code for number in range(6)]
    assert tries == [200, 200, 200, 200, 429, 429]
    assert sign_in(PASSWORD, "203.0.113.7").status_code == 429
    assert sign_in(PASSWORD, "198.51.100.4").status_code == 302


def test_one_who_guesses_stops_nobody_else_at_the_same_school() -> None:
    for number in range(6):
        sign_in(f"wrong {number}", "203.0.113.7", "somebody@luza.example")
    assert sign_in(PASSWORD, "203.0.113.7").status_code == 302


def test_limits_are_counted_in_a_table_that_all_workers_share(settings: project) -> None:
    settings.CACHES, settings.ACCOUNT_RATE_LIMITS = accounts.CACHES, {"login": "2/m/ip", "login_failed": ""}
    tries = [sign_in(f"wrong {number}", "203.0.113.7").status_code for number in range(3)]
    assert tries == [200, 200, 429]
    assert CacheEntry.objects.exists()


def test_pages_and_files_of_people_are_kept_by_no_cache(luza: Luza, submitted: Order) -> None:
    client = Client()
    client.force_login(luza.people["director"])
    assert client.get("/")["Cache-Control"] == "private, no-cache"
    for file in (f"/papers/{submitted.pk}/pdf/", f"/papers/{submitted.pk}/dossier/", "/documents.xlsx"):
        assert client.get(file)["Cache-Control"] == "private, no-store", file
    assert not Client().get("/public/").has_header("Cache-Control")


@pytest.mark.parametrize(
    "beside",
    [
        {"ALLOWED_HOSTS": "district.example"},
        {"ALLOWED_HOSTS": "*"},
        {"DATABASE_URL": "postgres://district@host/district"},
    ],
)
def test_a_demonstration_is_not_served_beside_a_real_host_or_database(beside: dict[str, str]) -> None:
    known = {
        "DEMO": "1",
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": "sqlite:///demo.sqlite3",
        "ALLOWED_HOSTS": "localhost",
    }
    command = [sys.executable, "-c", "import config.settings"]
    for extra, code in (({}, 0), (beside, 1)):
        run = subprocess.run(
            command,
            env={**os.environ, **known, **extra},
            cwd=project.BASE_DIR,
            capture_output=True,
            check=False,
        )
        assert run.returncode == code, run.stderr
    assert b"DEMO=1 shows everybody the password" in run.stderr


def test_the_repair_pages_show_nothing_by_which_an_account_could_be_entered(luza: Luza) -> None:
    foreign = {"account", "mfa", "socialaccount", "usersessions"}
    assert not foreign & {model._meta.app_label for model in admin.site._registry}
    clerk, deputy = luza.people["clerk"], luza.people["deputy"]
    clerk.set_password(PASSWORD)
    clerk.save(update_fields=["password"])
    let_inspect(deputy, True, basis="приказ")
    client = Client()
    client.force_login(deputy, backend="governance.desk.base.signed_in.PersonBackend")
    page = client.get(f"/admin/governance/person/{clerk.pk}/change/")
    assert (page.status_code, clerk.password in page.content.decode()) == (200, False)
