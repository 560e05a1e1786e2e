"""The order of papers of all kinds by where they stand between draft and end."""

from collections.abc import Sequence

from django.db.models import Case, IntegerField, Value, When

from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS


def by_phase(order: Sequence[Phase]) -> Case:
    """The place of a paper's phase in this order; last what has none of them."""
    return Case(
        *(
            When(kind=name, state__in=model.states_in(phase), then=Value(place))
            for place, phase in enumerate(order)
            for name, model in KINDS.items()
        ),
        default=Value(len(order)),
        output_field=IntegerField(),
    )
