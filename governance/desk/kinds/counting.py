"""The protocol of the counting commission: signed by its members or entered as a sheet, then voted on."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.fields import number_field
from governance.desk.base.navigation import MEETINGS
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import enter
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.forms import FactsForm
from governance.documents.kinds.meeting.election.counting import CountingProtocol


class ShowOfHandsForm(FactsForm[CountingProtocol]):
    """How the meeting voted on what the commission found."""

    in_favour = number_field(_("For, by show of hands"))
    against = number_field(_("Against, by show of hands"))
    abstain = number_field(_("Abstained, by show of hands"))


class SheetForm(ScanFacts[CountingProtocol]):
    """The scan of the sheet that the commission has signed by hand."""


enter(
    CountingProtocol,
    section=MEETINGS,
    begin=Elsewhere("it draws itself up when the commission has counted a vote"),
    writes={"approve": ShowOfHandsForm, "enter_sheet": SheetForm},
    effects={
        "sign": _(
            "You confirm what the commission found in the urn. With the last signature it goes to the meeting."
        ),
        "approve": _("Approved, the result stands. Not approved, whoever presides annuls the vote."),
        "enter_sheet": _("The scan ranks with the signatures of all members who have not signed here."),
    },
)
