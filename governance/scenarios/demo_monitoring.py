"""Monitoring in the demonstration: the list of indicators in force since October."""

from governance.scenarios.luza import Luza
from governance.scenarios.monitoring import Played, adopt_first_list
from governance.scenarios.stage import Stage


def fill_monitoring(luza: Luza, stage: Stage) -> None:
    played = Played(luza, stage)
    adopt_first_list(played, "2011-10-03 10:00", "2011-10-04 09:00", "2011-10-10 14:00")
