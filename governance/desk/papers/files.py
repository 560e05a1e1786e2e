"""Uploads: size and kind are judged by content, not by what the name claims."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# The first bytes of what a district attaches to papers.
SIGNATURES: list[tuple[bytes, str, frozenset[str]]] = [
    (b"%PDF-", "application/pdf", frozenset({"pdf"})),
    (b"\x89PNG\r\n\x1a\n", "image/png", frozenset({"png"})),
    (b"\xff\xd8\xff", "image/jpeg", frozenset({"jpg", "jpeg"})),
    (b"PK\x03\x04", "application/zip", frozenset({"docx", "xlsx", "odt", "ods", "zip"})),
]
TEXT_ENDINGS = frozenset({"txt", "csv"})


def media_type_of(name: str, data: bytes) -> str:
    """The type of a file by its content. Raises ValidationError when it is none of ours or its name lies."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    for start, media_type, endings in SIGNATURES:
        if data.startswith(start):
            if ending not in endings:
                raise ValidationError(
                    _(
                        "The file is called .%(ending)s, but its content is something else: save it anew and try again."
                    ),
                    params={"ending": ending or "?"},
                )
            return media_type
    if ending in TEXT_ENDINGS and b"\x00" not in data:
        return "text/plain"
    raise ValidationError(
        _("Attach a PDF, a picture (PNG, JPEG), a table or a text (docx, xlsx, odt, ods, txt).")
    )


class FileForm(forms.Form):
    """One file, read whole: the limit of size is a setting."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, picture, docx, xlsx or txt."))

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > settings.UPLOAD_LIMIT_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)d MB: make it smaller."),
                params={"limit": settings.UPLOAD_LIMIT_BYTES // 1024 // 1024},
            )
        data = upload.read()
        self.cleaned_data["data"] = data
        self.cleaned_data["media_type"] = media_type_of(upload.name, data)
        return upload

    def facts(self) -> dict[str, Any]:
        return {
            "name": self.cleaned_data["file"].name,
            "data": self.cleaned_data["data"],
            "media_type": self.cleaned_data["media_type"],
        }
