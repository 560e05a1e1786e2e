"""The facts of a move: JSON by the names of the fields of its form, and the fields as a program reads them."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from governance.desk.api.problems import Problem

# The first class that fits says how a field is called.
TYPES: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.FileField, "file"),
    (forms.BooleanField, "yes-no"),
    (forms.MultipleChoiceField, "choices"),
    (forms.ModelMultipleChoiceField, "choices"),
    (forms.ChoiceField, "choice"),
    (forms.ModelChoiceField, "choice"),
    (forms.DateTimeField, "datetime"),
    (forms.DateField, "date"),
    (forms.DecimalField, "number"),
    (forms.IntegerField, "number"),
)


def posted(facts: Mapping[str, Any]) -> tuple[QueryDict, MultiValueDict[str, UploadedFile]]:
    """The facts as a form is sent. A file is {"name": …, "base64": …}. Raises Problem for what no form can bring."""
    data, files = QueryDict(mutable=True), MultiValueDict[str, UploadedFile]()
    for name, value in facts.items():
        if isinstance(value, dict):
            files[name] = _file(name, value)
        elif isinstance(value, list):
            data.setlist(name, [_word(name, one) for one in value])
        elif value is not None and value is not False:
            data[name] = _word(name, value)
    return data, files


def _word(name: str, value: Any) -> str:
    if value is True:
        return "on"
    if isinstance(value, str | int | float) and "\0" not in str(value):
        return str(value)
    raise Problem("invalid", errors=[{"pointer": f"facts/{name}", "detail": _("No such value can be sent.")}])


def _file(name: str, value: Mapping[str, Any]) -> UploadedFile:
    try:
        content = base64.b64decode(str(value["base64"]), validate=True)
        return SimpleUploadedFile(str(value["name"]), content)
    except (KeyError, ValueError, binascii.Error) as error:
        told = _("A file is sent as its name and its content in base64.")
        raise Problem("invalid", errors=[{"pointer": f"facts/{name}", "detail": told}]) from error


def fields_of(form: forms.Form) -> list[dict[str, Any]]:
    """The fields of a form; choices with their values."""
    return [
        {
            "name": form.add_prefix(name),
            "label": str(field.label or name),
            "required": field.required,
            "type": next((called for kind, called in TYPES if isinstance(field, kind)), "text"),
            "choices": _choices(field),
            "help": str(field.help_text or ""),
        }
        for name, field in form.fields.items()
        if not field.widget.is_hidden
    ]


def _choices(field: Any) -> list[tuple[str, str]] | None:
    if not hasattr(field, "choices"):
        return None
    found: list[tuple[str, str]] = []
    for value, label in field.choices:
        grouped = label if isinstance(label, list | tuple) else [(value, label)]
        found += [(str(one), str(words)) for one, words in grouped]
    return found
