"""Following a paper from its page, and the people who may be called by name in a remark on it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper, signed_in
from governance.documents.record.document import Document
from governance.documents.record.paper import where_read
from governance.documents.record.readers import readers_of
from governance.flows.engine.followers import follow, unfollow
from governance.roles.person import Person
from governance.roles.rights import Right

# People offered at once: more are found by typing on.
OFFERED = 8


@require_POST
@of_paper()
def paper_follow(request: SignedInRequest, document: Document) -> HttpResponse:
    if follow(request.user, document):
        messages.success(request, _("You follow this paper: the bell tells what happens to it."))
    else:
        messages.info(request, _("You follow this paper already."))
    return redirect("paper", pk=document.pk)


@require_POST
@signed_in
def paper_unfollow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Also of a paper that may not be seen any more: nothing is said of it."""
    if unfollow(request.user, pk):
        messages.success(request, _("You follow this paper no more."))
    elif not Document.objects.visible_to(request.user, request.pairs).filter(pk=pk).exists():
        raise Http404
    back = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_own else reverse("paper", args=[pk]))


@signed_in
def paper_people(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who may see the paper, by the beginning of a name, for whoever may make a remark on it."""
    document = Document.objects.visible_to(request.user, request.pairs).filter(pk=pk).first()
    if document is None or all(
        (Right.REMARK.value, unit.pk) not in request.pairs for unit in where_read(document)
    ):
        raise Http404
    asked = _plain(request.GET.get("q", ""))
    readers = [person for person in readers_of(document) if person != request.user]
    found = [person for person in readers if _plain(person.full_name).startswith(asked)]
    found += [person for person in readers if _plain(person.name).startswith(asked) and person not in found]
    names = [person.name for person in readers]
    return JsonResponse({"people": [_offered(person, names) for person in found[:OFFERED]]})


def _offered(person: Person, names: list[str]) -> dict[str, str]:
    """The short name, or the full one where somebody else has the same."""
    is_clear = names.count(person.name) == 1
    return {"name": person.name if is_clear else person.full_name, "full": person.full_name}


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
