"""The texts from which a district begins its forms of contract: a form of its settings for each matter.

They are a beginning: the drafter changes every word. Of a network contract law asks for the programme and its parts,
the resources, the finance and who issues which document (273-ФЗ, article 15; the order of the ministries of
05.08.2020 No. 882/391).
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.documents.language.clauses import parse_text
from governance.documents.settings.forms.beginnings import MEMBERSHIP_CONTRACT, NETWORK_CONTRACT


class Matter(models.TextChoices):
    """What a contract is about."""

    MEMBERSHIP = "membership", _("membership in the district")
    NETWORK = "network", _("an educational programme in network form")


FORMS = {Matter.MEMBERSHIP: MEMBERSHIP_CONTRACT, Matter.NETWORK: NETWORK_CONTRACT}


@dataclass(frozen=True)
class Pattern:
    """The usual title of a form of contract, and the fields with its text, laws and blanks."""

    title: str
    fields: dict[str, Any]


def pattern_of(matter: Matter, district: int) -> Pattern:
    """With what a district (its id) begins a form of contract today."""
    begun = FORMS[matter].begun(district)
    return Pattern(
        begun.title,
        {
            "sections": parse_text(begun.text),
            "legal_basis": [{"text": law, "day": day.isoformat()} for law, day in begun.laws],
            "blanks": [{"name": name, "label": label} for name, label in begun.blanks],
        },
    )
