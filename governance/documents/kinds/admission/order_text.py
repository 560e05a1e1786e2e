"""What the director's orders say of an admission: that it is held and by whom; how many are enrolled.

Source: docs/domain.md, "Admission".
"""

from datetime import date

from governance import clock
from governance.documents.approval.order_text import OrderText, order_text
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.commission import TITLES, CommissionMember
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.places import class_called
from governance.documents.language.phrases import list_date, plural
from governance.documents.printing.citation import cited
from governance.documents.settings.forms.admission import CAMPAIGN_ORDER, ENROLMENT_ORDER

# The blank of the form for each commission.
BLANKS = {
    CommissionMember.Body.SELECTION: "приёмная комиссия",
    CommissionMember.Body.APPEAL: "апелляционная комиссия",
}


@order_text("campaign")
def campaign_text(campaign: Campaign) -> OrderText:
    """The plan of the admission is approved, both commissions are set up with their members."""
    said = {
        "учебный год": campaign.school_year,
        "план приёма": campaign.title_in("accusative"),
        **{blank: _members(campaign, body) for body, blank in BLANKS.items()},
    }
    return OrderText.of(CAMPAIGN_ORDER.worded(campaign.district_id, **said))


def _members(campaign: Campaign, body: CommissionMember.Body) -> str:
    """«председатель — …; секретарь — …; члены — …, …»."""
    names: dict[str, list[str]] = {place: [] for place in CommissionMember.Place}
    for member in campaign.members.select_related("person"):
        if member.body == body:
            names[member.place].append(member.person.name)
    members = "; ".join(
        f"{'члены' if len(people) > 1 else TITLES[CommissionMember.Place(place)]} — {', '.join(people)}"
        for place, people in names.items()
        if people
    )
    return members.rstrip(".")


@order_text("enrolment")
def enrolment_text(enrolment: Enrolment) -> OrderText:
    """Pupils are enrolled class by class; their names stand in the list alone, not in the order.

    Source: docs/domain.md, "Personal data".
    """
    campaign, counts = enrolment.campaign, enrolment.counts()
    said = {
        "учебный год": campaign.school_year,
        "список": enrolment.title_in("accusative"),
        "день": list_date(max(date(campaign.year, 9, 1), clock.today())),
    }
    records = {
        "classes": [
            {"класс": class_called(offer), "число обучающихся": _pupils(counts[offer.name])}
            for offer in campaign.offers
            if offer.name in counts
        ],
        "appeals": [
            {"протокол": cited(protocol), "заявления": numbers} for protocol, numbers in enrolment.by_appeal()
        ],
    }
    words = ENROLMENT_ORDER.worded(campaign.district_id, records, **said)
    return OrderText.of(words, series="order_pupils")


def _pupils(count: int) -> str:
    """In the accusative: зачислить 1 человека, 2 человека, 5 человек."""
    return f"{count} {plural(count, 'человека', 'человека', 'человек')}"
