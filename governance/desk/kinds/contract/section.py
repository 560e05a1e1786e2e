"""The part of the desk in which contracts stand."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.page import Section

CONTRACTS = Section("contracts", _("Contracts"), "contracts")
