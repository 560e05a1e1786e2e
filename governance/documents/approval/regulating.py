"""Entering how a body decides: an act of the organisation."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.documents.approval.contradictions import check_can_be_followed
from governance.documents.approval.regulation import DecidingRule, HowDecided, Regulation
from governance.roles.acts.door import organisation_act
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person
from governance.roles.unit import Unit


def regulate(
    body: Unit,
    *,
    source: str,
    rule: Any,
    since: date,
    by: Person | None,
    basis: str,
    matters: Sequence[Mapping[str, Any]] = (),
    **values: Any,
) -> Regulation:
    """Enter the rules by which a body decides from a day on; those of before hold until the day before.

    `rule` decides whatever `matters` do not name: mappings with the columns of a `DecidingRule`. Raises ValidationError
    with a sentence when there are rules from that day on already, or something contradicts itself.
    """
    with organisation_act(OrganisationAct.REGULATE, body.root_id, by=by, basis=basis, since=since) as doing:
        doing.unit = body
        if Regulation.objects.filter(unit=body, since=since).exists():
            raise ValidationError(_("Rules of this body are entered from that day on already."))
        regulation = Regulation(unit=body, since=since, source=source, rule=rule, **values)
        regulation.save(force_insert=True)
        rules: list[HowDecided] = [regulation]
        for position, named in enumerate(matters, start=1):
            rules.append(DecidingRule(regulation=regulation, position=position, **named))
            rules[-1].save(force_insert=True)
        check_can_be_followed(regulation, rules)
    return regulation
