"""A file that cannot be kept or shown is a sentence on the page, and those who keep the paper are told of it."""

import errno
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.attached import Attachment
from governance.flows.engine.models import Notice
from tests.admission.office import INTAKE
from tests.desk.applying import TYPED, Parent, key_in, pdf
from tests.desk.conftest import Desk
from tests.desk.test_apply_private import visit

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PDF = b"%PDF-1.7"


class FullDisk(InMemoryStorage):
    def _save(self, name: str, content: File) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")


def fill_the_disk(settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": f"{__name__}.FullDisk"}}


def lose(file: Attachment) -> None:
    default_storage.delete(str(file.file.name))
    default_storage.delete(f"staged/{file.file.name}")


def alter(file: Attachment) -> None:
    lose(file)
    default_storage.save(str(file.file.name), ContentFile(b"%PDF-1.7 other"))


def told() -> list[tuple[str, str]]:
    return [(notice.person.email, notice.text) for notice in Notice.objects.filter(text="file_lost")]


@pytest.mark.parametrize(("spoil", "sentence"), [(lose, "is not in its place"), (alter, "is not what was")])
def test_a_lost_file_is_a_page_and_its_keepers_are_told_once(
    plan: Plan, desk: Desk, spoil: Any, sentence: str
) -> None:
    deputy = desk("deputy")
    deputy.post(f"/papers/{plan.pk}/attach/", {"file": SimpleUploadedFile("смета.pdf", PDF)})
    file = plan.attachments.get()
    address = f"/papers/{plan.pk}/files/{file.pk}/"
    assert b"".join(deputy.get(address)) == PDF
    assert told() == []
    spoil(file)
    for _again in range(2):
        answer = deputy.get(address)
        assert (answer.status_code, answer.templates[0].name) == (410, "governance/file_lost.html")
        assert sentence in answer.content.decode()
    assert "deputy@luza.example" in [email for email, _text in told()]
    assert len(told()) == len(set(told()))
    dossier = deputy.get(f"/papers/{plan.pk}/dossier/", follow=True)
    assert sentence in dossier.content.decode()


def test_a_parent_reads_why_a_file_is_not_shown(applying: Parent) -> None:
    key = key_in(applying.send(file__math=pdf()))
    file = Application.objects.get().attachments.get()
    lose(file)
    answer = visit(f"/a/{key}/files/{file.pk}/", INTAKE)
    assert answer.status_code == 410
    assert f"/a/{key}/" in answer.content.decode()
    assert told() != []


def test_on_a_full_disk_the_form_comes_back_with_a_sentence_and_all_that_was_typed(
    applying: Parent, settings: Any
) -> None:
    fill_the_disk(settings)
    answer = applying.send(file__math=pdf())
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The file cannot be stored now" in page
    assert TYPED["parent"] in page
    assert (Application.objects.count(), Attachment.objects.count()) == (0, 0)


def test_on_a_full_disk_a_file_is_not_attached_and_the_page_says_so(
    plan: Plan, desk: Desk, settings: Any
) -> None:
    fill_the_disk(settings)
    answer = desk("deputy").post(f"/papers/{plan.pk}/attach/", {"file": SimpleUploadedFile("смета.pdf", PDF)})
    assert answer.status_code == 422
    assert "The file cannot be stored now" in answer.content.decode()
    assert Attachment.objects.count() == 0
