"""Where somebody is signed in: the list of their open sessions, each of which they can end, or all others at once."""

from allauth.usersessions.internal import flows
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from governance.desk.accounts.called_devices import end_sessions, forget_others
from governance.desk.base.access import signed_in

# Longer keys are in no table.
LONGEST_KEY = 19


class SessionsPage(ListUserSessionsView):
    """Without `session` in the form all others are ended; with the key of a row, that one."""

    def form_valid(self, form: object) -> HttpResponse:
        chosen = self.request.POST.get("session", "")
        if not chosen:
            forget_others(self.request.user, self.request.session.session_key or "")
            return super().form_valid(form)
        own = UserSession.objects.filter(user_id=self.request.user.pk)
        session = get_object_or_404(
            own, pk=chosen if chosen.isdecimal() and len(chosen) < LONGEST_KEY else None
        )
        end_sessions(self.request.user, [session.session_key])
        flows.sessions.end_sessions(self.request, [session])
        return redirect("usersessions_list")


sessions = signed_in(SessionsPage.as_view())
