"""The commands: a dossier written on the district's machine and checked on another one, which has no database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from governance.documents.dossier import check_dossier
from governance.documents.dossier.checks import dossiers_can_be_signed
from governance.documents.dossier.key import fingerprint, public_key
from governance.documents.kinds.order.order import Order
from tests.dossier.forging import changed, packed, signed_anew, unpacked
from tests.dossier.test_checking import OTHER_KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(dossier: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "Приказ.zip"
    path.write_bytes(dossier)
    return path


def check(
    capsys: pytest.CaptureFixture[str], file: Path, key: str | None = None
) -> tuple[int | str | None, str]:
    """The code of the command's end, and what it said."""
    code: int | str | None = 0
    try:
        call_command("check_dossier", str(file), key=key)
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    return code, said.out + said.err


def test_an_untouched_dossier_of_this_district_ends_with_zero(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(capsys, file) == (
        0,
        "Приказ No. 1-ОД of 12.09.2011: Об организации дежурства\n"
        "State: Подписан.\n"
        "Signed by директор базовой школы, Л.В. Пелевин on 12.09.2011 10:00: version 2.\n"
        "Nothing has been altered: 13 files, 9 events; made on 12.09.2011 10:00.\n"
        "No seal holds its events yet: ask for the dossier again after the next morning.\n"
        f"Key of this district: {fingerprint(public_key())}.\n",
    )
    assert check(capsys, file, key=public_key())[0] == 0


def test_an_altered_dossier_ends_with_one_and_its_first_fault(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = unpacked(file.read_bytes())
    file.write_bytes(packed({**entries, "history.json": changed(entries["history.json"])}))
    assert check(capsys, file) == (1, "«history.json» has been altered.\n")


def test_a_dossier_of_another_key_shows_its_fingerprint_and_fails_when_the_key_is_given(
    file: Path, capsys: pytest.CaptureFixture[str], settings: object
) -> None:
    own = public_key()
    settings.DOSSIER_KEY = OTHER_KEY
    other = public_key()
    file.write_bytes(signed_anew(unpacked(file.read_bytes())))
    settings.DOSSIER_KEY = ""
    code, said = check(capsys, file)
    assert (code, said.splitlines()[-1]) == (
        0,
        "The key is not known here. Compare its fingerprint with the one that the district publishes: "
        f"{fingerprint(other)}.",
    )
    assert check(capsys, file, key=own) == (
        1,
        f"The dossier is signed by another key, with the fingerprint {fingerprint(other)}.\n",
    )
    assert check(capsys, file, key=other)[0] == 0


@pytest.mark.parametrize("key", ["", "key", "A" * 44, "а" * 44])
def test_what_is_no_key_ends_with_two(file: Path, capsys: pytest.CaptureFixture[str], key: str) -> None:
    code, said = check(capsys, file, key=key)
    assert (code, "This is not a key" in said) == (2, True)


def test_a_file_that_cannot_be_read_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing, folder = check(capsys, tmp_path / "no.zip"), check(capsys, tmp_path)
    assert [code for code, _said in (missing, folder)] == [2, 2]
    assert [len(said.splitlines()) for _code, said in (missing, folder)] == [1, 1]


def test_an_empty_file_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.zip").touch()
    assert check(capsys, tmp_path / "empty.zip") == (1, "The file is empty.\n")


def test_a_dossier_cannot_write_over_the_terminal(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = unpacked(file.read_bytes())
    file.write_bytes(packed({**entries, "\x1b[2J": b""}))
    assert check(capsys, file) == (1, "«?[2J» was put into the dossier afterwards.\n")


def test_another_machine_needs_no_database(file: Path) -> None:
    """A child process whose database is nowhere, and whose key is its own."""
    elsewhere = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nowhere",
        "SECRET_KEY": "the-key-of-another-machine",
    }

    def run(*more: str) -> tuple[int, str, str]:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "check_dossier", str(file), *more]
        done = subprocess.run(command, env=elsewhere, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    code, said, complaint = run("--key", public_key())
    assert (code, said.count(fingerprint(public_key())), complaint) == (0, 1, "")
    assert run()[0] == 0
    file.write_bytes(file.read_bytes()[:-1])
    code, said, complaint = run("--key", public_key())
    assert (code, said, len(complaint.splitlines())) == (1, "", 1)


def test_the_dossier_is_written_by_code_or_id(
    order: Order, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, named in enumerate([order.spelt_code, order.code.lower(), str(order.pk)]):
        call_command("dossier", named, out=str(tmp_path / f"{number}.zip"))
        assert check_dossier((tmp_path / f"{number}.zip").read_bytes()).number == order.number


@pytest.mark.parametrize(("named", "out", "code"), [("2222-2222-2222", "a.zip", 2), ("", "no/a.zip", 1)])
def test_what_cannot_be_written_is_said(
    order: Order, tmp_path: Path, capsys: pytest.CaptureFixture[str], named: str, out: str, code: int
) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("dossier", named or order.code, out=str(tmp_path / out))
    assert (end.value.code, len(capsys.readouterr().err.splitlines())) == (code, 1)


@pytest.mark.parametrize(
    ("key", "errors"), [("", []), (OTHER_KEY, []), ("a-key-of-my-own", ["governance.E013"])]
)
def test_a_key_that_is_none_is_found_when_the_server_starts(
    settings: object, key: str, errors: list[str]
) -> None:
    settings.DOSSIER_KEY = key
    assert [error.id for error in dossiers_can_be_signed(None)] == errors
