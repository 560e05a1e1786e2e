"""Stored files against the hashes in their rows: altered and missing ones, and those that no row names."""

import hashlib
from collections.abc import Iterator

from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import FileField
from django.utils.translation import gettext as _, ngettext

from governance.documents.record.document import Document
from governance.documents.record.kept_files import (
    FileColumn,
    NamedFile,
    file_columns,
    is_left,
    side_by_side,
    staged,
)
from governance.record_rows import words_for
from governance.stored_files import STAGED, StoredFileField, opened
from governance.verification import CouldNotLook, Fault, Scope, source


@source(lambda n: ngettext("%(n)d file", "%(n)d files", n) % {"n": n}, of_papers=True)
def _files(scope: Scope) -> Iterator[list[Fault]]:
    try:
        for column in file_columns():
            objection = column.objection()
            if objection is not None:
                raise CouldNotLook(objection)
            if scope.papers is None:
                yield from _all(column)
            else:
                yield from (_of_row(row) for row in column.rows(scope.papers))
    except OSError as error:
        raise CouldNotLook(_("The files cannot be read: %(why)s") % {"why": error}) from error


def _all(column: FileColumn) -> Iterator[list[Fault]]:
    waiting = staged(column)
    for name, rows, _lies in side_by_side(column):
        waiting.discard(name)
        if not rows:
            yield _left(column, name)
        for row in rows:
            yield _of_row(row)
    for place in sorted(waiting):
        yield _left(column, STAGED + place)


def _left(column: FileColumn, name: str) -> list[Fault]:
    if not is_left(column.storage, name):
        return []
    return [Fault("", 0, _("no row names this file: `manage.py daily` erases it"), name)]


def _of_row(row: NamedFile) -> list[Fault]:
    digest = hashlib.sha256()
    try:
        with opened(row.column.storage, row.name) as file:
            for chunk in file.chunks():
                digest.update(chunk)
    except FileNotFoundError:
        return [Fault(row.code, 0, _("the file is missing"), _subject(row))]
    if digest.hexdigest() != row.sha256:
        return [Fault(row.code, 0, _("the file has been altered"), _subject(row))]
    return []


def _subject(row: NamedFile) -> str:
    """«File 37 of the order № 12-ОД», for people: its name may hold personal data."""
    kind = Document.kinds.get(row.kind)
    words = [str(kind.kind_label) if kind else "", f"№ {row.number}" if row.number else ""]
    return " ".join(filter(None, [f"{words_for(row.column.model)} {row.key}:", *words]))


@register()
def files_are_bound(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Each column of files has the hashes of its files beside it, and follows the transaction of its row."""
    from django.apps import apps

    errors: list[CheckMessage] = []
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if not isinstance(field, FileField):
                continue
            named = {column.name for column in model._meta.get_fields()}
            if not isinstance(field, StoredFileField) or "sha256" not in named:
                fault = (
                    f"{model._meta.label}.{field.name} is no StoredFileField with a column sha256 beside it."
                )
                errors.append(Error(fault, id="governance.E050"))
    return errors


@register(Tags.security, deploy=True)
def files_can_be_kept(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Without its folder the server does not start either (config/wsgi.py)."""
    return [
        Error(objection, id="governance.E051")
        for objection in (column.objection() for column in file_columns())
        if objection is not None
    ]
