"""The words with which papers are begun that their drafters then write: contracts, plans, orders, approved papers."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from governance.documents.settings.forms.beginning import ContractText, TextBeginning
from governance.documents.settings.forms.form import TO_BE_CHECKED
from governance.documents.settings.forms.passage import PassageForm

DATA = settings.BASE_DIR / "data"
OWNER = {"учреждения": "Лузского школьного округа"}

PURPOSE = gettext_lazy(
    "First line the title; below it the text, as it is pasted into the editor. The drafter changes whatever is needed."
)
PURPOSE_OF_TABLE = gettext_lazy("The title with which such a paper is begun.")


def begins(name: str, label: Promise, words: str, *, titled: bool = False) -> TextBeginning:
    """The beginning of an approved paper; {учреждения}: whose it is."""
    return TextBeginning(
        f"begins_{name}",
        label,
        PURPOSE_OF_TABLE if titled else PURPOSE,
        TO_BE_CHECKED,
        words,
        blanks=OWNER,
        optional=frozenset(OWNER),
        titled=titled,
    )


def _file(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8").strip()


REGULATION = begins(
    "regulation", gettext_lazy("Regulation of the district: its beginning"), "Положение {учреждения}"
)
ESTIMATE = begins("estimate", gettext_lazy("Estimate: its beginning"), "Смета {учреждения}", titled=True)
SCHEDULE = begins(
    "schedule",
    gettext_lazy("Calendar schedule: its beginning"),
    "Годовой календарный учебный график {учреждения}",
)
CURRICULUM = begins("curriculum", gettext_lazy("Curriculum: its beginning"), "Учебный план {учреждения}")
PROFILES = begins("profiles", gettext_lazy("List of profiles: its beginning"), "Перечень {учреждения}")
PROGRAMME = begins(
    "programme", gettext_lazy("Programme: its beginning"), "Образовательная программа {учреждения}"
)
THEMATIC_PLAN = begins(
    "thematic_plan",
    gettext_lazy("Thematic plan: its beginning"),
    "Календарно-тематический план {учреждения}",
    titled=True,
)
SIGNING_RULES = begins(
    "signing_rules",
    gettext_lazy("Rules on signing in the system: their beginning"),
    f"Положение о простой электронной подписи\n{_file('signing_rules.txt')}",
)
BONUS_RULES = begins(
    "bonus_rules", gettext_lazy("Rules on bonuses of a school: their beginning"), "Положение {учреждения}"
)

# Of approved papers, by their kinds.
OF_APPROVED = {
    "regulation": REGULATION,
    "estimate": ESTIMATE,
    "schedule": SCHEDULE,
    "curriculum": CURRICULUM,
    "profiles": PROFILES,
    "programme": PROGRAMME,
    "thematic_plan": THEMATIC_PLAN,
    "signing_rules": SIGNING_RULES,
    "bonus_rules": BONUS_RULES,
}

PLAN_BEGINS = PassageForm(
    "begins_plan",
    gettext_lazy("Work plan: its beginning"),
    gettext_lazy(
        "First line the title; each further line is the title of a section with which a plan begins."
    ),
    TO_BE_CHECKED,
    "План работы {учреждения}",
    blanks=OWNER,
    optional=frozenset(OWNER),
)
PLAN_HEADINGS = PassageForm(
    "plan_headings",
    gettext_lazy("Work plan: the headings before its table"),
    gettext_lazy("Three lines: the composition, the aims, the functions."),
    TO_BE_CHECKED,
    "Состав {учреждения}[ (далее {сокращённо})]:\nОкруг создан с целью:\nФункции округа:",
    blanks={**OWNER, "сокращённо": "ЛШО"},
    optional=frozenset({"сокращённо"}),
    exactly=3,
)
ORDER_BEGINS_BY_HAND = PassageForm(
    "begins_order",
    gettext_lazy("Order that is written by hand: its beginning"),
    gettext_lazy(
        "First line the heading, second the grounds before ПРИКАЗЫВАЮ, then a point a line; empty: an empty order."
    ),
    TO_BE_CHECKED,
    "",
    may_be_empty=True,
)

MEETING_TITLE = begins("meeting", gettext_lazy("Sitting: its title"), "Заседание {учреждения}", titled=True)
ABSENTEE_TITLE = begins(
    "absentee_vote",
    gettext_lazy("Absentee vote: its title"),
    "Заочное голосование {учреждения}",
    titled=True,
)
CAMPAIGN_TITLE = TextBeginning(
    "begins_campaign",
    gettext_lazy("Admission: its title"),
    PURPOSE_OF_TABLE,
    TO_BE_CHECKED,
    "Приём в 10-е классы на {учебный год} учебный год",
    blanks={"учебный год": "2012/2013"},
    titled=True,
)
REWARD_SYSTEM_TITLE = begins(
    "reward_system",
    gettext_lazy("System of rewards: its title"),
    "Система мер мотивации, морального и материального стимулирования труда учителей, участвующих в профильном "
    "обучении",
    titled=True,
)
INDICATORS_TITLE = begins(
    "indicators",
    gettext_lazy("List of indicators: its title"),
    "Перечень показателей мониторинга {учреждения}",
    titled=True,
)

EDUCATION = "29.12.2012 Федеральный закон № 273-ФЗ «Об образовании в Российской Федерации»"
# What a contract fills by itself, by the names of `OWN_BLANKS` in its kind.
OF_CONTRACT = {
    "округ": "Лузского школьного округа",
    "школа": "МОКУ СОШ № 2 г. Лузы",
    "адрес": "г. Луза, ул. Ленина, 1",
    "директор": "Коротаевой Н.С.",
    "базовая школа": "КОГОКУ СОШ г. Лузы",
    "начало": "1 сентября 2011 г.",
    "окончание": "31 мая 2012 г.",
    "срок уведомления": "30 календарных дней",
}


def contract_begins(name: str, label: Promise, source: Promise, *lines: str) -> ContractText:
    return ContractText(
        f"begins_contract_{name}",
        label,
        gettext_lazy(
            "First line the title; then laws after their days, own blanks in braces with what they ask for, the text."
        ),
        source,
        "\n".join(lines),
        blanks=OF_CONTRACT,
        optional=frozenset(OF_CONTRACT) - {"начало", "окончание"},
    )


MEMBERSHIP_CONTRACT = contract_begins(
    "membership",
    gettext_lazy("Contract of membership: its beginning"),
    TO_BE_CHECKED,
    "Договор о сотрудничестве",
    EDUCATION,
    "{предметы} — предметы, которые ученики школы изучают в сети округа",
    "{часы} — сколько часов в неделю и в каких классах",
    "{ресурсы} — кабинеты, учителя, оборудование, доступ в Интернет",
    _file("contract_form.txt"),
)
NETWORK_CONTRACT = contract_begins(
    "network",
    gettext_lazy("Contract on a programme in network form: its beginning"),
    gettext_lazy("Federal Law 273-FZ, article 15; order of the ministries of 05.08.2020 No. 882/391"),
    "Договор о сетевой форме реализации образовательной программы",
    EDUCATION,
    "05.08.2020 Порядок организации и осуществления образовательной деятельности при сетевой форме реализации "
    "образовательных программ, утверждённый приказом Минобрнауки России и Минпросвещения России № 882/391",
    "{программа} — название образовательной программы",
    "{уровень и направленность} — вид, уровень и (или) направленность программы",
    "{утверждение программы} — кем и когда утверждена программа",
    "{часть базовой школы} — предметы, курсы, модули и часы базовой школы",
    "{часть школы} — предметы, курсы, модули и часы школы-участницы",
    "{объём и число обучающихся} — часы всего и в неделю, число обучающихся",
    "{ресурсы базовой школы} — кабинеты, учителя, оборудование, учебники",
    "{ресурсы школы} — кабинеты, учителя, оборудование, учебники",
    "{финансирование} — кто, за что и как платит, или что договор безвозмездный",
    "{документ} — какой документ получит обучающийся",
    "{кто выдаёт документ} — одна из сторон или обе",
    _file("network_contract_form.txt"),
)

OF_BEGINNINGS = (
    PLAN_BEGINS,
    PLAN_HEADINGS,
    ORDER_BEGINS_BY_HAND,
    MEMBERSHIP_CONTRACT,
    NETWORK_CONTRACT,
    *OF_APPROVED.values(),
    MEETING_TITLE,
    ABSENTEE_TITLE,
    CAMPAIGN_TITLE,
    REWARD_SYSTEM_TITLE,
    INDICATORS_TITLE,
)
