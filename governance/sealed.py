"""Which events are sealed: a model of events says so itself by `sealed`; every morning the log takes its new rows."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Sealed:
    """How the log reads the events of a model: paths from it, as a query takes them.

    `district`: whose log takes them; `chain` and `place`: the name of the hash chain and the place in it, which name an
    event also when its row is gone; `digest`: the SHA-256 of the event in hexadecimal, its leaf; `at`: its moment.
    """

    district: str
    chain: str
    place: str = "position"
    digest: str = "hash"
    at: str = "at"


def sources() -> dict[str, Any]:
    """The models whose events are sealed, by the names under which leaves tell them apart; in this fixed order."""
    models = [model for model in apps.get_models() if hasattr(model, "sealed")]
    return {model.__name__: model for model in sorted(models, key=lambda model: model.__name__)}
