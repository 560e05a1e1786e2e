"""Uploading files by forms, and downloading them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from governance.desk.papers.forms import Facts, FactsForm, P
from governance.documents.errors import NotLegal
from governance.documents.record.attached import Attachment
from governance.documents.record.uploads import check_size, media_type_of, scan_type_of


def download(attachment: Attachment) -> FileResponse:
    """A file as a download: uploaded content is never shown inside our pages."""
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )


class FileForm(forms.Form):
    """One file. The move validates it too; here an error is shown at the field."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, picture, docx, xlsx or txt."))

    judge: Callable[[str, bytes], str] = staticmethod(media_type_of)

    def clean_file(self) -> UploadedFile:
        upload = self.cleaned_data["file"]
        try:
            check_size(upload.size)
            data = upload.read()
            self.judge(upload.name, data)
        except NotLegal as refusal:
            raise ValidationError(str(refusal)) from refusal
        self.cleaned_data["data"] = data
        return upload

    def facts(self) -> Facts:
        return {"name": self.cleaned_data["file"].name, "data": self.cleaned_data["data"]}


class ScanForm(FileForm):
    """The scan of a sheet signed by hand: a picture or a PDF that opens."""

    file = forms.FileField(label=_("Scan"), help_text=_("PDF or picture (PNG, JPEG)."))

    judge = staticmethod(scan_type_of)


class ScanFacts(FactsForm[P], ScanForm):
    """Facts taken from a sheet of paper, with its scan."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if self.files and "file" in self.fields:
            self.fields["file"].help_text = _("Choose the file again: browsers do not keep it.")

    def facts(self) -> Facts:
        values = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return {**values, "name": self.cleaned_data["file"].name}
