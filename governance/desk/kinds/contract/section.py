"""The part of the desk in which contracts stand."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.navigation import enter_section
from governance.desk.base.page import Section

CONTRACTS = enter_section(Section("contracts", _("Contracts"), "contracts"))
