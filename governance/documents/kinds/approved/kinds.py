"""The kinds of approved paper, each a few lines of settings: adding one is adding a class here.

Where the sources say nothing, the setting is a usual one and its docstring says so. The labels of columns and the
nouns stand on paper, so they are Russian whatever language the pages are read in.
"""

from django.utils.translation import gettext_lazy

from governance.documents.kinds.approved.joining import Joinable
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.route import (
    ApprovalStage,
    Route,
    outside_parties,
    schools_of_district,
)
from governance.documents.kinds.approved.table import Cell, Column, Table
from governance.documents.kinds.approved.text import Form
from governance.documents.language.noun import Noun, NounGender
from governance.documents.record.kinds import kind
from governance.documents.settings.papers import OPINION_ON_SCHEDULE, OPINION_OUTSIDE
from governance.roles.unit import UnitKind

DISTRICT_OR_SCHOOL = frozenset({UnitKind.DISTRICT, UnitKind.SCHOOL})


@kind("regulation")
class DistrictRegulation(ApprovedPaper):
    """Положение о школьном округе: «критиковалось, снова и снова перерабатывалось», agreed with the heads of the
    department and of the district education office (docs/domain.md, "Processes"). Days to answer are a usual term."""

    kind_label = gettext_lazy("Regulation")
    kind_label_many = gettext_lazy("Regulations")
    kind_purpose = gettext_lazy(
        "How the district is built and decides; its schools agree, the council adopts it."
    )
    noun = Noun(NounGender.NEUTER, "положение", "положения", "положение")
    route = Route(
        stages=(
            ApprovalStage(ask=schools_of_district),
            ApprovalStage(ask=outside_parties, within=OPINION_OUTSIDE),
        ),
        decided_by=UnitKind.COUNCIL,
        by_order=True,
        published=True,
    )
    form = Form(text=True)
    changed_by = "regulation_changes"
    retention = gettext_lazy("permanently")

    class Meta:
        proxy = True


@kind("estimate")
class Estimate(ApprovedPaper):
    """Смета расходов: the council decides; an order follows, because the money is the base school's. Retention as
    usual with estimates."""

    kind_label = gettext_lazy("Estimate of expenses")
    kind_label_many = gettext_lazy("Estimates of expenses")
    kind_purpose = gettext_lazy("What the district spends in a year and on what.")
    noun = Noun(NounGender.FEMININE, "смета", "сметы", "смету")
    route = Route(decided_by=UnitKind.COUNCIL, by_order=True)
    form = Form(
        period=True,
        money=True,
        table=Table(
            columns=(
                Column("article", "Статья расходов", required=True, width=12),
                Column("purpose", "На что расходуется", required=True, width=22),
                Column("unit", "Единица", width=10),
                Column("quantity", "Количество", Cell.NUMBER, required=True, width=13),
                Column("price", "Цена, руб.", Cell.MONEY, required=True, width=12),
                Column(
                    "sum", "Сумма, руб.", Cell.MONEY, totalled=True, product=("quantity", "price"), width=13
                ),
            ),
            grouped_by="article",
        ),
    )
    retention = gettext_lazy("yearly: permanently; quarterly: 5 years")

    class Meta:
        proxy = True


@kind("schedule")
class Schedule(ApprovedPaper):
    """Годовой календарный учебный график of the lessons that the schools share, so all six say whether it fits; the
    council's decision is enough. Kept for a year after it was replaced, as schedules usually are."""

    kind_label = gettext_lazy("Calendar schedule")
    kind_label_many = gettext_lazy("Calendar schedules")
    kind_purpose = gettext_lazy("When teaching begins and ends, with its holidays.")
    noun = Noun(
        NounGender.MASCULINE,
        "годовой календарный учебный график",
        "годового календарного учебного графика",
        "годовой календарный учебный график",
    )
    route = Route(
        stages=(ApprovalStage(ask=schools_of_district, within=OPINION_ON_SCHEDULE),),
        decided_by=UnitKind.COUNCIL,
        by_order=False,
        published=True,
    )
    form = Form(
        text=True,
        period=True,
        table=Table(
            columns=(
                Column("name", "Учебный период, каникулы", required=True, width=7),
                Column("classes", "Классы", width=4),
                Column("starts", "Начало", required=True, width=5),
                Column("ends", "Окончание", required=True, width=5),
                Column("weeks", "Учебных недель", Cell.NUMBER, width=4),
                Column("note", "Примечание", width=6),
            )
        ),
    )
    retention = gettext_lazy("1 year after it was replaced")

    class Meta:
        proxy = True


@kind("curriculum")
class Curriculum(ApprovedPaper):
    """Учебный план of the network's classes, or of a school: hours a week by subject. The methodical council decides,
    the director orders. Kept permanently where it was drawn up."""

    kind_label = gettext_lazy("Curriculum")
    kind_label_many = gettext_lazy("Curricula")
    kind_purpose = gettext_lazy("Which subjects are taught for how many hours.")
    noun = Noun(NounGender.MASCULINE, "учебный план", "учебного плана", "учебный план")
    route = Route(decided_by=UnitKind.METHODICAL_COUNCIL, by_order=True, units=DISTRICT_OR_SCHOOL)
    form = Form(
        text=True,
        period=True,
        table=Table(
            columns=(
                Column("area", "Предметная область", width=3),
                Column("subject", "Учебный предмет", required=True, width=6),
                Column("level", "Уровень", width=4),
                Column("grade_9", "9-й класс", Cell.NUMBER, totalled=True, width=3),
                Column("grade_10", "10-й класс", Cell.NUMBER, totalled=True, width=3),
                Column("grade_11", "11-й класс", Cell.NUMBER, totalled=True, width=3),
                Column(
                    "hours",
                    "Всего часов в неделю",
                    Cell.NUMBER,
                    totalled=True,
                    addition=("grade_9", "grade_10", "grade_11"),
                    width=4,
                ),
            ),
            grouped_by="area",
        ),
    )
    retention = gettext_lazy("permanently")

    class Meta:
        proxy = True


@kind("profiles")
class Profiles(ApprovedPaper):
    """Перечень профилей, to which pupils are admitted: all schools say what they can teach, the council decides, an
    order follows, parents read it on the public page. Kept as long as papers of admission, five years."""

    kind_label = gettext_lazy("List of profiles")
    kind_label_many = gettext_lazy("Lists of profiles")
    kind_purpose = gettext_lazy("Which profiles the schools offer.")
    noun = Noun(NounGender.MASCULINE, "перечень", "перечня", "перечень")
    route = Route(
        stages=(ApprovalStage(ask=schools_of_district),),
        decided_by=UnitKind.COUNCIL,
        by_order=True,
        published=True,
    )
    form = Form(
        text=True,
        period=True,
        table=Table(
            columns=(
                Column("school", "Школа", required=True, width=3),
                Column("profile", "Профиль", required=True, width=3),
                Column("subjects", "Предметы профильного уровня", required=True, width=5),
                Column("grade", "Класс", width=1),
                Column("places", "Мест", Cell.NUMBER, totalled=True, width=1),
            ),
            grouped_by="school",
        ),
    )
    retention = gettext_lazy("5 years")

    class Meta:
        proxy = True


@kind("programme")
class Programme(ApprovedPaper):
    """Образовательная программа of a subject or a course, by a school or for the network: the methodical council
    decides, the director orders. Kept permanently where it was worked out."""

    kind_label = gettext_lazy("Educational programme")
    kind_label_many = gettext_lazy("Educational programmes")
    kind_purpose = gettext_lazy("What is taught and what pupils know in the end.")
    noun = Noun(
        NounGender.FEMININE,
        "образовательная программа",
        "образовательной программы",
        "образовательную программу",
    )
    route = Route(decided_by=UnitKind.METHODICAL_COUNCIL, by_order=True, units=DISTRICT_OR_SCHOOL)
    form = Form(text=True)
    changed_by = "programme_changes"
    retention = gettext_lazy("permanently")

    class Meta:
        proxy = True


@kind("thematic_plan")
class ThematicPlan(ApprovedPaper):
    """Календарно-тематический план of a network teacher. The methodical council's agreement is the last word
    (docs/domain.md, "Processes" names no order), so that decision puts it in force. Kept for a year, as a teacher's
    working paper."""

    kind_label = gettext_lazy("Thematic plan")
    kind_label_many = gettext_lazy("Thematic plans")
    kind_purpose = gettext_lazy("Lessons of a subject in their order, with their hours.")
    noun = Noun(
        NounGender.MASCULINE,
        "календарно-тематический план",
        "календарно-тематического плана",
        "календарно-тематический план",
    )
    route = Route(decided_by=UnitKind.METHODICAL_COUNCIL, by_order=False, units=DISTRICT_OR_SCHOOL)
    form = Form(
        period=True,
        table=Table(
            columns=(
                Column("section", "Раздел", width=3),
                Column("topic", "Тема занятия", required=True, width=8),
                Column("hours", "Часов", Cell.NUMBER, required=True, totalled=True, width=2),
                Column("term", "Срок", width=4),
                Column("note", "Форма занятия, контроль", width=5),
            ),
            grouped_by="section",
        ),
    )
    retention = gettext_lazy("1 year")

    class Meta:
        proxy = True


@kind("signing_rules")
class SigningRules(Joinable, ApprovedPaper):
    """Положение о простой электронной подписи: the council decides, an order puts it in force, and whoever signs in the
    system joins it (63-ФЗ, articles 6 and 9). It names people, so no public page shows it. Kept permanently, as local
    acts are."""

    kind_label = gettext_lazy("Rules on signing in the system")
    kind_label_many = gettext_lazy("Rules on signing in the system")
    kind_purpose = gettext_lazy("Who signs what in the system and how such a signature counts.")
    noun = Noun(NounGender.NEUTER, "положение", "положения", "положение")
    route = Route(decided_by=UnitKind.COUNCIL, by_order=True)
    form = Form(text=True)
    changed_by = "signing_changes"
    retention = gettext_lazy("permanently")

    class Meta:
        proxy = True


@kind("bonus_rules")
class BonusRules(ApprovedPaper):
    """Положение о премировании, a school's own local act. The employees' body is heard, the director orders (Labour
    Code of Russia, articles 8, 135, 372). Kept permanently, as local acts usually are."""

    kind_label = gettext_lazy("Rules of bonuses")
    kind_label_many = gettext_lazy("Rules of bonuses of the schools")
    kind_purpose = gettext_lazy("For what a school pays bonuses to its employees.")
    noun = Noun(NounGender.NEUTER, "положение", "положения", "положение")
    route = Route(decided_by=None, by_order=True, heard=True, units=frozenset({UnitKind.SCHOOL}))
    form = Form(text=True)
    changed_by = "bonus_rules_changes"
    retention = gettext_lazy("permanently")

    class Meta:
        proxy = True


APPROVED_KINDS: tuple[type[ApprovedPaper], ...] = (
    *(DistrictRegulation, Estimate, Schedule, Curriculum, Profiles),
    *(Programme, ThematicPlan, SigningRules, BonusRules),
)
