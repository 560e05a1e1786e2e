"""The classes of an admission and their places, as data: a class is one list, or has profiles.

Pure. What a pupil wishes for is an `Offer`: a profile inside a class, or a class that has none.

Source: docs/domain.md, "Admission".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal

MOST_CLASSES = 20
MOST_PLACES = 200
LONGEST_NAME = 120
# Begins with a letter: a code of digits would be a place in a list to the database.
CODE = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


@dataclass(frozen=True)
class Offer:
    """One list of places: what a wish names and a ranking fills."""

    code: str
    # «10 «А», физико-математический профиль»
    name: str
    places: int
    class_name: str
    # A general class takes pupils whatever their points: nobody is refused it for a minimum (docs/domain.md,
    # "Admission").
    general: bool
    # «физико-математический»; empty where the class is one list.
    profile_name: str = ""


def class_called(offer: Offer) -> str:
    """«10 «А» класс (физико-математический профиль)»; a school may call it a class itself."""
    name = offer.class_name if "класс" in offer.class_name.lower() else f"{offer.class_name} класс"
    return f"{name} ({offer.profile_name} профиль)" if offer.profile_name else name


@dataclass(frozen=True)
class Profile:
    code: str
    name: str
    places: int


@dataclass(frozen=True)
class SchoolClass:
    """A class to be formed; `profiles` divide its places among them, none: they are all of one list."""

    code: str
    name: str
    places: int
    general: bool = False
    profiles: tuple[Profile, ...] = ()

    def offers(self) -> list[Offer]:
        if not self.profiles:
            return [Offer(self.code, self.name, self.places, self.name, self.general)]
        return [
            Offer(
                f"{self.code}-{profile.code}",
                f"{self.name}, {profile.name} профиль",
                profile.places,
                self.name,
                general=False,
                profile_name=profile.name,
            )
            for profile in self.profiles
        ]

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "profiles": [asdict(profile) for profile in self.profiles]}


def read_classes(data: Iterable[Mapping[str, Any]]) -> list[SchoolClass]:
    """The classes as they are stored.

    Raises NotLegal with a sentence: no class, two of one name or code, no places, profiles that do not fill it.
    """
    classes = [_read_class(entry) for entry in data]
    if not classes or len(classes) > MOST_CLASSES:
        raise NotLegal(_("Name the classes to be formed, from 1 to %(most)d.") % {"most": MOST_CLASSES})
    _check_once([school_class.name for school_class in classes])
    _check_once([offer.code for offer in offers_of(classes)])
    return classes


def offers_of(classes: Iterable[SchoolClass]) -> list[Offer]:
    """Every list of places, in the order of the classes."""
    return [offer for school_class in classes for offer in school_class.offers()]


def read_wishes(wishes: Sequence[str], offers: Iterable[Offer]) -> list[str]:
    """Wishes in order, each an offer, none twice. Raises NotLegal."""
    known = {offer.code for offer in offers}
    if any(wish not in known for wish in wishes):
        raise NotLegal(_("Choose each wish from the list of classes and profiles."))
    if len(set(wishes)) != len(wishes):
        raise NotLegal(_("Each class or profile is named once: correct the order of the wishes."))
    return list(wishes)


def _read_class(entry: Mapping[str, Any]) -> SchoolClass:
    name = _name(entry.get("name"))
    profiles = tuple(
        Profile(_code(each.get("code")), _name(each.get("name")), _places(each.get("places"), name))
        for each in entry.get("profiles", ())
    )
    places = _places(entry.get("places"), name)
    general = bool(entry.get("general"))
    _check_once([profile.name for profile in profiles])
    if profiles and general:
        raise NotLegal(_("«%(name)s» is a general class, so it has no profiles.") % {"name": name})
    if profiles and sum(profile.places for profile in profiles) != places:
        raise NotLegal(
            _("«%(name)s» has %(places)d places, and its profiles %(sum)d: make them equal.")
            % {"name": name, "places": places, "sum": sum(profile.places for profile in profiles)}
        )
    return SchoolClass(_code(entry.get("code")), name, places, general, profiles)


def _code(value: Any) -> str:
    if not isinstance(value, str) or not CODE.match(value) or len(value) > 20:
        raise NotLegal(_("A class or a profile has no code: open the page again."))
    return value


def _name(value: Any) -> str:
    name = " ".join(str(value or "").split())
    if not name or len(name) > LONGEST_NAME:
        raise NotLegal(
            _("Each class and each profile needs a name, at most %(longest)d signs long.")
            % {"longest": LONGEST_NAME}
        )
    return name


def _places(value: Any, name: str) -> int:
    if type(value) is not int or not 1 <= value <= MOST_PLACES:
        raise NotLegal(
            _("«%(name)s»: give the number of places, from 1 to %(most)d.")
            % {"name": name, "most": MOST_PLACES}
        )
    return value


def _check_once(words: list[str]) -> None:
    for word in words:
        if words.count(word) > 1:
            raise NotLegal(_("«%(name)s» stands twice: each class and profile once.") % {"name": word})
