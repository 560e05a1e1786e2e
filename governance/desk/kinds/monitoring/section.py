"""Where the pages of monitoring stand, and for which units its papers are begun."""

from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.navigation import enter_section
from governance.desk.base.page import Section
from governance.desk.papers.create import BeginPage, units_to_begin
from governance.roles.unit import Unit

MONITORING = enter_section(Section("monitoring", gettext_lazy("Monitoring"), "monitoring"))


class BeginForDistrict(BeginPage):
    section = MONITORING

    @classmethod
    def units_for(cls, request: SignedInRequest) -> list[Unit]:
        """The district of the first unit for which this person may begin one."""
        return [unit.root for unit in units_to_begin(request, cls.model)[:1]]
