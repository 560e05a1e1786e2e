"""Where somebody is signed in: the list of their open sessions, each of which they can end, or all others at once."""

from typing import Any

from allauth.usersessions.internal import flows
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from governance.desk.accounts.called_devices import end_sessions, forget_others
from governance.desk.base.access import signed_in
from governance.desk.base.keys import key_in
from governance.desk.base.reading import readings_of


class SessionsPage(ListUserSessionsView):
    """Without `session` in the form all others are ended; with the key of a row, that one.

    `reading`: what the link of a letter has opened in a browser, by the key of that browser's session.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return {**page, "readings": readings_of(self.request.user)}

    def form_valid(self, form: object) -> HttpResponse:
        chosen, own = self.request.POST.get("session", ""), self.request.user
        if "reading" in self.request.POST:
            readings_of(own).filter(session_key=self.request.POST["reading"]).delete()
            return redirect("usersessions_list")
        if not chosen:
            readings_of(own).delete()
            forget_others(own, self.request.session.session_key or "")
            return super().form_valid(form)
        sessions = UserSession.objects.filter(user_id=own.pk)
        session = get_object_or_404(sessions, pk=key_in(chosen))
        end_sessions(own, [session.session_key])
        flows.sessions.end_sessions(self.request, [session])
        return redirect("usersessions_list")


sessions = signed_in(SessionsPage.as_view())
