"""A system of rewards: begun, written on one page (measures, time to object, criteria), put before the council."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Words
from governance.desk.base.fields import CodeField, text_field, title_field
from governance.desk.base.term_field import TermFormField
from governance.desk.editors.criteria import CriteriaEditor
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.rewards.section import REWARDS, BeginForDistrict
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import TitleForm
from governance.desk.papers.declaration import enter
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import WritePage
from governance.documents.kinds.rewards.measures import MOST_MEASURES
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.settings.catalogue import REWARD_OBJECTION
from governance.documents.settings.forms.beginnings import REWARD_SYSTEM_TITLE
from governance.roles.unit import Unit

# --- beginning --------------------------------------------------------------------------------------------------------


def proposed_title(district: Unit) -> str:
    said = {"учреждения": district.form("genitive")}
    return REWARD_SYSTEM_TITLE.begun(district.pk, said).title


class SystemEditionForm(TitleForm):
    """A system, or the next edition of the one in force, which is copied."""

    def prepare(self) -> None:
        district = next(iter(self.units.values()))
        adopted = RewardSystem.objects.filter(district=district, state=RewardSystem.State.ADOPTED)
        self.present = adopted.first()
        self.usual_term = REWARD_OBJECTION.on(district.root_id).to_json()
        self.initial["title"] = self.present.title if self.present else proposed_title(district)

    def facts(self) -> Facts:
        if self.present is None:
            return super().facts() | {"time_to_object": self.usual_term}
        copied = ("criteria", "measures", "time_to_object")
        return super().facts() | {name: getattr(self.present, name) for name in copied}


class BeginSystem(BeginForDistrict):
    form_class = SystemEditionForm
    title = gettext_lazy("New system of rewards")
    lead = gettext_lazy("Criteria and measures are written on the next page.")

    form: SystemEditionForm

    def get_lead(self) -> Words:
        if self.form.present is None:
            return self.lead
        return _("The next edition begins as a copy of the one in force; change it on the next page.")


# --- writing ----------------------------------------------------------------------------------------------------------


class SystemForm(SeenForm):
    """What stands around the measures and the criteria."""

    title = title_field()
    time_to_object = TermFormField(
        label=gettext_lazy("Time to object"),
        help_text=gettext_lazy("How long a teacher may object to what was found of the sheet."),
    )


class MeasureForm(forms.Form):
    """One measure."""

    code = CodeField("m")
    title = text_field(
        gettext_lazy("Measure"), 200, missing=gettext_lazy("Name the measure, for example: благодарность.")
    )
    with_money = forms.BooleanField(label=gettext_lazy("with money, by points"), required=False)
    certified = forms.BooleanField(label=gettext_lazy("a certificate is printed"), required=False)


class SystemPage(WritePage[RewardSystem]):
    """The whole system, saved half done too: what is not there yet is left out."""

    form_class = SystemForm
    template = "governance/rewards/system_edit.html"
    shows = ("document", "editor")
    label = gettext_lazy("Write the system of rewards")
    said = gettext_lazy("The system of rewards is saved.")
    address, name = "papers/<key:pk>/system/", "reward_system_edit"

    def prepare(self) -> None:
        standing, sent = self.document, self.data
        self.measures = RowsEditor(
            "measure", MeasureForm, standing.measures, sent, blank=2, most=MOST_MEASURES, unseen=("code",)
        )
        self.editor = CriteriaEditor(standing.criteria, sent, with_places=False)
        self.has_criteria = self.editor.is_begun or bool(standing.criteria)
        # Criteria that nobody has begun hinder no saving.
        asked = [self.editor] if self.has_criteria or self.editor.pressed else []
        self.editors = [self.measures, *asked]

    def facts(self) -> Facts:
        facts = super().facts()
        if self.measures.given:
            facts["measures"] = self.measures.given
        if self.has_criteria:
            facts["criteria"] = self.editor.sheet
        return facts


# --- the paper's page -------------------------------------------------------------------------------------------------


def context(request: SignedInRequest, document: RewardSystem) -> PaperContext | None:
    """What is still missing before the council can vote."""
    if document.state != RewardSystem.State.DRAFT:
        return None
    criteria = "" if document.criteria else _("No criteria yet: for what points are given.")
    measures = "" if document.measures else _("No measures yet: how a teacher is rewarded.")
    if not (gaps := f"{criteria} {measures}".strip()):
        return None
    return PaperContext(notices=[Banner(meaning="due", title=_("Before the council"), text=gaps)])


enter(
    RewardSystem,
    section=REWARDS,
    begin=BeginSystem,
    writes={"revise": SystemPage},
    effects={
        "submit": gettext_lazy(
            "Criteria and measures are frozen; the council votes on exactly this version."
        ),
    },
    context=context,
)
