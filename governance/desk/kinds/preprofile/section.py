"""Where the pages on the way to a profile stand."""

from django.utils.translation import gettext_lazy

from governance.desk.base.navigation import enter_section
from governance.desk.base.page import Section

PREPROFILE = enter_section(Section("preprofile", gettext_lazy("Choice of profile"), "survey_list"))
