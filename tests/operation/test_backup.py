"""A backup holds the whole district in one file; one that is cut off, altered or newer is refused with a sentence."""

import base64
import gzip
import io
import tarfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, models

from governance.backup import restoring
from governance.backup.archive import FILES, MANIFEST, SIGNATURE, BackupRefused, Manifest, checked
from governance.backup.making import make_backup
from governance.backup.restoring import keys_to_add, load, refuse_what_is_not_empty, restore
from governance.backup.tables import as_plain, as_stored, kept, lines
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record import triggers
from governance.documents.record.attached import Attachment
from governance.documents.record.history import verify
from governance.documents.record.perform import draft, perform
from governance.proof.event_signature import KEY, public_keys
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.stored_files import discard
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db
WORDS = "Согласовано. ✓"


@pytest.fixture
def plan(luza: Luza) -> Plan:
    plan = draft(Plan, unit=luza.district, title="План «на год»\nи далее", by=luza.people["deputy"])
    return perform(plan, "attach", by=luza.people["deputy"], name="письмо.txt", data=WORDS.encode())


@pytest.fixture
def backup(plan: Plan, tmp_path: Path) -> Path:
    path = tmp_path / "district.backup"
    make_backup(path)
    return path


def rows() -> dict[str, list[bytes]]:
    return {model._meta.db_table: list(lines(model)) for model in kept(apps)}


def empty_all() -> None:
    triggers.drop(apps, SimpleNamespace(connection=connection))
    with past_the_door(), connection.cursor() as cursor:
        for model in kept(apps):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def repacked(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The backup with each member as `change` returns it; None leaves it out."""
    target = path.with_name("changed.backup")
    with (
        tarfile.open(path, mode="r:gz") as old,
        tarfile.open(target, mode="w:gz", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in old.getmembers():
            content = old.extractfile(member)
            assert content is not None
            data = change(member.name, content.read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return target


def signed_anew(path: Path, **changes: Any) -> Path:
    """The backup with another manifest, signed as by this very server."""
    manifest = replace(checked(path), **changes).as_bytes()
    made = {MANIFEST: manifest, SIGNATURE: base64.b64encode(KEY.sign(manifest))}
    return repacked(path, lambda name, data: made.get(name, data))


# --- what is in it ----------------------------------------------------------------------------------------------------


def test_what_a_backup_holds_is_restored_row_by_row_and_file_by_file(backup: Path) -> None:
    before, [stored] = rows(), Attachment.objects.all()
    manifest = checked(backup)
    assert {table.name: table.rows for table in manifest.tables} == {
        table: len(found) for table, found in before.items()
    }
    assert (manifest.files, manifest.missing, manifest.record_keys) == (1, [], public_keys())
    discard(default_storage, stored.file.name)
    empty_all()
    with past_the_door():
        load(backup, manifest)
    assert rows() == before
    assert default_storage.open(stored.file.name).read().decode() == WORDS
    assert list(verify()) == []


def test_keys_of_rows_go_on_where_they_had_come_to(plan: Plan, luza: Luza, tmp_path: Path) -> None:
    last = Attachment.objects.get().pk + 40
    with past_the_door():
        Attachment.objects.create(
            pk=last, document_id=plan.pk, size=0, added_at=datetime.now(UTC), file="gone"
        ).delete()
    if connection.vendor == "postgresql":  # a key that is given by hand leaves the sequence where it was
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('governance_attachment', 'id'), %s)", [last])
    manifest = make_backup(tmp_path / "district.backup")
    assert {table.name: table.last_key for table in manifest.tables}["governance_attachment"] == last
    discard(default_storage, plan.attachments.get().file.name)
    empty_all()
    with past_the_door():
        load(tmp_path / "district.backup", manifest)
    plan = perform(plan, "attach", by=luza.people["deputy"], name="ещё.txt", data=b"words")
    assert plan.attachments.latest("pk").pk == last + 1


def test_a_table_that_has_never_given_a_key_is_restored_on_either_database(
    plan: Plan, tmp_path: Path
) -> None:
    before = rows()
    manifest = make_backup(tmp_path / "district.backup")
    tables = [replace(table, last_key=0) if table.rows == 0 else table for table in manifest.tables]
    assert tables != manifest.tables
    discard(default_storage, plan.attachments.get().file.name)
    empty_all()
    with past_the_door():
        load(tmp_path / "district.backup", replace(manifest, tables=tables))
    assert rows() == before


def test_no_private_key_is_in_it(backup: Path) -> None:
    content = gzip.decompress(backup.read_bytes())
    assert KEY.public_key().encode() in content
    assert settings.SECRET_KEY.encode() not in content
    assert base64.b64encode(KEY._private().private_bytes_raw()) not in content


def test_it_is_for_the_eyes_of_its_owner_and_leaves_nothing_beside_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_a_missing_file_is_named_and_all_else_is_kept(
    plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = Attachment.objects.get().file.name
    discard(default_storage, name)
    with pytest.raises(SystemExit) as ended:
        call_command("backup", tmp_path / "district.backup")
    assert ended.value.code == 1
    assert name in capsys.readouterr().err
    assert checked(tmp_path / "district.backup").missing == [name]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (models.CharField(), "слово\\N\t\n\"'"),
        (models.TextField(), ""),
        (models.IntegerField(), -7),
        (models.BooleanField(), True),
        (models.FloatField(), 0.1),
        (models.DecimalField(decimal_places=2, max_digits=9), Decimal("1234567.10")),
        (models.DateField(), date(2011, 11, 21)),
        (models.DateTimeField(), datetime(2011, 11, 21, 9, 0, 0, 123456, tzinfo=UTC)),
        (models.TimeField(), time(14, 30)),
        (models.DurationField(), timedelta(days=3, seconds=5, microseconds=7)),
        (models.UUIDField(), UUID(int=7)),
        (models.BinaryField(), b"\0\xff"),
        (models.JSONField(), {"б": [1, None, "\n"], "а": {}}),
        (models.CharField(null=True), None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, models.Field) else "",
)
def test_values_of_every_type_come_back(column: Any, value: Any) -> None:
    column.set_attributes_from_name("value")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE one_value (value {column.db_type(connection)})")
        cursor.execute("INSERT INTO one_value VALUES (%s)", [as_stored(column, as_plain(column, value))])
        options = type("Meta", (), {"db_table": "one_value", "apps": Apps(), "app_label": "none"})
        one = type("One", (models.Model,), {"__module__": "none", "value": column.clone(), "Meta": options})
        assert one._base_manager.values_list("value", flat=True).get() == value
        cursor.execute("DROP TABLE one_value")


# --- what is refused --------------------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    with pytest.raises(BackupRefused) as refusal:
        checked(path)
    return str(refusal.value)


DAMAGED = "не резервная копия, либо она повреждена или оборвана"
ALTERED = "изменена после того, как была сделана"
UNREADABLE = "Опись резервной копии не читается"


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_one_that_is_cut_off_is_refused(backup: Path, share: float) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    assert DAMAGED in refused(backup)


def test_one_without_its_end_is_refused(backup: Path) -> None:
    assert DAMAGED in refused(
        repacked(backup, lambda name, data: None if name in (MANIFEST, SIGNATURE) else data)
    )


def test_something_else_and_nothing_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"PK\x03\x04")
    assert DAMAGED in refused(other)
    assert "не читается" in refused(tmp_path / "none")
    assert "не читается" in refused(tmp_path)


@pytest.mark.exhaustive
def test_whatever_member_is_altered_or_left_out_it_is_refused(backup: Path) -> None:
    with tarfile.open(backup, mode="r:gz") as archive:
        names = [member.name for member in archive.getmembers()]
    usual = {MANIFEST, SIGNATURE, "tables/governance_event.jsonl", *(name for name in names if FILES in name)}
    assert usual < set(names)
    for altered in names if WHOLE else sorted(usual):
        changed = repacked(
            backup, lambda name, data, altered=altered: data[:-2] + b"0]" if name == altered else data
        )
        assert any(sentence in refused(changed) for sentence in (ALTERED, UNREADABLE))
        left = repacked(backup, lambda name, data, altered=altered: None if name == altered else data)
        assert any(sentence in refused(left) for sentence in (ALTERED, DAMAGED, UNREADABLE))


def test_one_of_a_newer_program_is_refused(backup: Path) -> None:
    assert "более новой версией программы (9.0)" in refused(signed_anew(backup, format=2, program="9.0"))
    newer = signed_anew(backup, program="9.0", migrations=[["governance", "9999_later"]])
    with pytest.raises(
        BackupRefused, match=r"более новой версией программы \(9\.0\).*governance\.9999_later"
    ):
        restore(newer)


def test_nothing_is_restored_over_anything(
    backup: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows()
    with pytest.raises(SystemExit) as ended:
        call_command("restore", backup)
    assert (ended.value.code, rows()) == (2, before)
    assert "База данных не пуста" in capsys.readouterr().err
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(BackupRefused, match="Хранилище файлов не пусто"):
        refuse_what_is_not_empty()
    monkeypatch.setattr(restoring.default_storage, "listdir", lambda folder: ([], []))
    refuse_what_is_not_empty()
    monkeypatch.setattr(restoring.default_storage, "objection", lambda: "Папки файлов нет")
    with pytest.raises(BackupRefused, match="Папки файлов нет"):
        refuse_what_is_not_empty()


def test_a_name_that_leads_out_of_the_store_is_refused(backup: Path) -> None:
    with pytest.raises(BackupRefused, match=ALTERED):
        restoring.put("../outside", io.BytesIO(b""))


def test_no_file_is_written_over_and_no_folder_is_made(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = backup.read_bytes()
    for path, sentence in (
        (backup, "уже есть"),
        (backup.parent / "none" / "district.backup", "нельзя записать"),
    ):
        with pytest.raises(SystemExit) as ended:
            call_command("backup", path)
        assert (ended.value.code, backup.read_bytes()) == (2, content)
        assert sentence in capsys.readouterr().err
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_a_key_that_this_machine_does_not_know_is_told(backup: Path) -> None:
    manifest = checked(backup)
    assert keys_to_add(manifest) == []
    assert keys_to_add(replace(manifest, record_keys=[*manifest.record_keys, "another"])) == ["another"]


def test_what_is_no_manifest_is_refused() -> None:
    for data in (b"", b"[]", b"{}", b'{"format": 1, "more": 2}', b'{"format": "1"}'):
        with pytest.raises(BackupRefused):
            Manifest.of(data)
