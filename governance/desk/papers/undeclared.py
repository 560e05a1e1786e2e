"""What kinds not declared yet say by (kind, move), read by `desk.papers.declaration`; it goes with the last of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink, Tab, Words
from governance.desk.papers.forms import FactsForm
from governance.documents.record.document import Document
from governance.roles.rights import Right


@dataclass(frozen=True)
class OwnPage:
    """The page on which a move is made, by the name of its address, and the words of the link to it."""

    address: str
    label: Words
    beside: bool = False
    fits: Callable[[Any], bool] = lambda document: True


# The kinds that are begun at the address `<kind>_new`.
BEGUN = {
    "campaign",
    "old_paper",
    "reward_system",
    "reward_period",
}
FORMS: dict[tuple[str, str], type[FactsForm]] = {}
PAGES: dict[tuple[str, str], OwnPage] = {}
FURTHER: dict[str, list[Callable[[SignedInRequest, Document], dict[str, str] | None]]] = {}
EFFECTS: dict[tuple[str, str], Words] = {}
TABS: dict[str, list[Callable[[Document], Any]]] = {}
CONTEXT: dict[str, Callable[[SignedInRequest, Document], Any]] = {}


def facts_form(kind: str, *moves: str) -> Callable[[type[FactsForm]], type[FactsForm]]:
    """Class decorator: this form asks for the facts of these moves."""

    def enter(form: type[FactsForm]) -> type[FactsForm]:
        for move in moves:
            FORMS[(kind, move)] = form
        return form

    return enter


def as_tab(make: Callable[[Document], dict[str, Any] | None]) -> Callable[[Document], Tab | None]:
    def tab(document: Document) -> Tab | None:
        made: Any = make(document)
        if isinstance(made, Tab):
            return made
        return Tab(**made) if made is not None else None

    return tab


def as_link(
    make: Callable[[SignedInRequest, Document], dict[str, str] | None],
) -> Callable[[SignedInRequest, Document], PageLink | None]:
    def link(request: SignedInRequest, document: Document) -> PageLink | None:
        made = make(request, document)
        if made is None:
            return None
        return PageLink(label=made["label"], href=made["href"], asked=bool(made.get("asked")))

    return link


# Who answers for papers with personal data, by the right with which these are read.
OVERSEERS: dict[Right, tuple[Right, ...]] = {
    Right.READ_APPLICATIONS: (Right.SETTLE_CHECK, Right.REGISTER_APPLICATION, Right.RUN_CAMPAIGN),
}
# What was read, by the name of the address.
READINGS: dict[str, Words] = {
    "applications": gettext_lazy("list of the applications"),
    "application_fill": gettext_lazy("form of the application"),
    "application_check": gettext_lazy("check of the points"),
    "application_settle": gettext_lazy("decision on the checks"),
    "application_conflict": gettext_lazy("conflict of interest"),
    "rating_lists": gettext_lazy("rating with names"),
    "appeal_prepare": gettext_lazy("preparation of the appeal"),
}
