"""The agreement sheet: who agrees, objects or has not answered; and what has changed since the reader's answer."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.papers.changes import compared, places_changed
from governance.desk.papers.context import Before
from governance.documents.approval.opinions import Consulted, Opinion
from governance.documents.record.attached import Version
from governance.documents.record.kind_settings import Phase
from governance.roles.rights import Right

READ = "opinions_read"


def opinions_of(paper: Consulted) -> list[Opinion]:
    """The opinions of all rounds, the oldest first, each with `proposed` and `unsettled`; one query a page.

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
        paper.__dict__["live_opinions"] = live_opinions(paper)
        paper.__dict__["has_open_proposal"] = has_unsettled(paper)
    return opinions


def live_opinions(paper: Consulted) -> list[Opinion]:
    """The opinions of the latest round."""
    return [opinion for opinion in opinions_of(paper) if opinion.lapsed_at is None]


def has_unsettled(paper: Consulted) -> bool:
    """Whether a proposed wording of the latest round awaits an answer."""
    return any(opinion.unsettled for opinion in live_opinions(paper))  # type: ignore[attr-defined]  # counted above


def since_my_answer(request: SignedInRequest, paper: Consulted) -> list[Before]:
    """What has changed since the version that the reader's own unit answered; at most one query.

    Nothing unless the paper is with somebody: only then does it matter for a decision.
    """
    if paper.phase != Phase.WITH_SOMEBODY or paper.present_version is None:
        return []
    answered = [
        opinion
        for opinion in opinions_of(paper)
        if opinion.given_at is not None and (Right.AGREE_PAPER.value, opinion.unit_id) in request.pairs
    ]
    last = max(answered, key=lambda opinion: opinion.pk, default=None)
    if last is None or last.version is None or last.version.number == paper.version:
        return []
    old = Version.objects.get(pk=last.version.pk)
    changes = compared(paper, old.content, paper.present_version.content)
    facts = {"n": places_changed(paper, changes), "old": old.number}
    title = (
        ngettext(
            "Changed since version %(old)d, which you answered: %(n)d place",
            "Changed since version %(old)d, which you answered: %(n)d places",
            facts["n"],
        )
        if facts["n"]
        else _("Nothing has changed since version %(old)d, which you answered")
    )
    return [Before(title=title % facts, changes=changes, open=True)]
