"""Pages of larger work on a paper: who may open them, and how a refused form is shown again."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest, View, of_paper
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.errors import Refused, Stale
from governance.documents.record.document import Document
from governance.documents.record.perform import authorise, perform, transition_of


def work_page(kind: str | None, move: str, *related: str) -> Callable[[View], View]:
    """A page on which `move` is made: whoever cannot make it now is redirected to the paper with the reason.

    Without a `kind` it serves every kind that has the move; `related`: relations of the kind to read with the paper.
    What is sent goes to `perform` in any case, so that nothing typed is lost if the paper has changed meanwhile.
    """

    def decorate(view: View) -> View:
        @of_paper(kind, *related)
        @wraps(view)
        def guarded(
            request: SignedInRequest, document: Document, *args: object, **kwargs: object
        ) -> HttpResponseBase:
            if request.method != "POST":
                try:
                    rule: Any = transition_of(document, move).permission
                    authorise(document, rule, request.user, None)
                except Refused as refusal:
                    messages.warning(request, str(refusal))
                    return redirect("paper", pk=document.pk)
            return view(request, document, *args, **kwargs)

        return guarded

    return decorate


def attempt(
    request: SignedInRequest, document: Document, move: str, form: SeenForm, **facts: Any
) -> Document | None:
    """Make the move and return the paper as it is then; None after a refusal, which becomes an error of the form."""
    return attempt_all(request, document, form, [(move, facts)])


def attempt_all(
    request: SignedInRequest, document: Document, form: SeenForm, moves: Iterable[tuple[str, Facts]]
) -> Document | None:
    """Make several moves of one page, all or none; each is a name and its facts."""
    seen, fresh = form.cleaned_data["seen"], document
    try:
        with transaction.atomic():
            for move, facts in moves:
                fresh = perform(document, move, by=request.user, seen=seen, **facts)
                seen = fresh.revision
    except Refused as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, Stale):
            form.see(document.revision)
        return None
    return fresh


UNSAVED = _("Nothing has been saved yet: correct what is marked.")
