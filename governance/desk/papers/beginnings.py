"""What a person may begin: the menu «Создать» over every page of the desk."""

from typing import cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink
from governance.desk.papers.create import address_to_begin
from governance.desk.papers.declaration import declared
from governance.documents.record.kinds import KINDS


def begun_by(request: SignedInRequest) -> list[PageLink]:
    """The kinds of paper that this person may begin somewhere today, by their names; no query."""
    pages = ((model, address_to_begin(declared(kind).begin, model, request)) for kind, model in KINDS.items())
    links = [PageLink(label=model.kind_label, href=address) for model, address in pages if address]
    return sorted(links, key=lambda link: str(link.label))


def beginnings(request: HttpRequest) -> dict[str, object]:
    """For templates. Empty on a page that anybody may open: it does not know the appointments of its reader."""
    if not hasattr(request, "appointments"):
        return {"beginnings": []}
    return {"beginnings": SimpleLazyObject(lambda: begun_by(cast(SignedInRequest, request)))}
