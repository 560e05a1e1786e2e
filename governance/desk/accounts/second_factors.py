"""The second factors of the signed-in person: the list, and taking one away."""

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpResponse
from django.shortcuts import redirect

from governance.desk.accounts.second_factor import LAST_ONE, is_the_last_needed
from governance.desk.base.access import lacks_second_factor, without_second_factor
from governance.desk.base.signed_in import SECOND_FACTORS
from governance.roles.acts.accounts import note_account
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person


@receiver(authenticator_added)
def note_added(sender: Any, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type in SECOND_FACTORS:
        note_account(OrganisationAct.ADD_FACTOR, user, by=user)


@receiver(authenticator_removed)
def note_removed(sender: Any, user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type in SECOND_FACTORS:
        note_account(OrganisationAct.END_FACTOR, user, by=user)


class SecondFactorsPage(IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return {**page, "lacks_second_factor": lacks_second_factor(self.request)}


class RemovePasskeyPage(RemoveWebAuthnView):
    """allauth asks for a code application alone whether it may go."""

    def form_valid(self, form: Any) -> HttpResponse:
        if is_the_last_needed(self.request, self.get_object()):
            messages.error(self.request, LAST_ONE)
            return redirect("mfa_index")
        answer: HttpResponse = super().form_valid(form)
        return answer


second_factors = without_second_factor(SecondFactorsPage.as_view())
remove_passkey = without_second_factor(RemovePasskeyPage.as_view())
