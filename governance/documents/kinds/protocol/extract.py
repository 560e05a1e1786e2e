"""An extract: one question of a signed protocol with its decision, certified as true to it.

Source: docs/domain.md, "Extract".
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.approval.approval import is_published, is_unpublished
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TITLE, AgendaItem
from governance.documents.kinds.protocol.protocol import COUNCILS, Protocol
from governance.documents.kinds.protocol.signed_words import ItemData, RoundData, SignedText, turned
from governance.documents.kinds.protocol.wording import offices_on
from governance.documents.language.phrases import (
    blank_number,
    members,
    number_and_date,
    people,
    plural,
)
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.printing.data import AuthorLine
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.effects import Effect
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.numbering import give_number
from governance.documents.record.paper import Paper
from governance.documents.record.perform import draft
from governance.documents.record.register import RegisterOf
from governance.documents.record.signatures import sign_as
from governance.documents.record.transitions import Condition, May, condition, move
from governance.documents.settings.forms.meetings import EXTRACT_ORIGINAL
from governance.documents.settings.forms.protocols import EXTRACT_ATTENDED
from governance.documents.settings.forms.signatures import EXTRACT_SIGNED
from governance.documents.settings.forms.votes import VOTES_RECUSED
from governance.documents.settings.reminding import OF_BODIES
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import OF_A_SCHOOL, Unit, UnitKind

CERTIFIER = "certifier"
# A district (its id) and the day whose forms hold; None for today.
DayOfForms = tuple[int, date | None]
EXTRACT_OF = Effect("extract_of", gettext_lazy("extract of"), gettext_lazy("extract from it"), ordered=False)


@condition(gettext_lazy("The question is about a person or an election: its extract is not for everybody."))
def is_about_no_person(extract: "Extract") -> bool:
    """A commission decides about pupils; a paper with personal data names somebody, whatever its extract says."""
    item = extract.item
    if extract.unit.kind == UnitKind.COMMISSION or getattr(item, "election", None) is not None:
        return False
    subject = item.subject
    if subject is None:
        return True
    return not (subject.model.personal or subject.model.confidential or subject.model.about_person)


@kind("extract")
class Extract(Paper):
    """«Выписка из протокола»: who certified it and to whom it was issued stand with it."""

    class State(PaperState):
        # The first state of every kind is called `draft` in the table: nobody but its makers sees the paper yet.
        MADE = "draft", Phase.DRAFT, pgettext_lazy("extract", "Drawn up")
        CERTIFIED = "certified", Phase.IN_FORCE, pgettext_lazy("extract", "Certified")
        ISSUED = "issued", Phase.IN_FORCE, pgettext_lazy("extract", "Issued")

    kind_label = gettext_lazy("Extract")
    kind_label_many = gettext_lazy("Extracts")
    reminding = OF_BODIES
    kind_purpose = gettext_lazy("One decision of a protocol, word for word, for whoever is concerned by it.")
    registers = (RegisterOf(COUNCILS, "extract", "Выписки из протоколов"),)
    drafted_by = May(Right.CERTIFY_EXTRACT)

    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="extracts")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="extracts")
    issued_to = models.CharField(gettext_lazy("issued to"), max_length=500, blank=True)
    issued_on = models.DateField(gettext_lazy("issued on"), null=True)

    class Meta(Paper.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                name="extract_issued_to_somebody_on_a_day",
                condition=Q(issued_to="", issued_on__isnull=True)
                | (~Q(issued_to="") & Q(issued_on__isnull=False)),
            ),
        ]

    def content(self) -> dict[str, Any]:
        """The words of the protocol about one question and the vote that stands, exactly as they were signed."""
        words = self.protocol.words()
        item = next(item for item in words["items"] if item["number"] == f"{self.item.position}.")
        return {
            "organization": words["organization"],
            "body": words["body"],
            "protocol": number_and_date(self.protocol.number, self.protocol.registered_on),
            "original": _original(self.protocol),
            "place": words["place"],
            "attended": _attended(words, item, self.forms()),
            "item": for_outsiders(item, self.forms()),
            "signed": [
                AuthorLine(position=EXTRACT_SIGNED.filled(*self.forms(), должность=office), name=turned(name))
                for office, name in (
                    (words["presiding_label"], words["presiding"]),
                    (offices_on(*self.forms()).secretary, words["secretary"]),
                )
            ],
        }

    def forms(self) -> DayOfForms:
        """The forms by which the protocol was worded: those of the day on which it was put up."""
        version = self.protocol.present_version
        day = timezone.localtime(version.created_at).date() if version is not None else None
        return self.district_id, day

    @move(
        source=State.MADE,
        target=State.CERTIFIED,
        rule=May(Right.CERTIFY_EXTRACT),
        words=verb("extract", "Certify", "certified"),
        needs_password=True,
    )
    def certify(self, act: Act) -> None:
        """«Верно»: the extract says what the signed protocol says. It gets its number in the register of extracts."""
        self.freeze(act)
        sign_as(self, act, CERTIFIER)
        give_number(self, act, on=timezone.localtime(act.at).date())

    @move(
        source=State.CERTIFIED,
        target=State.ISSUED,
        rule=May(Right.CERTIFY_EXTRACT),
        words=verb("extract", "Issue", "issued"),
    )
    def issue(self, act: Act, *, to: str) -> None:
        """Hand it over; to whom is kept with it."""
        self.issued_to = one_line(to, LONGEST_TITLE, _("the name of the one who gets it"))
        if not self.issued_to:
            raise NotLegal(_("Write to whom the extract is issued."))
        self.issued_on = timezone.localtime(act.at).date()

    # --- the public page --------------------------------------------------------------------------------------------

    @move(
        source=(State.CERTIFIED, State.ISSUED),
        rule=May(Right.PUBLISH),
        words=verb("extract", "Publish", "published"),
        conditions=(
            is_about_no_person,
            Condition(is_unpublished, gettext_lazy("The paper is published already.")),
        ),
    )
    def publish(self, act: Act) -> None:
        """Show the decision on the district's public pages: how many voted how, and no name but the officers'."""
        self.published_at = act.at

    @move(
        source=(State.CERTIFIED, State.ISSUED),
        rule=May(Right.PUBLISH),
        words=verb("extract", "Take off the public page", "taken off the public page"),
        conditions=(Condition(is_published, gettext_lazy("The paper is not published.")),),
        needs_reason=True,
        grave=True,
    )
    def unpublish(self, act: Act) -> None:
        """For words that turn out to say what must not be public."""
        self.published_at = None


def draft_extract(protocol: Protocol, item: AgendaItem | int, *, by: Person) -> Extract:
    """Draw up an extract about one question of a signed protocol.

    Raises NotLegal while the protocol is not signed or when the question is not in it, NotAllowed without the right.
    """
    if protocol.state not in Protocol.IN_FORCE:
        raise NotLegal(
            _("An extract is made from a signed protocol: this one is «%(state)s».")
            % {"state": protocol.state_label}
        )
    question = protocol.meeting.item(item)

    def link(extract: Extract, act: Act) -> None:
        place = str(question.position)
        Link.objects.create(source_id=extract.pk, target_id=protocol.pk, effect=EXTRACT_OF, place=place)

    return draft(
        Extract,
        unit=protocol.unit,
        readers=protocol.readers.all(),
        title=_capped(f"Выписка из протокола № {protocol.number}: {question.title}"),
        by=by,
        fill=link,
        protocol=protocol,
        item=question,
    )


def for_outsiders(item: ItemData, forms: DayOfForms) -> ItemData:
    """The question with its decision and the vote that stands: how many, but not who voted how or thinks otherwise."""
    rounds = [_without_names(round, forms) for round in item["rounds"] if "annulled" not in round]
    return {**item, "taking_part": [], "away": "", "rounds": rounds, "dissents": []}


def _without_names(round: RoundData, forms: DayOfForms) -> RoundData:
    votes, recusals = round["votes"], round["recusals"]
    if recusals:
        votes = VOTES_RECUSED.filled(*forms, голоса=votes, сколько=str(recusals))
    told = RoundData(
        name="",
        motion=round.get("motion", ""),
        form=round["form"],
        votes=votes,
        outcome=round.get("outcome", ""),
    )
    if "casting" in round:
        told["casting"] = ""
    return told


def _attended(words: SignedText, item: ItemData, forms: DayOfForms) -> list[str]:
    """How many decided on the question, who was represented; who led and who kept the minutes. In sentences."""
    taking_part, invited = item["taking_part"], len(words["invited"])
    asked = plural(invited, "Приглашён", "Приглашены", "Приглашены")
    said = {
        "присутствовали": "" if taking_part else _present(words),
        "приглашены": f"{asked} {people(invited)}" if invited else "",
        "ведущий": f"{words['presiding_label']} {words['presiding'].partition(',')[0]}",
        "секретарь": words["secretary"].partition(",")[0],
    }
    district, day = forms
    return [*taking_part, *EXTRACT_ATTENDED.passage(district, said, day)]


def _present(words: SignedText) -> str:
    """Of a question on which there was no vote."""
    count = len(words["present"])
    body = words["body"].removeprefix("заседания ")
    return f"{plural(count, 'Присутствовал', 'Присутствовали', 'Присутствовали')} {members(count)} {body}"


def _original(protocol: Protocol) -> str:
    """«Подлинник документа находится в КОГОКУ СОШ г. Лузы в деле № 01-12 за 2011/2012 учебный год.»"""
    register, day = protocol.register, protocol.registered_on
    assert register is not None
    assert day is not None
    keeper = keeper_of(protocol.unit).form("prepositional")
    file = f"№ {register.file}" if register.file else blank_number()
    said = {"где": keeper, "дело": file, "год": register.years_of(protocol.period, day)}
    return EXTRACT_ORIGINAL.filled(protocol.district_id, **said)


def keeper_of(body: Unit) -> Unit:
    """The school that keeps the papers of a body: a district is no legal entity, and keeps none."""
    if body.kind in OF_A_SCHOOL and body.parent is not None and body.parent.kind == UnitKind.SCHOOL:
        return body.parent
    base = Unit.objects.filter(district_id=body.root_id, is_base=True).first()
    return base or body.root


def _capped(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
