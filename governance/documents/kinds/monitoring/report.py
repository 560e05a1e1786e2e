"""The report of a year on the monitoring: facts that are computed, findings that are proposed and edited.

Adopted by the council and public at once; counts alone, without persons (docs/domain.md, "Monitoring").
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.decided import AdoptedEdition, taken_back
from governance.documents.approval.effects import REPEAL
from governance.documents.errors import NotLegal
from governance.documents.kinds.monitoring.findings import proposed
from governance.documents.kinds.monitoring.gathering import accepted_in, gathered, sources_of
from governance.documents.kinds.monitoring.indicators import DRAFTS, Indicators, indicators_in_force
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.typed_text import lines_of_text
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.needs import Body, InForce
from governance.documents.record.perform import draft
from governance.documents.record.transitions import condition, move
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

LONGEST_FINDING = 2_000


@condition(gettext_lazy("Figures were accepted or returned since: read them anew first."))
def is_up_to_date(report: "MonitoringReport") -> bool:
    papers = accepted_in(report.district_id, report.starts_on, report.ends_on)
    return bool(report.facts["sources"] == sources_of(papers))


@condition(gettext_lazy("No figures of a school have been accepted for this year yet."))
def has_figures(report: "MonitoringReport") -> bool:
    return bool(report.facts["sources"])


@kind("monitoring_report")
class MonitoringReport(AdoptedEdition):
    """Of one year; a later one of the same year replaces it."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("monitoring report", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("monitoring report", "Before the council")
        ADOPTED = "adopted", Phase.IN_FORCE, pgettext_lazy("monitoring report", "Adopted")
        REPLACED = "replaced", Phase.ENDED, pgettext_lazy("monitoring report", "Replaced by a new one")

    kind_label = gettext_lazy("Report on the monitoring")
    kind_label_many = gettext_lazy("Reports on the monitoring")
    kind_purpose = gettext_lazy(
        "What the year came to: each indicator by school, against target and year before."
    )
    noun = Noun(NounGender.MASCULINE, "отчёт", "отчёта", "отчёт")
    drafted_by = DRAFTS
    needs = (InForce("indicators"), Body(UnitKind.COUNCIL))
    content_labels = labelled(
        "title edition starts_on ends_on read_on until rows code value before target reached findings text",
        edition=gettext_lazy("List of indicators"),
        read_on=gettext_lazy("Read on"),
        until=gettext_lazy("Counted until"),
        code=gettext_lazy("Indicator"),
        before=gettext_lazy("A year ago"),
        target=gettext_lazy("Target"),
        reached=gettext_lazy("Target reached"),
        findings=gettext_lazy("Findings"),
    )
    select_related_fields = ("edition", "approved_by", "repealed_by", "on_agenda")

    edition = models.ForeignKey(
        Indicators, models.PROTECT, related_name="+", verbose_name=gettext_lazy("list of indicators")
    )
    starts_on = models.DateField(gettext_lazy("first day"))
    ends_on = models.DateField(gettext_lazy("last day"))
    # See `gathering.gathered`.
    facts: Any = models.JSONField(gettext_lazy("facts"), default=dict)
    # [{"code" of the indicator, empty for one of the deputy's own, "text"}]
    findings: Any = models.JSONField(gettext_lazy("findings"), default=list)

    class Meta(AdoptedEdition.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(name="report_days_in_order", condition=Q(starts_on__lte=F("ends_on"))),
        ]

    @property
    def year(self) -> str:
        """«2011/2012»."""
        begun = self.starts_on.year if self.starts_on.month >= 9 else self.starts_on.year - 1
        return f"{begun}/{begun + 1}"

    def title_in(self, case: str) -> str:
        return self.noun.head(f"о мониторинге за {self.year} учебный год", case)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "edition": self.edition.code,
            "starts_on": self.starts_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            **{name: self.facts[name] for name in ("read_on", "until", "schools", "sources", "rows")},
            "findings": self.findings,
        }

    @property
    def earlier(self) -> "MonitoringReport | None":
        """The report of the year before, as the council adopted it."""
        adopted = MonitoringReport.objects.filter(
            district_id=self.district_id, state=self.State.ADOPTED, ends_on__lt=self.starts_on
        )
        return adopted.order_by("-ends_on", "-pk").first()

    def read(self) -> None:
        """Compute the facts from what is accepted and told today, and propose findings."""
        before = self.earlier
        self.facts = gathered(self.edition, self.starts_on, self.ends_on, before.facts if before else None)
        self.findings = proposed(self.facts, self.district_id)

    @move(
        source=State.DRAFT,
        rule=DRAFTS,
        words=verb("monitoring report", "Read the figures anew", "read the figures anew"),
    )
    def gather(self, act: Act) -> None:
        """With the findings that follow; what the deputy wrote of their own stays."""
        own = [entry for entry in self.findings if not entry["code"]]
        self.read()
        self.findings += own

    @move(
        source=State.DRAFT,
        rule=DRAFTS,
        words=verb("monitoring report", "Write the findings", "wrote the findings"),
        inner=True,
    )
    def revise(
        self, act: Act, *, title: str | None = None, findings: Iterable[Mapping[str, str]] | None = None
    ) -> None:
        """Findings in other words, further ones, or fewer. The figures themselves are computed and never typed."""
        if title is not None:
            self.title = " ".join(title.split())[:500]
            if not self.title:
                raise NotLegal(_("Give the paper a title."))
        if findings is not None:
            known = {row["code"] for row in self.facts["rows"]}
            self.findings = [
                {
                    "code": entry.get("code", "") if entry.get("code") in known else "",
                    "text": lines_of_text(entry["text"], LONGEST_FINDING),
                }
                for entry in findings
                if entry.get("text", "").strip()
            ]

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=DRAFTS,
        words=verb("monitoring report", "Put before the council", "put before the council"),
        conditions=(has_figures, is_up_to_date),
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """The council votes on these figures and findings and no others."""
        self.freeze(act)

    withdraw = taken_back(DRAFTS)

    def take_effect(self, act: Act) -> None:
        """Public at once; an earlier report of the same year loses its force."""
        self.published_at = act.at
        earlier = MonitoringReport.objects.filter(
            district_id=self.district_id,
            state=self.State.ADOPTED,
            starts_on__lte=self.ends_on,
            ends_on__gte=self.starts_on,
        )
        self.affect(REPEAL, earlier.exclude(pk=self.pk).values_list("pk", flat=True))


def begin_report(
    district: Unit, *, by: Person, starts_on: date, ends_on: date, title: str = ""
) -> MonitoringReport:
    """Drafted from what is accepted so far. Raises NotLegal: no list in force, days out of order or to come."""
    edition = indicators_in_force(district.pk)
    if edition is None:
        raise NotLegal(_("The council has to adopt a list of indicators first."))
    if ends_on < starts_on or starts_on > clock.today():
        raise NotLegal(
            _("Give the year that is reported on: it has begun, and its days stand in their order.")
        )

    def read(report: MonitoringReport, act: Act) -> None:
        report.read()

    paper = MonitoringReport(unit=district, starts_on=starts_on, ends_on=ends_on)
    return draft(
        MonitoringReport,
        unit=district,
        title=title or paper.title_in("nominative"),
        by=by,
        fill=read,
        edition=edition,
        starts_on=starts_on,
        ends_on=ends_on,
    )
