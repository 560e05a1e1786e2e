"""Files in a store that speaks S3: the same life of a file, and a sentence for what goes wrong there."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation

from governance.documents.errors import NotLegal
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Attachment
from governance.documents.record.file_check import _files
from governance.documents.record.file_sweep import Swept, sweep
from governance.documents.record.files import NotStored, stored
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from governance.stored_files import STAGED
from governance.verification import CouldNotLook, Scope
from tests.fake_s3 import Server, serving

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PDF = b"%PDF-1.7 a letter"
BUCKET = "district"


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override(None):
        yield


@pytest.fixture
def store(settings: Any) -> Iterator[Server]:
    """As FILES_BUCKET and its companions set it (config/settings.py)."""
    with serving() as server:
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {
                "BACKEND": "governance.object_store.ObjectStore",
                "OPTIONS": {
                    "bucket_name": BUCKET,
                    "endpoint_url": server.address,
                    "region_name": "ru-central1",
                    "access_key": "key",
                    "secret_key": "secret",
                },
            },
        }
        yield server


@pytest.fixture
def order(luza: Luza) -> Order:
    return draft(Order, unit=luza.base, title="О дежурстве", by=luza.people["deputy"])


def attach(order: Order, luza: Luza) -> Attachment:
    perform(order, "attach", by=luza.people["deputy"], name="письмо.pdf", data=PDF)
    return Attachment.objects.latest("pk")


def faults() -> list[str]:
    return [fault.sentence for faults in _files(Scope()) for fault in faults]


def test_a_file_lives_in_the_store_as_in_a_folder(
    order: Order,
    luza: Luza,
    store: Server,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file = attach(order, luza)
        assert store.objects == {STAGED + file.file.name: PDF}
        assert stored(file).read() == PDF
    assert store.objects == {file.file.name: PDF}
    assert stored(Attachment.objects.get()).read() == PDF
    # What is in the store is of September 2011.
    default_storage.save("papers/2011/09/forgotten", ContentFile(b"x"))
    default_storage.save(f"{STAGED}papers/2011/09/nobody", ContentFile(b"x"))
    assert len(faults()) == 2
    assert sweep() == Swept(moved=0, erased=2)
    assert (faults(), list(store.objects)) == ([], [file.file.name])
    store.objects[str(file.file.name)] += b" "
    assert faults() == ["the file has been altered"]
    store.objects.clear()
    assert faults() == ["the file is missing"]
    with pytest.raises(NotStored, match="is not in its place"):
        stored(Attachment.objects.get())


def test_a_store_that_takes_nothing_is_a_sentence(order: Order, luza: Luza, store: Server) -> None:
    store.is_full = True
    with pytest.raises(NotLegal, match="cannot be stored now"):
        attach(order, luza)
    assert (store.objects, Attachment.objects.count()) == ({}, 0)


def test_a_store_out_of_reach_is_a_sentence(order: Order, luza: Luza, store: Server, settings: Any) -> None:
    file = attach(order, luza)
    options = {**settings.STORAGES["default"]["OPTIONS"], "endpoint_url": "http://127.0.0.1:1"}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": options},
    }
    with pytest.raises(NotStored, match="Files cannot be read now") as refusal:
        stored(Attachment.objects.get(pk=file.pk))
    assert not refusal.value.lost
    with pytest.raises(CouldNotLook, match="The store of files district is out of reach"):
        faults()
