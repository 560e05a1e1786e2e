"""What an open page looks for every few seconds: the bar of open votes, and how many notices are unread."""

from django.http import HttpResponse
from django.shortcuts import render

from governance.desk.base.access import SignedInRequest, of_oneself
from governance.desk.base.awaiting import awaiting


@of_oneself
def calls(request: SignedInRequest) -> HttpResponse:
    """204 while nothing is other than the page has `seen`; one query besides the session and the person."""
    waits = awaiting(request.user, None)
    if request.GET.get("seen") == waits.imprint:
        return HttpResponse(status=204)
    shown = {"votes": waits.votes, "unread": waits.unread, "imprint": waits.imprint}
    return render(request, "governance/components/open_votes.html", shown)
