"""How pages write things: the meaning of a phase and of a due date; dates and sizes."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.components import Badge
from governance.documents.law.criteria.description import number
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase

# The phases of a paper as meanings, which templates/governance/components/sign.html draws.
MEANINGS: dict[Phase, str] = {
    Phase.DRAFT: "quiet",
    Phase.WITH_SOMEBODY: "held",
    Phase.IN_FORCE: "force",
    Phase.ENDED: "quiet",
    Phase.VOID: "alarm",
}

# The phases in words that fit papers of any kind.
PHASES = {
    Phase.DRAFT: gettext_lazy("being drafted"),
    Phase.WITH_SOMEBODY: gettext_lazy("under way"),
    Phase.IN_FORCE: gettext_lazy("in force"),
    Phase.ENDED: gettext_lazy("ended"),
    Phase.VOID: gettext_lazy("without force"),
}


def state_of(document: Document) -> Badge:
    return Badge(MEANINGS[document.phase], document.state_label)


def day(value: date | None) -> str:
    """«14.09.2011»; of a moment its day where the district is; nothing for a day that is not known."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, "d.m.Y") if value else ""


def due_text(due: date | None, today: date) -> tuple[str, str]:
    """The meaning and the text of a due date: («alarm», «до 14.09, опоздание на 2 дня»)."""
    if due is None:
        return "quiet", ""
    left = (due - today).days
    short = date_format(due, "d.m" if due.year == today.year else "d.m.Y")
    if left < 0:
        late = ngettext("%(n)d day late", "%(n)d days late", -left) % {"n": -left}
        return "alarm", _("by %(day)s, %(late)s") % {"day": short, "late": late}
    if left == 0:
        return "due", _("today")
    return ("due" if left <= 2 else "held"), _("by %(day)s") % {"day": short}


def takes_no_part(member_until: date) -> str:
    """Why the seat of a school takes no part, where its membership has ended."""
    return _("the contract was in force until %(day)s; the seat takes no part") % {"day": day(member_until)}


def figure(value: Decimal | str | None) -> str:
    """«23», «4,5»; nothing for a number that is not there."""
    return "" if value is None else number(Decimal(value))


def size(count: int) -> str:
    """The size of a file, from bytes: «12 КБ», «1,5 МБ»."""
    if count < 1024 * 1024:
        return _("%(n)d KB") % {"n": max(1, count // 1024)}
    return _("%(n)s MB") % {"n": f"{count / 1024 / 1024:.1f}".replace(".", ",")}
