"""Addresses of accounts. django-allauth calls its pages by these names; its others are not wanted here."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from governance.desk.accounts import entering, forgotten
from governance.desk.accounts.passkeys import AddPasskeyPage
from governance.desk.accounts.sessions import sessions
from governance.desk.accounts.signing_in import sign_in
from governance.desk.base.access import everyone, signed_in

urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/second-step/", everyone(factors.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", everyone(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/forgotten/", forgotten.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent/", forgotten.forgotten_sent, name="forgotten_sent"),
    path("sign-in/code/", entering.entry_code, name="entry_code"),
    path("sign-in/link/<str:key>/", entering.entry_link, name="entry_link"),
    path("sign-in/password/", entering.entry_password, name="entry_password"),
    path("sign-in/closed/", everyone(account.account_inactive), name="account_inactive"),
    path("sign-out/", everyone(account.logout), name="sign_out"),
    path("sign-out/", everyone(account.logout), name="account_logout"),
    path("profile/sessions/", sessions, name="usersessions_list"),
    path("profile/confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("profile/confirm/code/", signed_in(factors.reauthenticate), name="mfa_reauthenticate"),
    path(
        "profile/confirm/passkey/",
        signed_in(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("profile/second-factor/", signed_in(factors.index), name="mfa_index"),
    path("profile/second-factor/app/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("profile/second-factor/app/end/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "profile/second-factor/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "profile/second-factor/codes/new/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "profile/second-factor/passkeys/",
        signed_in(RedirectView.as_view(pattern_name="mfa_index")),
        name="mfa_list_webauthn",
    ),
    path("profile/second-factor/passkeys/new/", signed_in(AddPasskeyPage.as_view()), name="mfa_add_webauthn"),
    path(
        "profile/second-factor/passkeys/<key:pk>/",
        signed_in(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "profile/second-factor/passkeys/<key:pk>/end/",
        signed_in(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
