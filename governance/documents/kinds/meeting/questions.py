"""Putting questions on an agenda: how they are worded, which papers may stand there, and in which order."""

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.regulation import HowDecided, Regulation
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.record.document import Document
from governance.documents.record.effects import EFFECTS
from governance.roles.unit import Unit, UnitKind

MOST_ITEMS = 100


def new_item(
    meeting: MeetingCard,
    *,
    title: str,
    speaker: str,
    subject: Document | int | None,
    secret: bool | None,
    decision_draft: str,
    matter: str = "",
    off_agenda: bool = False,
) -> AgendaItem:
    """Put a question at the end of an agenda; `secret` None: as the rule for it asks.

    Raises NotLegal when the paper does not wait for a decision or stands on this agenda already, a text is missing
    or too long, or the body's rules know no such matter or another way to vote.
    """
    count = meeting.items.count()
    if count >= MOST_ITEMS:
        raise NotLegal(_("The agenda is full: put the question on another meeting's agenda."))
    item = AgendaItem(meeting_id=meeting.pk, position=count + 1, matter=matter, off_agenda=off_agenda)
    if subject is not None:
        _put_subject(item, meeting, subject)
    choose_way(item, meeting, secret)
    item.write(title=title or _question_about(item), speaker=speaker, decision_draft=decision_draft)
    item.save()
    return item


def matters_of(body: Unit) -> set[str]:
    """The matters for which the rules of a body of today name a rule of their own."""
    try:
        rules = Regulation.objects.in_force(body, clock.today())
    except ValidationError:
        return set()
    return set(rules.matters.values_list("matter", flat=True))


def items_to_copy(meeting: MeetingCard) -> list[AgendaItem]:
    """The questions that another meeting can take over: nobody is put up for an office by a copy."""
    return [
        item
        for item in meeting.agenda().order_by("position")
        if not item.office and getattr(item, "election", None) is None and not item.off_agenda
    ]


def choose_way(item: AgendaItem, meeting: MeetingCard, secret: bool | None) -> None:
    """Say whether the vote is secret; None: as the rule asks, openly where it allows both.

    Raises NotLegal when the rule for the question asks for the other way, or there is no such matter. A body that has
    no rules yet for the day of the meeting is asked again when it is convened.
    """
    if meeting.known_rules is None:
        item.secret = bool(secret)
        return
    rule = meeting.rule_for(item)
    item.secret = rule.law.secret == "always" if secret is None else secret
    check_secrecy(rule, secret=item.secret)


def check_secrecy(rule: HowDecided, *, secret: bool) -> None:
    """Raises NotLegal when the rule asks for the other way to vote."""
    if secret and rule.law.secret == "never":
        raise NotLegal(
            _("By the rules of the body this question is voted on openly: %(source)s.")
            % {"source": rule.quoted}
        )
    if not secret and rule.law.secret == "always":
        raise NotLegal(
            _("By the rules of the body this question is voted on secretly: %(source)s.")
            % {"source": rule.quoted}
        )


def _put_subject(item: AgendaItem, meeting: MeetingCard, subject: Document | int) -> None:
    key = subject if isinstance(subject, int) else subject.pk
    card = Document.objects.filter(pk=key, district_id=meeting.district_id).first()
    if card is None:
        raise NotLegal(_("There is no such paper in this district: choose it from the list."))
    paper = card.whole
    if paper.decision_moves is None or not paper.can_go_on_agenda or paper.present_version is None:
        raise NotLegal(
            _("«%(paper)s» does not wait for a decision now: it is «%(state)s».")
            % {"paper": paper, "state": paper.state_label}
        )
    if paper.decided_by_kind not in (None, meeting.unit.kind):
        raise NotLegal(
            _("«%(paper)s» is decided by another body: %(body)s.")
            % {"paper": paper, "body": UnitKind(paper.decided_by_kind).label}
        )
    if paper.decided_by not in (None, meeting.unit):
        raise NotLegal(
            _("«%(paper)s» is decided by another body: %(body)s.")
            % {"paper": paper, "body": paper.decided_by}
        )
    if meeting.items.filter(subject_id=paper.pk, left_reason="").exists():
        raise NotLegal(_("«%(paper)s» stands on this agenda already.") % {"paper": paper})
    item.subject = paper
    item.subject_version = paper.present_version
    item.effect_adopted, item.effect_declined = paper.decision_moves


def _question_about(item: AgendaItem) -> str:
    """«О согласовании плана работы …», as agendas word it; empty without a paper."""
    if item.subject is None:
        return ""
    heading = EFFECTS[item.effect_adopted].heading
    return f"{heading} {item.subject.title_in('genitive')}" if heading else item.subject.title


def arrange(meeting: MeetingCard, order: list[int]) -> None:
    """Put the items into the order of these ids. Raises NotLegal unless each item is named exactly once."""
    if sorted(order) != sorted(meeting.items.values_list("pk", flat=True)):
        raise NotLegal(_("The agenda has changed meanwhile: open the page again and set the order anew."))
    # Two steps, because a position stands once in an agenda at every moment, row after row: beyond the last one first.
    # With a hole in between, there are more positions than items.
    beyond = meeting.items.aggregate(last=Max("position"))["last"] or 0
    meeting.items.update(position=F("position") + beyond)
    for position, key in enumerate(order, start=1):
        AgendaItem.objects.filter(pk=key).update(position=position)
