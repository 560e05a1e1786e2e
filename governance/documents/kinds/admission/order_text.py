"""What the director's orders say of an admission: that it is held and by whom; how many are enrolled.

Source: docs/domain.md, "Admission".
"""

from datetime import date

from governance import clock
from governance.documents.approval.order_text import OrderText, order_text
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.commission import NAMES, TITLES, CommissionMember
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.places import class_called
from governance.documents.language.phrases import list_date, plural
from governance.documents.printing.citation import cited
from governance.documents.settings.admission import ENROLMENT_LAW


@order_text("campaign")
def campaign_text(campaign: Campaign) -> OrderText:
    """The plan of the admission is approved, both commissions are set up with their members."""
    return OrderText(
        title=f"О приёме в 10 классы на {campaign.school_year} учебный год",
        points=(
            f"Утвердить {campaign.title_in('accusative')} (прилагается).",
            *(_commission_point(campaign, body) for body in CommissionMember.Body),
        ),
        preamble="В целях организации индивидуального отбора обучающихся",
    )


def _commission_point(campaign: Campaign, body: CommissionMember.Body) -> str:
    """«Создать приёмную комиссию в составе: председатель — …; секретарь — …; члены — …, …»."""
    names: dict[str, list[str]] = {place: [] for place in CommissionMember.Place}
    for member in campaign.members.select_related("person"):
        if member.body == body:
            names[member.place].append(member.person.name)
    members = "; ".join(
        f"{'члены' if len(people) > 1 else TITLES[CommissionMember.Place(place)]} — {', '.join(people)}"
        for place, people in names.items()
        if people
    )
    return f"Создать {NAMES[body][2]} в составе: {members.rstrip('.')}."


@order_text("enrolment")
def enrolment_text(enrolment: Enrolment) -> OrderText:
    """Pupils are enrolled class by class; their names stand in the list alone, not in the order.

    Source: docs/domain.md, "Personal data".
    """
    campaign, counts = enrolment.campaign, enrolment.counts()
    since = list_date(max(date(campaign.year, 9, 1), clock.today()))
    return OrderText(
        title=f"О зачислении в 10 классы на {campaign.school_year} учебный год",
        points=(
            f"Утвердить {enrolment.title_in('accusative')} (прилагается).",
            *(
                f"Зачислить с {since} по списку в {class_called(offer)} {_pupils(counts[offer.name])}."
                for offer in campaign.offers
                if offer.name in counts
            ),
            *(
                f"По решению апелляционной комиссии ({cited(protocol)}) зачисляются по заявлениям: {numbers}."
                for protocol, numbers in enrolment.by_appeal()
            ),
        ),
        series="order_pupils",
        preamble=f"В соответствии с {ENROLMENT_LAW.on(campaign.district_id)}",
    )


def _pupils(count: int) -> str:
    """In the accusative: зачислить 1 человека, 2 человека, 5 человек."""
    return f"{count} {plural(count, 'человека', 'человека', 'человек')}"
