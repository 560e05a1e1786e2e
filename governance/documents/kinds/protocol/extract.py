"""An extract: one question of a signed protocol with its decision, certified as true to it.

Source: docs/domain.md, "Extract".
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TITLE, AgendaItem
from governance.documents.kinds.protocol.protocol import COUNCILS, Protocol
from governance.documents.kinds.protocol.signed_words import ItemData, SignedText, turned
from governance.documents.language.phrases import members, number_and_date, people
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
from governance.documents.record.transitions import May, move
from governance.roles.person import Person
from governance.roles.rights import Right

CERTIFIER = "certifier"
EXTRACT_OF = Effect("extract_of", gettext_lazy("extract of"), gettext_lazy("extract from it"), ordered=False)


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
        return {
            "organization": words["organization"],
            "body": words["body"],
            "protocol": number_and_date(self.protocol.number, self.protocol.registered_on),
            "place": words["place"],
            "attended": _attended(words),
            "item": _standing(
                next(item for item in words["items"] if item["number"] == f"{self.item.position}.")
            ),
            "signed": [
                AuthorLine(
                    position=f"{words['presiding_label']} (подписано)", name=turned(words["presiding"])
                ),
                AuthorLine(position="Секретарь (подписано)", name=turned(words["secretary"])),
            ],
        }

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


def _standing(item: ItemData) -> ItemData:
    """The question with the vote that stands: annulled ones are the protocol's affair."""
    return {**item, "rounds": [vote for vote in item["rounds"] if "annulled" not in vote]}


def _attended(words: SignedText) -> str:
    """«5 членов совета, приглашены 2 человека. Председатель Крылова И.П., секретарь Ивонина М.Ю.», in one line."""
    body = words["body"].removeprefix("заседания ")
    present = f"{members(len(words['present']))} {body}"
    if words["invited"]:
        present += f", приглашены {people(len(words['invited']))}"
    chair, secretary = words["presiding"].partition(",")[0], words["secretary"].partition(",")[0]
    return f"{present}. {words['presiding_label']} {chair}, секретарь {secretary}"


def _capped(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
