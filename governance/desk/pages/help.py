"""The page of help: the words of the desk, what each kind of paper is for, the signs, and where the guides are."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.desk.base.access import everyone
from governance.desk.base.components import Words
from governance.desk.base.navigation import Group, enter_section, everybody
from governance.desk.base.page import Page, Section
from governance.documents.record.kinds import KINDS

HELP = enter_section(
    Section("help", _("Help and glossary"), "help"), Group.DISTRICT, is_for=everybody, place=3
)

# A word of the desk, and what it means here.
GLOSSARY: tuple[tuple[Words, Words], ...] = (
    (
        pgettext_lazy("glossary", "Acquaintance"),
        _("A person confirms to have read an order that concerns them; it is no consent."),
    ),
    (
        pgettext_lazy("glossary", "Appointment"),
        _("Who holds which office where, from a day on and on which grounds. All rights come from it."),
    ),
    (
        pgettext_lazy("glossary", "Body"),
        _("A council or a commission: it decides by the votes of its seats and by its rule."),
    ),
    (
        pgettext_lazy("glossary", "Check code"),
        _("Twelve letters and digits on each printed page. By it anybody sees whether the paper is genuine."),
    ),
    (
        pgettext_lazy("glossary", "Dossier"),
        _(
            "All that stands behind a paper in one file: text, signatures, history, files. It can be checked anywhere."
        ),
    ),
    (
        pgettext_lazy("glossary", "Draft"),
        _("A paper that nobody but those who draft it sees, and that binds nobody."),
    ),
    (
        pgettext_lazy("glossary", "Extract"),
        _("One decision of a protocol, word for word, for those whom it concerns."),
    ),
    (
        pgettext_lazy("glossary", "Passkey"),
        _("Instead of a password: the telephone or computer knows you by finger, face or PIN."),
    ),
    (
        pgettext_lazy("glossary", "Proxy"),
        _("A member who cannot come lets another one vote, for one sitting or for a term."),
    ),
    (
        pgettext_lazy("glossary", "Quorum"),
        _("How many members have to take part, or the body cannot decide."),
    ),
    (
        pgettext_lazy("glossary", "Recused"),
        _("A member who takes no part in a question, because it is about them or those close to them."),
    ),
    (
        pgettext_lazy("glossary", "Register"),
        _("The book in which papers of a sort get their numbers, one after the other, without gaps."),
    ),
    (
        pgettext_lazy("glossary", "Round"),
        _("One vote on one question. An annulled round is repeated; both stay in the protocol."),
    ),
    (
        pgettext_lazy("glossary", "Seal of the record"),
        _(
            "A number that is made every morning from all that was done. With one kept elsewhere it can be proved."
        ),
    ),
    (
        pgettext_lazy("glossary", "Seat"),
        _("A place in a body. Votes belong to seats: who sits there votes."),
    ),
    (
        pgettext_lazy("glossary", "Stamp"),
        _("«Agreed» and «Approved» at the head of a paper, with the vote or the order that they rest on."),
    ),
    (
        pgettext_lazy("glossary", "Stand-in"),
        _("A person who has the rights of an office for a term, while its holder is away."),
    ),
    (
        pgettext_lazy("glossary", "Step"),
        _("What is asked of somebody on the way of a paper: to sign, to agree, to vote, to report."),
    ),
    (
        pgettext_lazy("glossary", "Version"),
        _("A text that was frozen to be agreed or signed. A signature holds for one version alone."),
    ),
    (
        pgettext_lazy("glossary", "Visa"),
        _("An official has read the draft of an order and agrees, or agrees with remarks."),
    ),
    (
        pgettext_lazy("glossary", "Working days"),
        _(
            "Monday to Friday without the holidays of Russia and the district's own days off, with moved days."
        ),
    ),
)
# Meanings of the signs that stand beside every state.
SIGNS: tuple[tuple[str, Words], ...] = (
    ("force", _("in force, or done")),
    ("due", _("the last day is near")),
    ("alarm", _("late, or without force")),
    ("held", _("with somebody")),
    ("quiet", _("a draft, or over")),
)


class HelpPage(Page):
    """`terms`: the glossary in the order of the reader's language; `kinds`: what papers are for; `signs`."""

    def __init__(self) -> None:
        super().__init__(title=HELP.label, section=HELP.name)
        self.terms = sorted(((str(word), meaning) for word, meaning in GLOSSARY), key=lambda term: term[0])
        self.kinds = sorted(
            ((str(model.kind_label), model.kind_purpose) for model in KINDS.values() if model.kind_purpose),
            key=lambda kind: kind[0],
        )
        self.signs = SIGNS


@everyone
def help_page(request: HttpRequest) -> HttpResponse:
    return HelpPage().response(request, "governance/help.html")
