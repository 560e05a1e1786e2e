"""A text whose words are suggested as papers write them: «10-е классы» beside a typed «10 классы».

Nothing is changed in silence. Sent for the first time, an unusual spelling is shown beside the usual one, with a box
that accepts it; sent once more, the text is kept as the box says.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from governance.documents.language.typographer import corrections, tidied

# How many corrections a sentence names.
MOST_NAMED = 5


class Typed(str):
    """What was typed, of which text the person was told, and whether they accept what was suggested."""

    __slots__ = ("accepted", "told")

    told: str
    accepted: bool


class Suggesting(forms.Widget):
    """The box and the mark beside the control, once there is something to suggest."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Typed | None:
        value = super().value_from_datadict(data, files, name)
        if value is None:
            return None
        typed = Typed(value)
        typed.told, typed.accepted = str(data.get(f"{name}-told", "")), f"{name}-tidied" in data
        return typed

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        shown = super().render(name, value, attrs, renderer)
        if not isinstance(value, Typed) or not corrections(value):
            return shown
        checked = "" if value.told and not value.accepted else " checked"
        return format_html(
            '{}<label class="choice"><input type="checkbox" name="{}-tidied"{}><span>{}</span></label>'
            '<input type="hidden" name="{}-told" value="{}">',
            shown,
            name,
            SafeString(checked),
            _("Write it as papers do: %(words)s") % {"words": named(value)},
            name,
            mark_of(value),
        )


class TidyLine(Suggesting, forms.TextInput):
    pass


class TidyText(Suggesting, forms.Textarea):
    pass


class TidyField(forms.CharField):
    """A text that is suggested as papers write it, before it is kept as it was typed."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        better = tidied(text)
        if better == text or not isinstance(value, Typed):
            return text
        if value.accepted:
            self.run_validators(better)
            return better
        if value.told == mark_of(value):
            return text
        raise ValidationError(
            _(
                "Papers write it otherwise: %(words)s. Send it once more to have it corrected, or take the mark away "
                "to keep it as it is."
            )
            % {"words": named(text)}
        )


def named(text: str) -> str:
    """«10-е классы», «№ 2»: how papers write what was typed otherwise."""
    found = [f"«{after}»" for _before, after in corrections(text)]
    return ", ".join([*found[:MOST_NAMED], *(["…"] if len(found) > MOST_NAMED else [])])


def mark_of(text: str) -> str:
    """Tells one text from another, whatever a browser does to the ends of its lines."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]
