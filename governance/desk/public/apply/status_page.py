"""The text of the private page: the state in plain words, the steps with their days, points, results, files.

No result is shown before it is published.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.format import MEANINGS, day, size
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import OVER, PLACED, State
from governance.documents.kinds.admission.checking import name_of
from governance.documents.kinds.admission.claims import Claim
from governance.documents.kinds.admission.ranking import lines_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.law.criteria import Kind
from governance.documents.law.criteria.description import number
from governance.documents.record.kind_settings import Phase


def published_list(application: Application) -> Rating | None:
    """The latest published list, if it has the code of this application; else None."""
    editions = Rating.objects.filter(campaign_id=application.campaign_id, published_at__isnull=False)
    latest = editions.order_by("-edition").first()
    return latest if latest is not None and application.public_code in latest.codes else None


def is_known(application: Application, ranking: Rating | None) -> bool:
    """Whether the present outcome of the application has been published."""
    return ranking is not None and application.decided_by_list_id == ranking.pk


def badge(application: Application, ranking: Rating | None) -> dict[str, Any]:
    """The state for components/badge.html, as far as it is published."""
    if (
        application.state in PLACED
        and application.state != State.OFFERED
        and not is_known(application, ranking)
    ):
        return {"meaning": MEANINGS[Phase.WITH_SOMEBODY], "word": State.REVIEW.label}
    return {"meaning": MEANINGS[application.phase], "word": application.state_label}


def now(application: Application, ranking: Rating | None) -> dict[str, Any]:
    """What the state means and what the parents have to do: meaning, title, text."""
    campaign, state = application.campaign, application.state
    results = day(campaign.results_on)
    place = offer_name(application, application.place)
    if state in PLACED and state != State.OFFERED and not is_known(application, ranking):
        state = State.REVIEW
    sentences: dict[str, tuple[str, str, str]] = {
        State.DRAFT: (
            "due",
            _("The application is not sent yet"),
            _("Fill in what is left and send it until %(day)s. After that day a draft cannot be sent.")
            % {"day": day(campaign.intake_until)},
        ),
        State.REGISTERED: (
            "held",
            _("The school has got the application"),
            _("The secretary of the commission looks whether all papers are there. You need do nothing now."),
        ),
        State.INCOMPLETE: (
            "due",
            _("The school asks for papers until %(day)s") % {"day": day(application.missing_until)},
            application.missing,
        ),
        State.REVIEW: (
            "held",
            _("The commission considers the application"),
            _("Two members check each point against your papers. The results are published on %(day)s.")
            % {"day": results},
        ),
        State.TIED: (
            "due",
            _("An additional test decides"),
            _(
                "Your points are equal to another pupil's, and the places do not suffice. The school tells you the day."
            ),
        ),
        State.RECOMMENDED: (
            "force",
            _("Recommended: %(place)s") % {"place": place},
            _("You need do nothing: after the term for appeals the director signs the order of enrolment."),
        ),
        State.RESERVE: (
            "held",
            _("In reserve"),
            _(
                "If somebody gives a place up, it is offered to those in reserve in their order. We shall write to you."
            ),
        ),
        State.NOT_RECOMMENDED: (
            "quiet",
            _("Not recommended to the profiles that you wished for"),
            _("This does not refuse the general class: ask the school about a place in it."),
        ),
        State.OFFERED: (
            "due",
            _("A place is offered to you until %(day)s: %(place)s")
            % {"day": day(application.offered_until), "place": offer_name(application, application.offered)},
            _("Without an answer by that day the place goes to the next in reserve."),
        ),
        State.ENROLLED: (
            "force",
            _("Enrolled: %(place)s") % {"place": place},
            _("The director's order is signed."),
        ),
        State.DECLINED: (
            "quiet",
            _("The place was given up"),
            _(
                "The pupil takes no part in this admission any more. The general class is not refused: ask the school."
            ),
        ),
        State.WITHDRAWN: (
            "quiet",
            _("The application is withdrawn"),
            _("Nobody considers it any more."),
        ),
    }
    meaning, title, text = sentences[State(state)]
    return {"meaning": meaning, "title": title, "text": text}


def offer_name(application: Application, code: str) -> str:
    return application.campaign.offer(code).name if code else ""


def steps(application: Application, ranking: Rating | None) -> list[dict[str, Any]]:
    """The steps of an application with their days; the present one is marked."""
    campaign, state = application.campaign, application.state
    published = is_known(application, ranking)
    if state in OVER:
        return []
    at = {State.DRAFT: 0, State.REGISTERED: 1, State.INCOMPLETE: 1, State.ENROLLED: 5}.get(State(state))
    if at is None:
        at = 2 if not published else 3 if is_in_time(campaign.appeals_until) else 4
    named = [
        (_("You send the application"), _("until %(day)s") % {"day": day(campaign.intake_until)}),
        (_("The secretary looks whether all papers are there"), ""),
        (
            _("Two members check the points, the commission decides"),
            _("on %(day)s") % {"day": day(campaign.selection_on)},
        ),
        (
            _("Results by code; appeals"),
            _("results on %(results)s, appeals until %(appeals)s")
            % {"results": day(campaign.results_on), "appeals": day(campaign.appeals_until)},
        ),
        (_("The director enrols by an order"), ""),
    ]
    return [
        {"name": name, "note": note, "meaning": "force" if n < at else "quiet", "now": n == at}
        for n, (name, note) in enumerate(named)
    ]


def is_in_time(until: Any) -> bool:
    return until is not None and clock.today() <= until


def results(application: Application, ranking: Rating | None) -> list[dict[str, Any]]:
    """The outcome of each wish by the published list: rank, points, outcome in words, reason."""
    if ranking is None:
        return []
    words = {
        "recommended": ("force", _("recommended")),
        "tied": ("due", _("equal points: an additional test decides")),
        "reserve": ("held", _("in reserve")),
        "not_recommended": ("quiet", _("not recommended")),
        "placed_higher": ("quiet", _("not needed: a wish named before it has come true")),
    }
    order = {code: n for n, code in enumerate(application.all_wishes)}
    lines = sorted(
        lines_of(ranking.lists, application.public_code), key=lambda line: order.get(line[0]["code"], 99)
    )
    return [
        {
            "name": ranked_list["name"],
            "rank": row["rank"],
            "of": len(ranked_list["rows"]),
            "places": ranked_list["places"],
            "points": row["points"].replace(".", ","),
            "meaning": words[row["outcome"]][0],
            "word": words[row["outcome"]][1],
            "reason": row.get("reason", ""),
        }
        for ranked_list, row in lines
    ]


def points(application: Application, ranking: Rating | None) -> Iterator[dict[str, Any]]:
    """«Почему столько»: for each claim what was claimed, what was counted and why, and its points."""
    given = points_given(application, ranking)
    for claim in application.all_claims:
        checked = is_known(application, ranking) and claim.is_settled
        yield {
            "name": name_of(application, claim),
            "claimed": "—" if claim.code == TEST else amount(application, claim, claim.value),
            "counted": amount(application, claim, claim.settled) if checked else "",
            "points": given.get(claim.code, "") if checked else "",
            "reason": claim.settled_reason if checked and claim.is_corrected else "",
            "file": claim.proof.name if claim.proof else "",
            "note": claim.note,
        }


def amount(application: Application, claim: Claim, value: Decimal | None) -> str:
    """A value in words: yes or no for a tick, else the number."""
    if value is None:
        return _("not counted")
    criterion = application.campaign.sheet.by_code.get(claim.code)
    ticked = claim.is_circumstance or (criterion is not None and criterion.kind is Kind.ONCE)
    return (_("yes") if value else _("no")) if ticked else number(value)


def points_given(application: Application, ranking: Rating | None) -> dict[str, str]:
    """The points of each criterion by the published list; they are the same for every wish."""
    if ranking is None:
        return {}
    lines = lines_of(ranking.lists, application.public_code)
    return {
        entry["code"]: number(Decimal(entry["points"])) for _list, row in lines[:1] for entry in row["why"]
    }


def facts(application: Application) -> list[dict[str, Any]]:
    """The data that is stored about pupil and parents."""
    row = application.applicant
    rows = [
        (_("Pupil"), row.name),
        (_("Date of birth"), day(row.birth_date)),
        (_("School"), row.school_name),
        (_("Parent"), row.parent),
        (_("Second parent"), row.second_parent),
        (_("Telephone"), row.phone),
        (_("E-mail"), row.email),
    ]
    return [{"name": name, "value": value} for name, value in rows if value]


def wishes(application: Application) -> list[str]:
    return [offer_name(application, code) for code in application.all_wishes]


def files(application: Application, key: str) -> list[dict[str, Any]]:
    return [
        {
            "name": file.name,
            "href": reverse("own_file", args=[key, file.pk]),
            "note": size(file.size),
        }
        for file in application.attachments.all()
    ]
