"""What the pages of rewards have in common: where they stand, and that systems and periods belong to the district."""

from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.page import Section
from governance.desk.papers.create import BeginPage, units_to_begin
from governance.roles.unit import Unit

REWARDS = Section("rewards", gettext_lazy("Rewards"), "rewards")


class BeginForDistrict(BeginPage):
    section = REWARDS

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        """The district of the first unit for which this person may begin one."""
        return [unit.root for unit in units_to_begin(request, cls.model)[:1]]
