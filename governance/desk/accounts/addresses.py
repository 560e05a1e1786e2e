"""Addresses of accounts. django-allauth calls its pages by these names; its others are not wanted here."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from governance.desk.accounts import entering, forgotten, outside
from governance.desk.accounts.first_page import first_page
from governance.desk.accounts.passkeys import AddPasskeyPage
from governance.desk.accounts.reading import letter_link
from governance.desk.accounts.second_factors import remove_passkey, second_factors
from governance.desk.accounts.sessions import sessions
from governance.desk.accounts.signing_in import sign_in
from governance.desk.base.access import everyone, without_second_factor

urlpatterns = [
    path("letter/<str:token>/", letter_link, name="letter_link"),
    path("start/", first_page, name="first_page"),
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/second-step/", everyone(factors.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", everyone(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/outside/", outside.outside_begin, name="outside"),
    path("sign-in/<slug:provider_id>/back/", outside.outside_back, name="openid_connect_callback"),
    path("sign-in/forgotten/", forgotten.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent/", forgotten.forgotten_sent, name="forgotten_sent"),
    path("sign-in/code/", entering.entry_code, name="entry_code"),
    path("sign-in/link/<str:key>/", entering.entry_link, name="entry_link"),
    path("sign-in/password/", entering.entry_password, name="entry_password"),
    path("sign-in/closed/", everyone(account.account_inactive), name="account_inactive"),
    path("sign-out/", everyone(account.logout), name="sign_out"),
    path("sign-out/", everyone(account.logout), name="account_logout"),
    path("profile/sessions/", sessions, name="usersessions_list"),
    path("profile/confirm/", without_second_factor(account.reauthenticate), name="account_reauthenticate"),
    path("profile/confirm/code/", without_second_factor(factors.reauthenticate), name="mfa_reauthenticate"),
    path(
        "profile/confirm/passkey/",
        without_second_factor(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("profile/second-factor/", second_factors, name="mfa_index"),
    path("profile/second-factor/app/", without_second_factor(totp.activate_totp), name="mfa_activate_totp"),
    path(
        "profile/second-factor/app/end/",
        without_second_factor(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "profile/second-factor/codes/",
        without_second_factor(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "profile/second-factor/codes/new/",
        without_second_factor(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "profile/second-factor/passkeys/",
        without_second_factor(RedirectView.as_view(pattern_name="mfa_index")),
        name="mfa_list_webauthn",
    ),
    path(
        "profile/second-factor/passkeys/new/",
        without_second_factor(AddPasskeyPage.as_view()),
        name="mfa_add_webauthn",
    ),
    path(
        "profile/second-factor/passkeys/<key:pk>/",
        without_second_factor(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "profile/second-factor/passkeys/<key:pk>/end/",
        remove_passkey,
        name="mfa_remove_webauthn",
    ),
]
