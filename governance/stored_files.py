"""Files in the storage: none without the row that names it, and no row without its file, whenever a process dies.

A file is written under a staging name, the row that names its final place is committed, and then it is moved there.
Until it is moved, it is read from where it is staged. What was staged and never committed is discarded when the
transaction fails; what a dead process leaves is moved or erased by `record.file_sweep`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.db import Error as DatabaseError, models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

STAGED = "staged/"

# What was staged in the present transaction, to be discarded with it.
_staged: ContextVar[list[tuple[Storage, str]] | None] = ContextVar("staged", default=None)


class LocalFiles(FileSystemStorage):
    """A folder of this machine (FILES_DIR). It is never made anew in silence: without its disk, files would be lost."""

    def objection(self) -> str | None:
        """Why files can be neither kept nor read, as a sentence; None if they can."""
        folder = Path(self.location)
        if not folder.is_dir():
            return _(
                "The folder of files %(folder)s is not there: mount its disk, or make it and set FILES_DIR."
            ) % {"folder": folder}
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            return _(
                "The folder of files %(folder)s cannot be written to: give the program's user the right."
            ) % {"folder": folder}
        return None

    def move(self, old: str, new: str) -> None:
        """At once and whole."""
        place = self.path(new)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        os.replace(self.path(old), place)
        _sync(os.path.dirname(place))

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        if not Path(self.location).is_dir():
            raise FileNotFoundError(self.objection())
        name = super().save(name, content, max_length)
        # A commit outlives a loss of power, so what it names has to as well.
        _sync(self.path(name))
        _sync(os.path.dirname(self.path(name)))
        return name


def _sync(path: str) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def kept_if_committed() -> Iterator[None]:
    """Around a transaction: what is staged in it is discarded if it fails."""
    outer, mine = _staged.get(), list[tuple[Storage, str]]()
    token = _staged.set(mine)
    try:
        yield
    except DatabaseError:
        # A connection that broke at the commit does not tell whether it was committed; the sweep sees it later.
        raise
    except BaseException:
        for storage, name in mine:
            with suppress(OSError):
                storage.delete(name)
        raise
    finally:
        _staged.reset(token)
    if outer is not None:
        outer += mine


def stage(storage: Storage, place: str, content: File) -> None:
    """Store a file for the present transaction; after its commit it is moved to its `place`. Raises OSError."""
    name = STAGED + place
    try:
        storage.save(name, content)
    except BaseException:
        with suppress(OSError):
            storage.delete(name)
        raise
    if (staged := _staged.get()) is not None:
        staged.append((storage, name))
    # A function of its own: Django names it in the log when it fails, and a partial has no name.
    transaction.on_commit(lambda: settle(storage, place), robust=True)


def settle(storage: Storage, place: str) -> None:
    """Move a staged file to its place; again, if a process died at it. Raises OSError."""
    try:
        if isinstance(storage, LocalFiles):
            storage.move(STAGED + place, place)
            return
        with storage.open(STAGED + place) as file:
            storage.delete(place)  # a copy that was begun
            storage.save(place, file)
    except FileNotFoundError:
        # Somebody else has moved it meanwhile.
        if not storage.exists(place):
            raise
    storage.delete(STAGED + place)


def opened(storage: Storage, place: str) -> File:
    """A stored file, open for reading. Raises FileNotFoundError, or another OSError."""
    try:
        return storage.open(place)
    except FileNotFoundError:
        return storage.open(STAGED + place)


def discard(storage: Storage, place: str) -> None:
    """Delete a file for good, wherever it is. Raises OSError."""
    storage.delete(place)
    storage.delete(STAGED + place)


class StoredFile(FieldFile):
    """The file of a row: it follows the transaction in which it is saved or deleted."""

    def _get_file(self) -> File:
        self._require_file()  # type: ignore[attr-defined]  # the stubs leave it out
        if getattr(self, "_file", None) is None:
            self._file = opened(self.storage, str(self.name))
        return self._file

    file = property(_get_file, FieldFile._set_file, FieldFile._del_file)  # type: ignore[attr-defined]  # likewise

    def open(self, mode: str = "rb") -> "StoredFile":  # type: ignore[override]  # as Django's own
        self.file.open(mode)
        return self

    def save(self, name: str | None, content: File, save: bool = True) -> None:
        self.name = self.field.generate_filename(self.instance, str(name))
        stage(self.storage, self.name, content)
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        if save:
            self.instance.save()

    def delete(self, save: bool = True) -> None:
        if not self:
            return
        if hasattr(self, "_file"):
            self.close()
            del self.file
        storage, place = self.storage, str(self.name)
        transaction.on_commit(lambda: discard(storage, place), robust=True)
        self.name = None
        setattr(self.instance, self.field.attname, self.name)
        self._committed = False
        if save:
            self.instance.save()


class StoredFileField(models.FileField):
    """A column with the place of a file, whose SHA-256 stands in the column `sha256` beside it."""

    attr_class = StoredFile

    def deconstruct(self) -> Any:
        """Migrations see the plain column that it is."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs
