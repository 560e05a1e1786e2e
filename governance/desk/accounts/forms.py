"""Forms of accounts, where those of django-allauth say too little or too much."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60


class AddPasskeyForm(AddWebAuthnForm):
    """Each key is one that signs in alone, so nobody is asked about that."""

    passwordless = None

    name = forms.CharField(
        label=_("Name of the passkey"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("By it you tell your passkeys apart."),
    )


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name of the passkey"), max_length=LONGEST_NAME)
