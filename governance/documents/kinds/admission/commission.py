"""Who is to sit in the two commissions of an admission, and what papers call them (docs/domain.md, "Admission")."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.record.register import RegisterOf
from governance.record_rows import RecordRow
from governance.roles.person import Person

# The series of the commissions' own papers.
APPLICATIONS = RegisterOf((), "application", "Заявления о приёме")
APPEALS = RegisterOf((), "appeal", "Апелляции", "{n}-А")
# Name, genitive, accusative.
NAMES = {
    "selection": ("Приёмная комиссия", "приёмной комиссии", "приёмную комиссию"),
    "appeal": ("Апелляционная комиссия", "апелляционной комиссии", "апелляционную комиссию"),
}


class CommissionMember(RecordRow):
    """Who is to sit in a commission of a campaign, until and after the order appoints them."""

    of_paper = "campaign"
    called = pgettext_lazy("row of the record", "commission member")

    class Body(models.TextChoices):
        SELECTION = "selection", gettext_lazy("admission commission")
        APPEAL = "appeal", gettext_lazy("appeal commission")

    class Place(models.TextChoices):
        CHAIR = "chair", pgettext_lazy("commission", "chair")
        SECRETARY = "secretary", pgettext_lazy("commission", "secretary, without a vote")
        MEMBER = "member", pgettext_lazy("commission", "member")

    campaign = models.ForeignKey("governance.Campaign", models.PROTECT, related_name="members")
    body = models.CharField(max_length=10, choices=Body.choices)
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.MEMBER)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["campaign_id", "body", "position"]
        constraints: ClassVar = [
            # Nobody who selects also hears the appeal against it.
            models.UniqueConstraint(fields=["campaign", "person"], name="one_commission_a_person"),
            models.UniqueConstraint(
                fields=["campaign", "body", "place"],
                condition=Q(place__in=["chair", "secretary"]),
                name="one_chair_and_secretary_a_commission",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_place_display()}"


# How papers call them.
TITLES = {
    CommissionMember.Place.CHAIR: "председатель",
    CommissionMember.Place.SECRETARY: "секретарь",
    CommissionMember.Place.MEMBER: "член",
}
