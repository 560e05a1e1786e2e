"""The way to a profile in the demonstration: surveys at each stage, pupils in the bank, a consent to be signed."""

from datetime import date

from governance.documents.kinds.preprofile.bank import begin_entry
from governance.documents.kinds.preprofile.patterns import OPINION, PROFILE
from governance.scenarios.luza import Luza
from governance.scenarios.profile import Played
from governance.scenarios.profile_people import ACHIEVEMENTS, PUPILS, classes_of, employ_guides
from governance.scenarios.stage import Stage


def fill_profile(luza: Luza, stage: Stage) -> None:
    employ_guides(luza)
    played = Played(luza, stage)
    deputy, psychologist, director = (luza.people[key] for key in ("deputy", "psychologist", "director"))
    stage.at("2011-10-03 10:00")
    spring = played.prepare(
        *("autumn", deputy, luza.district, PROFILE, (date(2011, 10, 10), date(2011, 10, 15))),
        classes=classes_of(luza),
    )
    spring = stage.do(spring, "open", deputy)
    stage.at("2011-10-13 12:00")
    played.answer(spring, all_but=9)
    stage.at("2011-10-16 05:00")
    spring = stage.do(spring, "expire", None, basis=spring)
    stage.at("2011-10-17 10:00")
    stage.do(spring, "publish", deputy)
    stage.at("2011-11-14 10:00")
    poll = played.prepare("opinion", deputy, luza.district, OPINION, (date(2011, 11, 14), date(2011, 12, 10)))
    stage.do(poll, "open", deputy)
    stage.at("2011-11-17 10:00")
    own = played.prepare(
        *("own", psychologist, luza.base, PROFILE, (date(2011, 11, 18), date(2011, 11, 25))),
        title="Готовность девятиклассников к выбору профиля",
        classes=classes_of(luza, "base")[1:3],
    )
    own = stage.do(own, "open", director)
    stage.at("2011-11-18 11:00")
    played.answer(own, all_but=3, chance=7)
    stage.at("2011-11-18 15:00")
    played.prepare(
        *("parents", psychologist, luza.base, PROFILE, (date(2011, 12, 5), date(2011, 12, 10))),
        title="Интересы восьмиклассников: что попробовать в предпрофильной подготовке",
        classes=classes_of(luza, "base")[:1],
    )
    played.enter("ryabinin", *ACHIEVEMENTS)
    played.enter("zorina")
    stage.begin(begin_entry, luza.people["class_teacher"], unit=luza.base, **PUPILS["popov"])
