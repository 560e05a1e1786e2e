"""The agreement sheet: who agrees, objects or has not answered; and what has changed since the reader's answer."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.format import day, due_text
from governance.desk.papers.changes import compared, places_changed
from governance.desk.papers.context import AnswerRow, Answers, Before
from governance.documents.approval.opinions import Consulted, Opinion
from governance.documents.record.attached import Version
from governance.documents.record.kind_settings import Phase
from governance.roles.rights import Right

READ = "opinions_read"


def opinions_of(paper: Consulted) -> list[Opinion]:
    """The opinions of all rounds, the oldest first; one query a page.

    Each has `proposed`, the number of wordings that it proposes, and `unsettled`, how many of these have no answer.
    The result is kept on the paper, so that the page asks only once.
    """
    opinions: list[Opinion] | None = paper.__dict__.get(READ)
    if opinions is None:
        opinions = list(
            Opinion.objects.filter(document_id=paper.pk)
            .select_related("unit", "person", "appointment", "version")
            .defer("version__content")
            .annotate(
                proposed=Count("proposals"),
                unsettled=Count("proposals", filter=Q(proposals__answer="")),
            )
            .order_by("stage", "pk")
        )
        paper.__dict__[READ] = opinions
        paper.__dict__["live_opinions"] = [opinion for opinion in opinions if opinion.lapsed_at is None]
        paper.__dict__["has_open_proposal"] = has_unsettled(paper)
    return opinions


def has_unsettled(paper: Any) -> bool:
    """Whether a proposed wording of the latest round awaits an answer."""
    return any(opinion.unsettled for opinion in opinions_of(paper) if opinion.lapsed_at is None)  # type: ignore[attr-defined]


def sheet(paper: Consulted) -> Answers | None:
    """The agreement sheet; None before anybody stands on it."""
    live = [opinion for opinion in opinions_of(paper) if opinion.lapsed_at is None]
    if not live:
        return None
    agreed = sum(opinion.agrees for opinion in live)
    return Answers(
        title=_("Agreement"),
        sum=_("%(n)d of %(all)d agree") % {"n": agreed, "all": len(live)},
        rows=[row(paper, opinion, clock.today()) for opinion in live],
    )


def row(paper: Consulted, opinion: Opinion, today: date) -> AnswerRow:
    meaning, word = standing(opinion, today)
    return AnswerRow(
        name=str(opinion.unit),
        meaning=meaning,
        said=word,
        note=note(opinion),
        text=opinion.remark,
        href=reverse("paper_file", args=[paper.pk, opinion.scan_id]) if opinion.scan_id else "",
        link=opinion.letter,
    )


def standing(opinion: Opinion, today: date) -> tuple[str, str]:
    """The meaning and the text of an opinion: («force», «согласовано»)."""
    if opinion.outcome == Opinion.Outcome.OBJECTION:
        return "alarm", _("sent back")
    if opinion.outcome == Opinion.Outcome.WITH_REMARKS:
        return "due", _("agreed with remarks")
    if opinion.outcome == Opinion.Outcome.CONSENT:
        return "force", _("agreed")
    if opinion.asked_at is None:
        return "quiet", _("not asked yet")
    meaning, due = due_text(opinion.due, today)
    return "alarm" if meaning == "alarm" else "held", _("awaited %(due)s") % {"due": due}


def note(opinion: Opinion) -> str:
    """«12.01.2012, Крылова И.П. (директор МОКУ СОШ №2), версия 1»; without an answer the day of the question."""
    if opinion.given_at is None or opinion.person is None:
        if opinion.asked_at is None:
            return ""
        return _("asked on %(day)s") % {"day": on_day(opinion.asked_at)}
    who = opinion.person.name
    if opinion.letter:
        who = _("entered by %(who)s") % {"who": who}
    elif opinion.appointment:
        who = f"{who} ({opinion.appointment.capacity})"
    parts = [on_day(opinion.given_at), who]
    if opinion.version:
        parts.append(_("version %(n)d") % {"n": opinion.version.number})
    return ", ".join(parts)


def on_day(moment: Any) -> str:
    return day(timezone.localtime(moment).date())


def since_my_answer(request: SignedInRequest, paper: Consulted) -> Before | None:
    """What has changed since the version that the reader's own unit answered; at most one query.

    None unless the paper is with somebody: only then does it matter for a decision.
    """
    if paper.phase != Phase.WITH_SOMEBODY or paper.present_version is None:
        return None
    answered = [
        opinion
        for opinion in opinions_of(paper)
        if opinion.version is not None
        and opinion.given_at is not None
        and (Right.AGREE_PAPER.value, opinion.unit_id) in request.pairs
    ]
    last = max(answered, key=lambda opinion: opinion.pk, default=None)
    if last is None or last.version is None or last.version.number == paper.version:
        return None
    old = Version.objects.get(pk=last.version.pk)
    changes = compared(paper, old.content, paper.present_version.content)
    count = places_changed(paper, changes)
    facts = {"n": count, "old": old.number}
    title = _("Nothing has changed since version %(old)d, which you answered") % facts
    if count:
        title = ngettext(
            "Changed since version %(old)d, which you answered: %(n)d place",
            "Changed since version %(old)d, which you answered: %(n)d places",
            count,
        )
        title %= facts
    return Before(title=title, changes=changes, open=True)
