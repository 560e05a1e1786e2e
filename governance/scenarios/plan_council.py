"""The three meetings of the council on the plan, as the chain of approval plays them."""

from datetime import date

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage


def meet_without_quorum(luza: Luza, stage: Stage, plan: Plan) -> Meeting:
    """A meeting without a quorum ends as not held; the plan waits for the next agenda."""
    stage.at("2011-08-23 11:00")
    on_plan = {"subject": plan, "speaker": luza.people["deputy"].name}
    sitting = Sitting.convene(stage, luza, "2011-08-29 14:00", on_plan)
    stage.at("2011-08-29 14:00")
    sitting.attend(
        second="present",
        base="present",
        lalsk="absent",
        fabrichnaya="absent",
        zhivotovo="absent",
        kulikovo="absent",
    )
    sitting.chair("fail")
    return sitting.meeting


def send_back(luza: Luza, stage: Stage, plan: Plan) -> Protocol:
    """The council sends the plan back with remarks."""
    people = luza.people
    stage.at("2011-08-30 10:00")
    sitting = Sitting.convene(
        stage,
        luza,
        "2011-09-05 14:00",
        {
            "title": "О готовности школ округа к новому учебному году",
            "speaker": people["director"].name,
        },
        {"subject": plan, "speaker": people["deputy"].name},
    )
    stage.at("2011-09-05 14:00")
    sitting.attend(
        base="present",
        second="present",
        lalsk="present",
        fabrichnaya="present",
        zhivotovo="present",
        kulikovo=("excused", "болезнь"),
    )
    sitting.chair("open")
    sitting.vote(1, base="for", second="for", lalsk="for", fabrichnaya="for", zhivotovo="for")
    sitting.vote(
        2, base="for", second="against", lalsk="against", fabrichnaya="aloud:against", zhivotovo="abstain"
    )
    stage.at("2011-09-05 15:10")
    sitting.chair("finish")
    stage.at("2011-09-06 09:00")
    return sitting.protocol(
        item_1=(
            "Пелевина Л.В. о готовности школ округа к новому учебному году.",
            "Крылова И.П.: школа готова.",
            "Принять информацию к сведению.",
        ),
        item_2=(
            "Винокурову С.А. о проекте плана работы округа на 2011/2012 учебный год.",
            "Жданов Н.С.: мастер-классы нужны весной, до конкурса.",
            "Вернуть план на доработку: перенести мастер-классы на февраль.",
        ),
    )


def agree(luza: Luza, stage: Stage, plan: Plan) -> tuple[Sitting, Protocol]:
    """The meeting that agrees: an acting head, a proxy, a recusal, a second round, a vote given aloud."""
    people = luza.people
    stage.at("2011-09-08 10:00")
    let_stand_in(luza, stage)
    sitting = Sitting.convene(
        stage,
        luza,
        "2011-09-12 14:00",
        {"title": "О поощрении организаторов недели информатизации", "speaker": people["head_kulikovo"].name},
        {"subject": plan, "speaker": people["deputy"].name},
    )
    stage.at("2011-09-12 14:00")
    sitting.attend(
        base="present",
        second="present",
        lalsk=("present", "и.о."),
        fabrichnaya="present",
        zhivotovo="absent",
        kulikovo="present",
    )
    sitting.secretary(
        "enter_proxy",
        principal=luza.seats["zhivotovo"],
        holder=luza.seats["fabrichnaya"],
        paper="доверенность от 10.09.2011",
        until=date(2011, 9, 12),
    )
    sitting.chair("open")
    vote_with_a_recusal(luza, stage, sitting)
    vote_twice(luza, stage, sitting)
    stage.at("2011-09-12 15:20")
    sitting.chair("finish")
    stage.at("2011-09-13 09:00")
    protocol = sitting.protocol(
        item_1=(
            "Попову Т.Н. об организации недели информатизации.",
            "",
            "Объявить благодарность организаторам недели информатизации.",
        ),
        item_2=(
            "Винокурову С.А. о доработанном плане: замечания совета от 05.09.2011 учтены.",
            "Бушманова Е.В. поддержала план.",
            "Согласовать план работы Лузского школьного округа на 2011/2012 учебный год.",
        ),
    )
    return sitting, protocol


def let_stand_in(luza: Luza, stage: Stage) -> None:
    """Somebody acts in September for the head of the school in Lalsk, in the council too."""
    with stage.playing():
        for appointment in luza.appointments["head_lalsk"]:
            appoint(
                luza.people["acting_lalsk"],
                Role(appointment.role),
                appointment.unit,
                by=luza.people["administrator"],
                basis="приказ от 08.09.2011 № 31-К",
                until=date(2011, 9, 30),
                stands_for=appointment,
                title="и.о. директора МОКУ СОШ пгт Лальск",
            )


def vote_with_a_recusal(luza: Luza, stage: Stage, sitting: Sitting) -> None:
    sitting.meeting = stage.do(
        sitting.meeting,
        "recuse",
        luza.people["head_kulikovo"],
        item=sitting.item(1),
        seat=luza.seats["kulikovo"],
        reason="поощрение касается меня лично",
    )
    sitting.vote(
        1, base="for", second="for", lalsk="for", fabrichnaya="for", zhivotovo="proxy:head_fabrichnaya:for"
    )


def vote_twice(luza: Luza, stage: Stage, sitting: Sitting) -> None:
    """The first round on the plan is annulled; one member dissents from the second."""
    stage.at("2011-09-12 14:25")
    sitting.chair("open_round", item=sitting.item(2))
    sitting.ballots(base="against", second="for")
    poll = sitting.meeting.rounds.get(item=sitting.item(2), number=1)
    sitting.chair("annul_round", round=poll, reason="член совета ошибся кнопкой, голосование повторяется")
    stage.at("2011-09-12 14:30")
    sitting.vote(
        2,
        base="for",
        second="for",
        lalsk="for",
        fabrichnaya="aloud:for",
        zhivotovo="proxy:head_fabrichnaya:abstain",
        kulikovo="against",
    )
    sitting.meeting = stage.do(
        sitting.meeting,
        "dissent",
        luza.people["head_kulikovo"],
        item=sitting.item(2),
        seat=luza.seats["kulikovo"],
        opinion="Срок «февраль» не учитывает каникулы нашей школы.",
    )
