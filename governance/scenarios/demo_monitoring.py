"""Monitoring in the demonstration: the list in force, the year before reported on, the figures of autumn on their way.

One school is accepted, one was returned, one waits for its check, one is late.
"""

from datetime import date

from governance.scenarios.luza import Luza
from governance.scenarios.monitoring import Played, adopt_first_list, year_before
from governance.scenarios.stage import Stage

AUTUMN = {
    "base": {"оценены": "402", "хорошисты": "181"},
    "second": {"оценены": "310", "хорошисты": "121"},
    "lalsk": {"оценены": "188", "хорошисты": "179"},
}


def fill_monitoring(luza: Luza, stage: Stage) -> None:
    played = Played(luza, stage)
    adopt_first_list(played, "2011-10-03 10:00", "2011-10-04 09:00", "2011-10-10 14:00")
    year_before(played, "2011-10-11 10:00", "2011-10-18 11:00", date(2011, 10, 21))
    played.report(
        *("2011-10-24 10:00", "2011-10-25 09:00", "2011-10-31 14:00"),
        first=date(2010, 9, 1),
        last=date(2011, 5, 31),
        own="Исходное состояние школ округа принять за основу для сравнения.",
    )
    figures = played.ask(
        "2011-11-07 10:00",
        span="term",
        first=date(2011, 9, 1),
        last=date(2011, 11, 3),
        due=date(2011, 11, 18),
    )
    stage.at("2011-11-14 11:00")
    played.accept(played.give(figures["base"], AUTUMN["base"]))
    played.give(figures["second"], AUTUMN["second"])
    returned = played.give(figures["lalsk"], AUTUMN["lalsk"])
    stage.at("2011-11-16 12:00")
    stage.do(
        returned,
        "send_back",
        luza.people["deputy"],
        reason="Успевают на «4» и «5» 179 из 188? Проверьте: год назад было около половины.",
    )
