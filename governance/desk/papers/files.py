"""Uploading files by forms, and downloading them."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from governance.desk.base.kept_file import KeptFileField
from governance.desk.papers.forms import Facts, FactsForm, P
from governance.documents.errors import NotLegal
from governance.documents.record.attached import Attachment
from governance.documents.record.files import NotStored, stored
from governance.documents.record.uploads import check_size, media_type_of, scan_type_of
from governance.flows.engine.models import Notice
from governance.flows.engine.notices import notify
from governance.roles.may import holders
from governance.roles.rights import Right

SEVERAL_FILES = ("file", "second_file", "third_file")


def download(request: HttpRequest, attachment: Attachment, *, back: str) -> HttpResponseBase:
    """A file as a download: uploaded content is never shown inside our pages.

    For one that is missing or altered a page that says so, with a link `back`; those who keep the paper are told.
    """
    try:
        file = stored(attachment)
    except NotStored as refusal:
        if refusal.lost:
            tell_keepers(attachment)
        context = {"reason": str(refusal), "back": back}
        status = HTTPStatus.GONE if refusal.lost else HTTPStatus.SERVICE_UNAVAILABLE
        return render(request, "governance/file_lost.html", context, status=status)
    return FileResponse(
        file, as_attachment=True, filename=attachment.name, content_type=attachment.media_type
    )


def tell_keepers(attachment: Attachment) -> None:
    """Tell those who may attach files to the paper, or read it if it is confidential, once of each lost file."""
    paper = attachment.document.whole
    earlier = Notice.objects.filter(document_id=paper.pk, text="file_lost", facts__file=attachment.pk)
    if not earlier.exists():
        keepers = holders(paper.confidential or Right.ATTACH, paper.unit_id)
        people = {appointment.person_id: appointment.person for appointment in keepers}
        notify(people.values(), paper, "file_lost", file=attachment.pk)


def read_upload(upload: UploadedFile) -> bytes:
    """What was uploaded. Raises NotLegal where it is longer than the limit."""
    check_size(upload.size or 0)
    return upload.read()


class FileForm(forms.Form):
    """One file. The move validates it too; here an error is shown at the field."""

    file = KeptFileField(label=_("File"), help_text=_("PDF, picture, docx, xlsx or txt."))

    judge: Callable[[str, bytes], str] = staticmethod(media_type_of)

    def clean_file(self) -> UploadedFile:
        upload = self.cleaned_data["file"]
        try:
            data = read_upload(upload)
            self.judge(upload.name, data)
        except NotLegal as refusal:
            raise ValidationError(str(refusal)) from refusal
        self.cleaned_data["data"] = data
        return upload

    def facts(self) -> Facts:
        return {"name": self.cleaned_data["file"].name, "data": self.cleaned_data["data"]}


class SeveralFilesForm(forms.Form):
    """Up to three files at a time; after validation `files_read` has them as (name, bytes)."""

    file = KeptFileField(label=_("File"), required=False, help_text=_("PDF, picture, docx, xlsx or txt."))
    second_file = KeptFileField(label=_("Another file"), required=False)
    third_file = KeptFileField(label=_("One more file"), required=False)

    judge: Callable[[str, bytes], str] = staticmethod(media_type_of)

    def clean(self) -> None:
        self.files_read: list[tuple[str, bytes]] = []
        for name in SEVERAL_FILES:
            upload = self.cleaned_data.get(name)
            if not upload:
                continue
            try:
                data = read_upload(upload)
                self.judge(upload.name, data)
            except NotLegal as refusal:
                self.add_error(name, ValidationError(str(refusal)))
            else:
                self.files_read.append((upload.name, data))

    def facts(self) -> Facts:
        return {"files": self.files_read}


class ScanForm(FileForm):
    """The scan of a sheet signed by hand: a picture or a PDF that opens."""

    file = KeptFileField(label=_("Scan"), help_text=_("PDF or picture (PNG, JPEG)."))

    judge = staticmethod(scan_type_of)


class ScanFacts(FactsForm[P], ScanForm):
    """Facts taken from a sheet of paper, with its scan."""

    def facts(self) -> Facts:
        values = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return {**values, "name": self.cleaned_data["file"].name}
