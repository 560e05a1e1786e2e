"""A file field that keeps its file when the form comes back refused: browsers never fill it in again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from governance.roles.unsent import keep_upload, kept_upload


class KeptFile(SimpleUploadedFile):
    """A file that was kept, under its token."""

    def __init__(self, upload: UploadedFile, token: str) -> None:
        super().__init__(upload.name or "", upload.read())
        self.token = token


def token_name(name: str) -> str:
    """The name of the field for the token of a file of the field `name`."""
    return f"{name}-kept"


@dataclass(frozen=True)
class KeptChoice:
    """A file of a form that is shown again, as its page offers it: sent again as long as it stays ticked."""

    name: str
    token_name: str
    token: str


def kept_choice(field: str, upload: UploadedFile) -> KeptChoice:
    token = upload.token if isinstance(upload, KeptFile) else keep_upload(upload)
    return KeptChoice(upload.name or "", token_name(field), token)


def with_kept(
    data: QueryDict | None, files: MultiValueDict[str, UploadedFile] | None
) -> MultiValueDict[str, UploadedFile] | None:
    """The files of a form, with those that it kept when it came back refused."""
    if data is None:
        return files
    together: MultiValueDict[str, UploadedFile] = files.copy() if files is not None else MultiValueDict()
    for name in [name for name in data if name.endswith("-kept")]:
        for token in data.getlist(name):
            if (kept := kept_upload(token)) is not None:
                together.appendlist(name.removesuffix("-kept"), KeptFile(kept, token))
    return together


class KeptFileInput(forms.FileInput):
    """The control, with the token of a file that is kept; a newly chosen file takes its place."""

    template_name = "governance/components/kept_file.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        upload = super().value_from_datadict(data, files, name)
        token = data.get(token_name(name), "")
        if upload is None and token:
            kept = kept_upload(token)
            upload = KeptFile(kept, token) if kept is not None else None
        return upload

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, files, name) and not data.get(token_name(name))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        if isinstance(value, UploadedFile):
            context["kept"] = kept_choice(name, value)
        return context


class BoundKeptFile(forms.BoundField):
    """A file that is itself the fault, or too large, is not kept."""

    def value(self) -> Any:
        sent = None if self.errors else self.data
        fits = isinstance(sent, UploadedFile) and 0 < (sent.size or 0) <= settings.UPLOAD_LIMIT_BYTES
        return sent if fits else None


class KeptFileField(forms.FileField):
    """Takes what a FileField takes."""

    widget = KeptFileInput

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return BoundKeptFile(form, self, field_name)
