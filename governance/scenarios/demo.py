"""The demonstration: the Luza district in November 2011, with its plan at several stages of its life.

The approved plan is the real chain of `scenarios.plan`; beside it stand a draft with what could not be understood, a
plan that waits for an agenda, one on the agenda of today's meeting, and one whose order awaits the director. Of five
contracts one is in force, the others are on their way; the Regulation is before the outside bodies; an estimate has
been begun. One school takes applications to its 10th classes, another has published its list and hears an appeal.
The council has adopted what the district is measured by.
Teachers have been rewarded for the spring and fill their sheets for the autumn; the network teachers are appointed.
The council has decided one question without a sitting; other sheets are still being returned.
Orders begun by forms of the library are signed, agreed and drafted.
The public page has cards of the schools, news, two decisions and the agenda of the coming sitting.
Pupils were asked about profiles, and are being asked; the public page polls its readers.
Letters have come and gone: some await the director, one its answer, some lie in their files.
The council has elected its chair; its sitting of today is prepared, with speakers, files, notes and begun minutes.
"""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from governance.documents.kinds.approved.kinds import Estimate
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteHead
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.perform import draft
from governance.flows.engine.models import Notice
from governance.letters.models import OutboxLetter
from governance.roles.person import Person
from governance.scenarios.contract_parties import ESCORT, OBJECTIONS, TIDINGS, Contracts, put_form_into_use
from governance.scenarios.demo_absentee import ask_without_sitting, decide_without_sitting, let_sheets_decide
from governance.scenarios.demo_admission import fill_admissions
from governance.scenarios.demo_bodies import fill_bodies
from governance.scenarios.demo_election import fill_election
from governance.scenarios.demo_forms import fill_forms
from governance.scenarios.demo_letters import fill_letters
from governance.scenarios.demo_monitoring import fill_monitoring
from governance.scenarios.demo_points import carry_out_the_points, charge_the_rows, points_of_the_week
from governance.scenarios.demo_profile import fill_profile
from governance.scenarios.demo_public import fill_public_page
from governance.scenarios.demo_rewards import fill_autumn, fill_summer
from governance.scenarios.demo_sitting import convene_today
from governance.scenarios.luza import Luza, found_luza
from governance.scenarios.plan import import_the_plan, play_plan
from governance.scenarios.regulation import put_up, rounds_of_schools
from governance.scenarios.sealed_mornings import seal_mornings
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage
from governance.scenarios.teachers import employ_teachers

ESTIMATE_TITLE = "Смета расходов Лузского школьного округа на 2012 год"
ESTIMATE = [
    {
        "article": "Связь",
        "purpose": "Доступ в Интернет для сетевых занятий",
        "unit": "месяц",
        "quantity": "12",
        "price": "3400.00",
    },
    {
        "article": "Связь",
        "purpose": "Веб-камеры с микрофоном",
        "unit": "шт.",
        "quantity": "6",
        "price": "1850.00",
    },
    {
        "article": "Мероприятия",
        "purpose": "Бумага и грамоты для недели информатизации",
        "unit": "комплект",
        "quantity": "6",
        "price": "420.50",
    },
]


@transaction.atomic
def fill_demo(password: str, today: date) -> Luza:
    """Fill an empty database; everything happened before or on `today`."""
    luza = found_luza()
    let_sheets_decide(luza)
    employments = employ_teachers(luza)
    # Each has a stage of its own: their days run side by side. The council's sittings come in the order in which they
    # were convened, and whoever is appointed by them in the order of the days.
    fill_summer(luza, employments)
    plans = Stage()
    plan = play_plan(luza, plans).plan
    fill_admissions(luza)
    fill_monitoring(luza, Stage())
    plan = fill_plans(luza, plans, plan)
    fill_election(luza, Stage())
    decide_without_sitting(luza, Stage())
    fill_autumn(luza, employments)
    put_plans_before_the_council(luza, plans, plan, today)
    ask_without_sitting(luza, Stage(), today)
    fill_contracts(luza, Stage())
    fill_approved(luza, Stage())
    fill_forms(luza, Stage(), plan)
    fill_public_page(luza, Stage(), plan)
    fill_letters(luza, Stage())
    fill_profile(luza, Stage())
    fill_bodies(luza, Stage())
    seal_mornings(luza.district)
    # What was told before this week is read.
    Notice.objects.filter(created_at__date__lt=today - timedelta(days=7)).update(read_at=F("created_at"))
    # The letters of these years are not sent.
    OutboxLetter.objects.all().delete()
    # One password for all, so it is hashed once: for each of them it would take a good part of the time.
    Person.objects.update(password=make_password(password))
    return luza


def fill_plans(luza: Luza, stage: Stage, plan: Plan) -> Plan:
    """The plan of the year goes on, and another one awaits the director's order; the former as it then stands."""
    deputy = luza.people["deputy"]
    # More of the year was carried out meanwhile.
    stage.at("2011-11-10 10:00")
    for row in plan.rows():
        if row.section.position == 1 and row.number.rstrip(".") in {"3", "4"}:
            plan = stage.do(plan, "mark_row_done", deputy, row=row.pk, on=date(2011, 11, 9), note="выполнено")
    plan = charge_the_rows(luza, stage, plan)
    change_the_order(luza, stage, plan)
    put_order_before_the_director(luza, stage)
    return plan


def change_the_order(luza: Luza, stage: Stage, plan: Plan) -> None:
    """The order that approved the plan gets another point; its page shows how it reads now."""
    deputy, clerk, director = (luza.people[key] for key in ("deputy", "clerk", "director"))
    stage.at("2011-11-10 15:00")
    order = Order.objects.get(links_out__target=plan, links_out__effect="approve")
    points = order.edition()
    addition = {
        "action": "add",
        "point": str(points[-1].place[0] + 1),
        "text": "Доложить совету округа о ходе исполнения плана на заседании в январе 2012 г.",
    }
    reason = "В связи с решением о контроле за исполнением плана"
    changing = stage.begin(draft_amending_order, deputy, order, changes=[addition], reason=reason)
    changing = stage.do(changing, "submit", clerk)
    stage.do(changing, "sign", director)
    stage.find(Order, pk=order.pk)


def put_order_before_the_director(luza: Luza, stage: Stage) -> None:
    """A second plan was agreed a week ago; the order on it awaits the director's signature."""
    people = luza.people
    deputy, clerk = people["deputy"], people["clerk"]
    stage.at("2011-11-11 09:00")
    innovation = plan_called(
        stage, luza, "План работы округа по неделе информатизации на 2011/2012 учебный год"
    )
    innovation = stage.do(innovation, "submit", deputy)
    stage.at("2011-11-11 12:00")
    sitting = Sitting.convene(
        stage, luza, "2011-11-15 14:00", {"subject": innovation, "speaker": deputy.name}
    )
    stage.at("2011-11-15 14:00")
    sitting.attend(**dict.fromkeys(luza.seats, "present"))
    sitting.chair("open")
    sitting.vote(1, **dict.fromkeys(luza.seats, "for") | {"kulikovo": "abstain"})
    stage.at("2011-11-15 15:00")
    sitting.chair("finish")
    stage.at("2011-11-16 09:00")
    sitting.charge(1, points_of_the_week(luza))
    protocol = sitting.protocol(
        item_1=(
            "Винокурову С.А. о плане недели информатизации.",
            "Пелевин Л.В. предложил провести день открытых дверей.",
            "Согласовать план.",
        ),
    )
    stage.at("2011-11-17 10:00")
    order = stage.find(Order, readers=luza.district, state="draft")
    order = stage.do(order, "acquaint", clerk, people=[deputy, people["head_second"]])
    stage.do(order, "submit", clerk)
    carry_out_the_points(luza, stage, protocol)


def put_plans_before_the_council(luza: Luza, stage: Stage, year: Plan, today: date) -> None:
    """A plan on the agenda of today's meeting, another that waits for an agenda, and a draft with its doubts."""
    deputy = luza.people["deputy"]
    stage.at("2011-11-17 15:00")
    spring = plan_called(stage, luza, "План работы округа на второе полугодие 2011/2012 учебного года")
    spring = stage.do(spring, "submit", deputy)
    stage.at("2011-11-18 09:00")
    convene_today(luza, stage, year, spring, today)
    summer = plan_called(stage, luza, "План работы летней школы округа на 2011/2012 учебный год")
    stage.do(summer, "submit", deputy)
    plan_called(
        stage, luza, "План работы Лузского школьного округа на 2011/2012 учебный год: проект изменений"
    )


def plan_called(stage: Stage, luza: Luza, title: str) -> Plan:
    """Another plan from the same file, under a title of its own."""
    deputy = luza.people["deputy"]
    plan = stage.begin(import_the_plan, deputy, luza=luza)
    return stage.do(plan, "revise", deputy, edits=[WriteHead(title=title)])


def fill_contracts(luza: Luza, stage: Stage) -> None:
    """The form in use; contracts in force, before the director, in rework, before a school's head, in the draft."""
    stage.at("2011-10-10 10:00")
    form = put_form_into_use(luza, stage)
    stage.at("2011-10-17 11:00")
    contracts = Contracts.from_form(luza, stage, form)
    stage.at("2011-10-18 09:00")
    for key in ("second", "fabrichnaya"):
        contracts.act(key, "submit", "deputy")
    stage.at("2011-10-20 10:00")
    contracts.act("second", "consent", "head_second")
    stage.at("2011-10-24 10:00")
    contracts.act("second", "sign", "head_second")
    stage.at("2011-10-25 09:00")
    contracts.act("second", "sign", "director")
    stage.at("2011-10-27 15:00")
    contracts.object_to(
        "fabrichnaya",
        "head_fabrichnaya",
        "Просим учесть условия школы, в которой нет классов 10-11.",
        {TIDINGS: OBJECTIONS[TIDINGS], ESCORT: OBJECTIONS[ESCORT]},
    )
    stage.at("2011-11-14 09:00")
    for key in ("lalsk", "zhivotovo"):
        contracts.act(key, "submit", "deputy")
    stage.at("2011-11-15 10:00")
    contracts.act("lalsk", "consent", "head_lalsk")
    stage.at("2011-11-16 12:00")
    contracts.act("lalsk", "sign", "head_lalsk")


def fill_approved(luza: Luza, stage: Stage) -> None:
    """The Regulation, agreed by the schools and not yet by the outside bodies; an estimate in the draft."""
    deputy = luza.people["deputy"]
    rounds_of_schools(stage, luza, put_up(stage, luza))
    stage.at("2011-11-18 14:00")
    estimate = stage.begin(begin_estimate, deputy, luza=luza)
    stage.do(
        estimate,
        "revise",
        deputy,
        period=(date(2012, 1, 1), date(2012, 12, 31)),
        money="средства базовой школы",
        rows=ESTIMATE,
    )


def begin_estimate(*, luza: Luza, by: Person) -> Estimate:
    return draft(Estimate, unit=luza.district, title=ESTIMATE_TITLE, by=by)
