"""Protection of a public form without outside services: a trap, a signed time, limits by the hour.

The form carries a signed token; the key of the private link is derived from it, so a form that is sent twice makes one
application.
"""

import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock

SALT = "governance.apply"


def opening() -> str:
    """The signed token of a form that is shown for the first time."""
    return signing.dumps({"one": secrets.token_urlsafe(16), "at": clock.now().timestamp()}, salt=SALT)


class Guarded(forms.Form):
    """A public form: `opened` holds its signed token, `website` is hidden from people and filled in by programs."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False, initial=opening)
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        required=False,
    )

    # The key of the private link that this form gives, however often it is sent.
    key = ""

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This field must stay empty: empty it and send the form again."))
        return ""

    def clean_opened(self) -> str:
        token: str = self.cleaned_data["opened"]
        try:
            content = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return self._open_anew(
                _("The form was not opened on this site: look it through and send it again.")
            )
        open_for = clock.now().timestamp() - content["at"]
        if open_for > timedelta(hours=settings.APPLY_LONGEST_HOURS).total_seconds():
            return self._open_anew(
                _("The form has been open for too long: look through what you wrote and send it again.")
            )
        if open_for < settings.APPLY_SHORTEST_SECONDS:
            # The field is hidden, so its error is reported for the whole form.
            self.add_error(
                None, _("The form was filled in faster than people do it: look it through and send it again.")
            )
        derived = salted_hmac(SALT, content["one"], algorithm="sha256").digest()
        self.key = urlsafe_b64encode(derived).decode().rstrip("=")
        return token

    def _open_anew(self, why: str) -> str:
        """Refuse the form, keep what was typed, and give it a fresh token."""
        self.add_error(None, why)
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed[self.add_prefix("opened")] = token = opening()
        self.data = typed
        return token
