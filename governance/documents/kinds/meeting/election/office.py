"""The offices to which a body elects: how papers call them, which role they carry, whether they need a seat."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.roles.catalogue import Role
from governance.roles.unit import Unit, UnitKind


class OfficeKey(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("office", "chair")
    DEPUTY = "deputy", pgettext_lazy("office", "deputy chair")
    SECRETARY = "secretary", pgettext_lazy("office", "secretary")
    MEMBER = "member", pgettext_lazy("office", "member")
    DELEGATE = "delegate", pgettext_lazy("office", "delegate")


MEMBERS: dict[UnitKind, Role] = {
    UnitKind.COUNCIL: Role.COUNCIL_MEMBER,
    UnitKind.METHODICAL_COUNCIL: Role.METHODIST,
    UnitKind.COMMISSION: Role.COMMISSION_MEMBER,
    UnitKind.BODY: Role.BODY_MEMBER,
}


@dataclass(frozen=True)
class Office:
    """An office in the Russian of papers, and the role that carries its rights at each kind of unit.

    `of_member`: a member holds it on their own seat, and stays a member when it ends. `takes_seat`: it comes with a
    seat. `by_name`: others hold the same role, so its holder is told by the name of the office.
    """

    nominative: str
    genitive: str
    instrumental: str
    instrumental_many: str
    genitive_many: str
    roles: Mapping[UnitKind, Role] = field(default_factory=lambda: MEMBERS)
    of_member: bool = False
    takes_seat: bool = False
    by_name: bool = False

    def title(self, unit: Unit, detail: str = "") -> str:
        """«председатель совета Лузского школьного округа», as papers call whoever holds it."""
        return " ".join(part for part in (self.nominative, unit.form("genitive"), detail) if part)


OFFICES: dict[str, Office] = {
    OfficeKey.CHAIR: Office(
        "председатель",
        "председателя",
        "председателем",
        "председателями",
        "председателей",
        {
            UnitKind.COUNCIL: Role.COUNCIL_CHAIR,
            UnitKind.METHODICAL_COUNCIL: Role.METHODICAL_CHAIR,
            UnitKind.COMMISSION: Role.COMMISSION_CHAIR,
            UnitKind.BODY: Role.BODY_CHAIR,
        },
        of_member=True,
    ),
    OfficeKey.DEPUTY: Office(
        "заместитель председателя",
        "заместителя председателя",
        "заместителем председателя",
        "заместителями председателя",
        "заместителей председателя",
        of_member=True,
        by_name=True,
    ),
    OfficeKey.SECRETARY: Office(
        "секретарь",
        "секретаря",
        "секретарём",
        "секретарями",
        "секретарей",
        {
            UnitKind.COUNCIL: Role.COUNCIL_SECRETARY,
            UnitKind.METHODICAL_COUNCIL: Role.METHODICAL_SECRETARY,
            UnitKind.COMMISSION: Role.COMMISSION_SECRETARY,
            UnitKind.BODY: Role.BODY_SECRETARY,
        },
    ),
    OfficeKey.MEMBER: Office("член", "члена", "членом", "членами", "членов", takes_seat=True),
    OfficeKey.DELEGATE: Office(
        "делегат",
        "делегата",
        "делегатом",
        "делегатами",
        "делегатов",
        dict.fromkeys((UnitKind.DISTRICT, UnitKind.COUNCIL, UnitKind.SCHOOL), Role.OBSERVER),
        by_name=True,
    ),
}


class Among(models.TextChoices):
    """From whom one may choose."""

    ALL = "all", gettext_lazy("anybody of the district")
    MEMBERS = "members", gettext_lazy("the members of the body")
    GROUP = "group", gettext_lazy("the members of one group")
    NAMED = "named", gettext_lazy("only those named when the question is put on the agenda")


class Winning(models.TextChoices):
    """Who counts as elected."""

    BODY = "body", gettext_lazy("who reaches the majority by which the body decides")
    PRESENT = "present", gettext_lazy("more than half of those present")
    BALLOTS = "ballots", gettext_lazy("more than half of the valid ballots")
    ROSTER = "roster", gettext_lazy("more than half of the whole roster")
    TWO_THIRDS = "two_thirds", gettext_lazy("at least two thirds of the whole roster")
    MOST = "most", gettext_lazy("who has the most votes")
