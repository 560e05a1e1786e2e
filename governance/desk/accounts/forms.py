"""Forms of accounts, where those of django-allauth say too little or too much."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.accounts.known_devices import counted_as
from governance.documents.record.rate_limit import count_attempt

LONGEST_NAME = 60


class AddPasskeyForm(AddWebAuthnForm):
    """Each key is one that signs in alone, so nobody is asked about that."""

    passwordless = None

    name = forms.CharField(
        label=gettext_lazy("Name of the passkey"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("By it you tell your passkeys apart."),
    )


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label=gettext_lazy("Name of the passkey"), max_length=LONGEST_NAME)


class OwnPasswordForm(PasswordChangeForm):
    """A change of the own password; guesses at the present one are counted as at signing in."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        typed: str = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username(), password=typed) is None:
            code = "password_incorrect"
            raise ValidationError(self.error_messages[code], code=code)
        return typed


class LimitedCodes:
    """A form with a code: each attempt is counted, apart for the browsers of the person and for strange ones."""

    def clean_code(self) -> str:
        whose = f"{self.user.pk} {counted_as(context.request, self.user)}"  # type: ignore[attr-defined]  # of the form
        if count_attempt("second factor", whose) > settings.CODES_PER_HOUR:
            raise ValidationError(
                _("Too many codes were tried in this hour. Use your passkey, or try again in an hour.")
            )
        code: str = super().clean_code()  # type: ignore[misc]  # of the form
        return code


class SecondStepForm(LimitedCodes, AuthenticateForm):
    """At signing in."""


class ConfirmingCodeForm(LimitedCodes, ReauthenticateForm):
    """Before something about the account is changed."""
