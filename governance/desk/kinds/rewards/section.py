"""What the pages of rewards have in common: where they stand, whose they are, what they read."""

from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.page import Section
from governance.desk.papers.create import BeginPage, units_to_begin
from governance.desk.papers.write import WritePage
from governance.documents.kinds.rewards.nomination import Nomination
from governance.roles.rights import Right
from governance.roles.unit import Unit

# Who answers for the personal data in sheets: the deputy for the district, the heads of the teachers' schools.
OVERSEERS = (Right.VERIFY_NOMINATION, Right.NOMINATE)
REWARDS = Section("rewards", gettext_lazy("Rewards"), "rewards")


class BeginForDistrict(BeginPage):
    section = REWARDS

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        """The district of the first unit for which this person may begin one."""
        return [unit.root for unit in units_to_begin(request, cls.model)[:1]]


class NominationPage(WritePage[Nomination]):
    """A page on which a sheet is filled in, completed, verified or answered."""

    section = REWARDS
    related = ("reward_period__system", "teacher")

    def get_paper_label(self) -> str:
        return str(self.document.teacher)
