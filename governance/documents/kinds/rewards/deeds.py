"""What is done with a measure without money: thanks are announced, a certificate is awarded, a gift presented."""

from dataclasses import dataclass

from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.settings.forms.rewards import REWARD_GROUNDS
from governance.documents.settings.posts import declined
from governance.roles.names import Case


@dataclass(frozen=True)
class Deed:
    """`begins`: the first letters of the title; `verb`: on a certificate; `case`: of the name there.

    In an order: its `order` verb with the measure in `measure_case` and the person in `person_case`.
    """

    begins: str
    verb: str
    order: str
    case: Case = Case.NOMINATIVE
    measure_case: Case = Case.INSTRUMENTAL
    person_case: Case = Case.ACCUSATIVE


DEEDS = (
    Deed("благодарност", "объявляется", "Объявить", Case.DATIVE, Case.ACCUSATIVE, Case.DATIVE),
    *(
        Deed(begins, "награждается", "Наградить")
        for begins in ("грамот", "почётн", "почетн", "похвальн", "диплом", "ценн")
    ),
)
OTHERWISE = Deed("", "вручается", "Вручить", Case.DATIVE, Case.ACCUSATIVE, Case.DATIVE)


def deed_of(measure: str) -> Deed:
    return next((deed for deed in DEEDS if measure.lower().startswith(deed.begins)), OTHERWISE)


def grounds_of(nomination: Nomination) -> str:
    """For what: the merits themselves are for those who decide."""
    return REWARD_GROUNDS.filled(nomination.district_id, округа=nomination.district.form("genitive"))


def deed_text(nomination: Nomination, measure: str) -> str:
    """«Объявить благодарность Лаптеву В.А., учителю истории, за вклад …»."""
    deed, district = deed_of(measure), nomination.district_id
    name = nomination.teacher.in_case(deed.person_case)
    post = declined(nomination.employment.capacity, deed.person_case, district)
    words = declined(measure, deed.measure_case, district, animate=False)
    person = f"{name}, {post},"
    said = f"{person} {words}" if deed.order == "Наградить" else f"{words} {person}"
    return f"{deed.order} {said} {grounds_of(nomination)}."
