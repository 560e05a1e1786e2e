"""Outgoing letters: begun from the paper that they answer or by themselves, written, sent; the journal of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import choose_from, day_field, text_field, title_field
from governance.desk.base.format import day
from governance.desk.base.keys import key_in
from governance.desk.base.rights import may
from governance.desk.kinds.outgoing.page import context, enter_answer, register_reply
from governance.desk.papers.board import Board
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.forms import Facts, FactsForm, SeenForm
from governance.desk.papers.linked import named
from governance.desk.papers.write import WritePage
from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.kinds.outgoing.card import LONGEST, LONGEST_TEXT, suggested_addressee
from governance.documents.kinds.outgoing.letter import Outgoing
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.documents.record.register import Register
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

State = Outgoing.State
# So many papers are offered in a list; an older one is answered from its own page.
MOST_OFFERED = 100


def charged_with(person: Person) -> Any:
    """The incoming papers that this person is to carry out."""
    return Incoming.objects.filter(executor=person, state=Incoming.State.ASSIGNED)


class BeginLetterForm(BeginForm):
    """What the letter is about, and what it answers."""

    title = title_field(help_text=gettext_lazy("As it stands over the text: «О согласовании графика»."))
    answers = forms.TypedChoiceField(
        label=gettext_lazy("It answers"), coerce=int, empty_value=None, required=False
    )

    field_order = ("unit", "answers", "title")

    def prepare(self) -> None:
        units = list(self.units.values())
        drafting = [unit.pk for unit in units if may(self.request, Right.DRAFT_ORDER, unit.pk)]
        offered = Incoming.objects.filter(unit__in=drafting).exclude(state=Incoming.State.DRAFT)
        offered = offered | charged_with(self.request.user)
        asked = key_in(self.request.GET.get("answers", ""))
        self.papers = {paper.pk: paper for paper in offered.order_by("-registered_on", "-pk")[:MOST_OFFERED]}
        if asked is not None and asked not in self.papers:
            self.papers |= {paper.pk: paper for paper in offered.filter(pk=asked)}
        rows = [(key, label_of(paper)) for key, paper in self.papers.items()]
        choose_from(
            self, "answers", rows if not drafting else [("", _("— no paper, it is the first —")), *rows]
        )
        if not drafting:
            self.fields["answers"].required = True
        if asked in self.papers:
            self.initial["answers"] = asked

    def begin(self, model: type[Document]) -> Document:
        answered = self.papers.get(self.cleaned_data["answers"])
        unit: Unit = answered.unit if answered is not None else self.unit
        register = Register.objects.filter(unit=unit, code=Outgoing.registers[0].code).first()
        return draft(
            model,
            unit=unit,
            title=self.cleaned_data["title"],
            by=self.request.user,
            answers=answered and Document.objects.get(pk=answered.pk),
            to_body=answered.sender if answered is not None else "",
            file=register.file if register is not None else "",
        )


def label_of(paper: Incoming) -> str:
    """«№ 12: РОО, О согласовании графика»."""
    return _("No. %(number)s: %(sender)s, %(title)s") % {
        "number": paper.number,
        "sender": paper.sender,
        "title": paper.title,
    }


class BeginLetterPage(BeginPage):
    """Begin a letter: the clerk and the deputies, and whoever a resolution charges with an answer."""

    form_class = BeginLetterForm
    title = gettext_lazy("New outgoing letter")
    lead = gettext_lazy(
        "Its text is written on the next page; the head signs it, and it gets its number then."
    )

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        units = super().units_for(request)
        if not units and "answers" in (*request.GET, *request.POST):
            units = [paper.unit for paper in charged_with(request.user).select_related("unit__district")]
        return list(dict.fromkeys(units))


class LetterForm(SeenForm):
    """The letter as it is signed."""

    to_body = text_field(
        gettext_lazy("To which organisation"),
        LONGEST,
        missing=gettext_lazy("Say to which organisation the letter goes."),
        printed=True,
    )
    addressee = text_field(
        gettext_lazy("Addressee, as it prints"),
        LONGEST,
        lines=3,
        required=False,
        help_text=gettext_lazy(
            "Post and name in the dative. Left empty, it is made from the two fields below: look it through then."
        ),
        printed=True,
    )
    post = text_field(
        gettext_lazy("Post of the addressee"),
        200,
        required=False,
        help_text=gettext_lazy("In the nominative; the dative is made of it."),
    )
    name = text_field(
        gettext_lazy("Surname, name and patronymic of the addressee"),
        200,
        required=False,
    )
    title = title_field(help_text=gettext_lazy("As it stands over the text: «О согласовании графика»."))
    text = text_field(
        gettext_lazy("Text"),
        LONGEST_TEXT,
        lines=12,
        missing=gettext_lazy("Write the text of the letter."),
        printed=True,
    )
    answers = forms.TypedChoiceField(
        label=gettext_lazy("It answers"), coerce=int, empty_value=None, required=False
    )
    their_number = text_field(
        gettext_lazy("Their number"),
        60,
        required=False,
        help_text=gettext_lazy("Of a letter that is not registered here."),
    )
    their_date = day_field(gettext_lazy("Their date"), required=False)
    annex = forms.TypedChoiceField(
        label=gettext_lazy("Enclosed paper"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Its present version goes along; the answer is entered there."),
    )
    answer_until = day_field(
        gettext_lazy("An answer is awaited until"),
        required=False,
        help_text=gettext_lazy("On that day you are reminded of it; empty if none is awaited."),
    )
    file = text_field(
        gettext_lazy("File No."),
        30,
        help_text=gettext_lazy("By the list of files; the number of the letter begins with it: 01-12."),
        missing=gettext_lazy("Give the number of the file."),
    )
    phone = text_field(gettext_lazy("Telephone of the executor"), 60, required=False)

    def __init__(self, *args: Any, document: Outgoing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = [("", "—")]
        answerable = Incoming.objects.filter(pk__in=document.answerable().values("pk")[:MOST_OFFERED])
        papers = {paper.pk: label_of(paper) for paper in answerable.order_by("-registered_on", "-pk")}
        if document.answers is not None:
            papers.setdefault(document.answers.pk, named(document.answers))
        choose_from(self, "answers", [*nothing, *papers.items()])
        enclosable = {paper.pk: str(paper) for paper in document.enclosable()[:MOST_OFFERED]}
        if document.annex is not None:
            enclosable.setdefault(document.annex.pk, str(document.annex))
        choose_from(self, "annex", [*nothing, *enclosable.items()])

    def clean(self) -> None:
        given = self.cleaned_data
        post, name = given.get("post", ""), given.get("name", "")
        if not given.get("addressee") and not post and not name:
            self.add_error("addressee", _("Write the addressee: post and name in the dative."))

    def facts(self) -> Facts:
        given = {name: value for name, value in super().facts().items() if name not in ("post", "name")}
        if not given["addressee"]:
            typed = self.cleaned_data
            given["addressee"] = suggested_addressee(typed["post"], typed["name"])
        return given


class LetterPage(WritePage[Outgoing]):
    """The letter as a whole."""

    form_class = LetterForm
    label = gettext_lazy("Write the letter")
    said = gettext_lazy("The letter is saved.")
    related = ("answers", "annex")

    def get_form_options(self) -> Facts:
        return {"document": self.document}

    def get_initial(self) -> Facts:
        kept = super().get_initial()
        return {**kept, "answers": self.document.answers_id, "annex": self.document.annex_id}


class SendForm(FactsForm[Outgoing]):
    """How it is sent, and where to."""

    way = forms.ChoiceField(
        label=gettext_lazy("How it is sent"),
        choices=Outgoing.Way.choices,
        widget=forms.RadioSelect(attrs={"class": "radio"}),
        error_messages={"required": gettext_lazy("Say how the letter is sent.")},
    )
    to = text_field(
        gettext_lazy("Address"),
        LONGEST,
        required=False,
        help_text=gettext_lazy(
            "By e-mail the signed PDF goes to this address at once; otherwise note whom it was given to."
        ),
    )

    def prepare(self) -> None:
        self.initial.update(way=self.document.sent_by, to=self.document.sent_to)

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("way") == Outgoing.Way.MAIL and not given.get("to"):
            self.add_error("to", _("Write the e-mail."))


class WaitForm(FactsForm[Outgoing]):
    until = day_field(gettext_lazy("An answer is awaited until"), missing=gettext_lazy("Give the last day."))


class OutgoingJournal(Board[Outgoing]):
    """The journal of outgoing letters, as a page and as a table file."""

    columns = (
        Column(gettext_lazy("To whom"), lambda letter: letter.to_body),
        Column(gettext_lazy("Executor"), lambda letter: letter.executor.name),
        Column(gettext_lazy("Sent on"), lambda letter: sent(letter)),
        Column(gettext_lazy("Answer until"), lambda letter: letter.answer_until),
    )
    related = ("unit", "author")
    exports = True


def sent(letter: Outgoing) -> str:
    """«15.11.2011 нарочным»."""
    return f"{day(letter.sent_on)} {letter.get_sent_by_display()}" if letter.sent_on else ""


enter(
    Outgoing,
    begin=BeginLetterPage,
    board=OutgoingJournal,
    writes={"revise": LetterPage, "send": SendForm, "wait_longer": WaitForm},
    effects={
        "submit": gettext_lazy("The text is frozen, and the head gets it to sign."),
        "sign": gettext_lazy("The letter gets its number and today's date; the clerk sends it."),
        "send": gettext_lazy("The paper that it answers is carried out with its number."),
        "give_up": gettext_lazy("No such letter is sent; it stays on record without a number."),
        "annul": gettext_lazy("It is not sent; its number stays taken."),
        "wait_longer": gettext_lazy("You are reminded on the new day."),
        "stop_waiting": gettext_lazy("Nothing is awaited any more; the letter goes into its file."),
        "put_into_file": gettext_lazy("The letter is closed; its term of keeping begins."),
    },
    further=[register_reply, enter_answer],
    context=context,
)
