"""No file stays without the row that names it, and no row without its file; what lies there is what was attached."""

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.checks import run_checks
from django.core.files.base import ContentFile, File
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import call_command
from django.db import models, transaction
from django.test.utils import isolate_apps
from django.utils import timezone, translation

from governance.documents.errors import NotLegal
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Attachment
from governance.documents.record.file_check import _files, files_are_bound
from governance.documents.record.file_start import make_first_folder, objection_to_files
from governance.documents.record.file_sweep import Swept, recover, sweep
from governance.documents.record.files import NotStored, stored
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.stored_files import STAGED, LocalFiles, StoredFileField
from governance.verification import CouldNotLook, Scope

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 a letter"
Committing = Callable[..., AbstractContextManager[object]]


class FullDisk(InMemoryStorage):
    """Takes half of a file."""

    def _save(self, name: str, content: File) -> str:
        super()._save(name, ContentFile(content.read()[:5]))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code."""
    with translation.override(None):
        yield


@pytest.fixture(params=["folder", "memory"])
def storage(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> str:
    """A storage of its own, of each sort."""
    settings.MEDIA_ROOT = str(tmp_path)
    if request.param == "memory":
        use(settings, "django.core.files.storage.InMemoryStorage")
    return str(request.param)


def use(settings: Any, backend: str) -> None:
    settings.STORAGES = {**project.STORAGES, "default": {"BACKEND": backend}}


@pytest.fixture
def order(luza: Luza) -> Order:
    return draft(Order, unit=luza.base, title="О дежурстве", by=luza.people["deputy"])


def attach(order: Order, luza: Luza, data: bytes = PDF) -> Attachment:
    perform(order, "attach", by=luza.people["deputy"], name="письмо.pdf", data=data)
    return Attachment.objects.latest("pk")


def lying(folder: str = "") -> list[str]:
    """All files that lie in the storage, by name."""
    folders, files = default_storage.listdir(folder)
    inner = [name for each in folders for name in lying(f"{folder}/{each}".strip("/"))]
    return sorted([*inner, *(f"{folder}/{name}".strip("/") for name in files)])


def faults(papers: Any = None) -> list[tuple[str, str, str]]:
    found = [fault for faults in _files(Scope(papers)) for fault in faults]
    return [(fault.paper, fault.subject, fault.sentence) for fault in found]


# --- written, committed, moved ----------------------------------------------------------------------------------------


def test_a_file_is_moved_to_its_place_when_its_row_is_committed(
    order: Order, luza: Luza, storage: str, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file = attach(order, luza)
        assert lying() == [STAGED + file.file.name]
        assert stored(file).read() == PDF  # by the request that brings it
    assert lying() == [file.file.name]
    assert stored(Attachment.objects.get()).read() == PDF
    assert faults() == []


def test_an_act_that_fails_leaves_no_file(
    order: Order, luza: Luza, storage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*act: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("governance.documents.record.perform._changed", fails)
    with pytest.raises(RuntimeError):
        attach(order, luza)
    assert (lying(), Attachment.objects.count()) == ([], 0)


def test_an_erased_file_goes_when_it_is_committed_that_it_does(
    order: Order, luza: Luza, storage: str, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file = attach(order, luza)
    place = file.file.name
    with transaction.atomic():
        file.file.delete(save=False)
        transaction.set_rollback(True)
    assert lying() == [place]
    with django_capture_on_commit_callbacks(execute=True):
        file = Attachment.objects.get()
        file.file.delete(save=False)
    assert lying() == []


def test_a_full_disk_is_a_sentence_and_leaves_nothing(order: Order, luza: Luza, settings: Any) -> None:
    use(settings, f"{__name__}.FullDisk")
    with pytest.raises(NotLegal, match="cannot be stored now"):
        attach(order, luza)
    assert (lying(), Attachment.objects.count()) == ([], 0)
    assert Order.objects.get().revision == 1


# --- what dead processes leave ----------------------------------------------------------------------------------------


def test_a_file_that_a_dead_process_left_staged_is_moved_and_another_erased_after_a_day(
    order: Order, luza: Luza, storage: str
) -> None:
    file = attach(order, luza)  # committed, as far as the sweep sees, and not moved
    default_storage.save(f"{STAGED}papers/2011/11/nobody", ContentFile(b"of a request that died"))
    default_storage.save("papers/2011/11/forgotten", ContentFile(b"of a file that was erased"))
    assert faults() == []  # they might belong to somebody who is at work
    assert recover() == 1
    assert sweep() == Swept(moved=0, erased=0)
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    assert sweep(tomorrow) == Swept(moved=0, erased=2)
    assert lying() == [file.file.name]
    assert sweep(tomorrow) == Swept()


def test_a_move_that_was_broken_off_is_made_again(order: Order, luza: Luza, storage: str) -> None:
    file = attach(order, luza)
    default_storage.save(file.file.name, ContentFile(PDF[:3]))
    assert recover() == 1
    assert lying() == [file.file.name]
    assert stored(Attachment.objects.get()).read() == PDF


# --- what is verified -------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(
    order: Order, luza: Luza, storage: str, django_capture_on_commit_callbacks: Committing
) -> Attachment:
    with django_capture_on_commit_callbacks(execute=True):
        return attach(order, luza)


def rewritten(name: str, data: bytes) -> None:
    default_storage.delete(name)
    default_storage.save(name, ContentFile(data))


def test_a_missing_and_an_altered_file_are_named(kept: Attachment, order: Order) -> None:
    subject = f"file {kept.pk}: Order"
    rewritten(kept.file.name, PDF + b" ")
    assert faults() == [(order.code, subject, "the file has been altered")]
    with pytest.raises(NotStored, match="is not what was attached"):
        stored(Attachment.objects.get())
    default_storage.delete(kept.file.name)
    assert faults() == faults(Order.objects.all()) == [(order.code, subject, "the file is missing")]
    assert faults(Order.objects.none()) == []
    with pytest.raises(NotStored, match="is not in its place"):
        stored(Attachment.objects.get())


def test_files_that_no_row_names_are_named_after_a_day(
    kept: Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["papers/2011/11/forgotten", f"{STAGED}papers/2011/11/nobody"]
    for name in names:
        default_storage.save(name, ContentFile(b"%PDF-1.7"))
    assert faults() == []
    monkeypatch.setattr("governance.documents.record.kept_files.UNNAMED_FOR", timedelta(0))
    assert [subject for _paper, subject, _sentence in faults()] == names


# --- the folder -------------------------------------------------------------------------------------------------------


@pytest.fixture
def no_folder(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "not mounted"
    settings.MEDIA_ROOT = str(folder)
    return folder


def test_a_missing_folder_is_a_sentence_and_is_not_made_anew(
    order: Order, luza: Luza, no_folder: Path
) -> None:
    with pytest.raises(NotLegal, match="cannot be stored now"):
        attach(order, luza)
    with pytest.raises(CouldNotLook, match="not mounted is not there"):
        faults()
    with pytest.raises(OSError, match="not mounted is not there"):
        sweep()
    errors = run_checks(include_deployment_checks=True)
    assert "governance.E051" in [error.id for error in errors]
    assert not no_folder.exists()


def test_the_folder_is_made_with_the_first_tables_and_never_again(
    order: Order, luza: Luza, settings: Any, tmp_path: Path
) -> None:
    attach(order, luza)
    settings.MEDIA_ROOT = str(tmp_path / "gone")
    make_first_folder(None)
    assert not (tmp_path / "gone").exists()
    with past_the_door():
        Attachment.objects.all()._raw_delete("default")
    make_first_folder(None)
    assert (tmp_path / "gone").is_dir()


def test_a_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LocalFiles(location=tmp_path).objection() is None
    monkeypatch.setattr(os, "access", lambda folder, mode: not mode & os.W_OK)  # root may write everywhere
    assert "cannot be written to" in str(LocalFiles(location=tmp_path).objection())


def test_an_empty_folder_is_refused_where_papers_have_files(
    kept: Attachment,
) -> None:
    assert objection_to_files() is None
    default_storage.delete(kept.file.name)
    assert "is its disk mounted" in str(objection_to_files())


@pytest.mark.any_database
def test_no_server_starts_without_its_folder(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        cwd=project.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path}/district.sqlite3",
            "FILES_DIR": str(tmp_path / "not mounted"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (4, "")
    assert str(tmp_path / "not mounted") in run.stderr
    assert "Traceback" not in run.stderr


# --- the models -------------------------------------------------------------------------------------------------------


@isolate_apps("governance")
def test_a_column_of_files_without_hashes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loose(models.Model):
        plain = models.FileField()
        unbound = StoredFileField()

        class Meta:
            app_label = "governance"

    class Bound(models.Model):
        file = StoredFileField()
        sha256 = models.CharField(max_length=64)

        class Meta:
            app_label = "governance"

    monkeypatch.setattr("django.apps.apps.get_models", lambda: [Loose, Bound])
    assert [error.msg.split(" ")[0] for error in files_are_bound(None)] == [
        "governance.Loose.plain",
        "governance.Loose.unbound",
    ]


def test_the_command_of_a_new_day_says_what_it_swept(
    kept: Attachment, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    default_storage.save("papers/2011/11/forgotten", ContentFile(b"%PDF-1.7"))
    monkeypatch.setattr("governance.documents.record.kept_files.UNNAMED_FOR", timedelta(0))
    call_command("daily")
    assert "had left: 1" in capsys.readouterr().out
    assert hashlib.sha256(stored(kept).read()).hexdigest() == kept.sha256
