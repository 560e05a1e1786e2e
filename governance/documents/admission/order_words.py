"""What the director's orders say of an admission: that it is held and by whom; how many are enrolled (domain 2)."""

from typing import TYPE_CHECKING

from governance.documents.admission.commission import NAMES, TITLES, CommissionMember
from governance.documents.order_words import OrderWords
from governance.documents.wording import people

if TYPE_CHECKING:
    from governance.documents.admission.campaign import Campaign
    from governance.documents.admission.enrolment import Enrolment


def campaign_words(campaign: "Campaign") -> OrderWords:
    """The plan of the admission is approved, both commissions are set up with their members."""
    return OrderWords(
        title=f"О приёме в 10 классы на {campaign.school_year} учебный год",
        points=(
            f"Утвердить {campaign.title_in('accusative')} (прилагается).",
            *(_commission_point(campaign, body) for body in CommissionMember.Body),
        ),
        preamble="В целях организации индивидуального отбора обучающихся",
    )


def _commission_point(campaign: "Campaign", body: CommissionMember.Body) -> str:
    members = ", ".join(
        f"{member.person.name} ({TITLES[CommissionMember.Place(member.place)]})"
        for member in campaign.members.select_related("person")
        if member.body == body
    )
    return f"Создать {NAMES[body][2]} в составе: {members}."


def enrolment_words(enrolment: "Enrolment") -> OrderWords:
    """Pupils are enrolled class by class; their names stand in the list alone, not in the order (domain section 7)."""
    campaign = enrolment.campaign
    counts = enrolment.counts()
    return OrderWords(
        title=f"О зачислении в 10 классы на {campaign.school_year} учебный год",
        points=tuple(
            f"Зачислить в {name} класс {people(count)} согласно списку (прилагается)."
            for name, count in counts.items()
        ),
        series="order_pupils",
        preamble="По итогам индивидуального отбора",
    )
