"""The address in a letter that opens its paper for reading.

Opening it uses nothing up and changes nothing, because programs that look through mail open every address. Only a
browser in which the addressee has signed in before reads at once; any other one shows a page with a button, which such
programs do not press, and names neither the person nor the paper before it.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from governance.desk.accounts.known_devices import token_of
from governance.desk.base.access import everyone
from governance.desk.base.reading import grant, link_in
from governance.desk.base.visitor import guesses_keys, note_wrong_key, too_often
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.letters import reading_link
from governance.letters.models import OutboxLetter
from governance.roles.device import is_known


@everyone
def letter_link(request: HttpRequest, token: str) -> HttpResponse:
    if guesses_keys(request):
        return too_often(request)
    named = reading_link.read(token)
    if named is None:
        note_wrong_key(request)
        raise Http404
    paper = reverse("paper", args=[named.document])
    if request.user.is_authenticated:
        return quiet(redirect(paper))
    letter = OutboxLetter.objects.filter(key=named.letter).select_related("person").first()
    link = link_in(letter, named.document)
    if link is None or needs_sign_in(named.document):
        return quiet(redirect(f"{reverse('sign_in')}?{urlencode({'next': paper})}"))
    device = token_of(request)
    if request.method == "POST" or (request.method == "GET" and device and is_known(link.person, device)):
        grant(request, link)
        return quiet(redirect(paper))
    return quiet(render(request, "governance/accounts/reading.html", {"paper": paper}))


def needs_sign_in(document: int) -> bool:
    """A paper with personal data is read by nobody who has not signed in."""
    kind = Document.objects.filter(pk=document).values_list("kind", flat=True).first()
    return kind is None or KINDS[kind].confidential is not None


def quiet(response: HttpResponse) -> HttpResponse:
    """The address is a key: no other site is told of it, nothing keeps the answer, no search engine lists it.

    Its own site is: from a page with «no-referrer» browsers send a form without its origin, which is refused.
    """
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
