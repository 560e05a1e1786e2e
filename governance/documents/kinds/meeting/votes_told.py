"""How many voted how, in the words of a district: «за — 5, против — 1, воздержались — 0»."""

from datetime import date

from governance.documents.settings.forms.votes import VOTES_COUNTED


def voted(
    district: int, in_favour: int, against: int, abstained: int, silent: int = 0, *, day: date | None = None
) -> str:
    """What protocols say after ГОЛОСОВАЛИ; `silent`: who could have voted and did not. By the forms of a day."""
    said = {
        "за": str(in_favour),
        "против": str(against),
        "воздержались": str(abstained),
        "не голосовали": str(silent or ""),
    }
    return VOTES_COUNTED.filled(district, day, **said)
