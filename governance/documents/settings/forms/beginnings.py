"""The words with which papers are begun that their drafters then write: contracts, plans, orders, approved papers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.settings.forms.form import (
    BLANK,
    TO_BE_CHECKED,
    FormSetting,
    fill,
    paragraphs,
)
from governance.documents.settings.forms.passage import PassageForm
from governance.documents.settings.kinds import TextSetting

DATA = settings.BASE_DIR / "data"
LONGEST_TITLE = 500
OWNER = {"учреждения": "Лузского школьного округа"}
# «29.12.2012 Федеральный закон …»: a law that a contract rests on, with its day.
LAW = re.compile(r"(\d{2}\.\d{2}\.\d{4})\s+(?=\S)")
# «{часы} — сколько часов в неделю»: a blank of a contract, and what it asks for.
DECLARED = re.compile(r"\{([^{}]+)\} [—–-] (?=\S)")


@dataclass(frozen=True)
class Beginning:
    """What a paper is begun with: its title, and its text where it has one."""

    title: str
    text: str


@dataclass(frozen=True, eq=False)
class TextBeginning(FormSetting):
    """First line the title, then the text: «1. …» begins a section, «1.1. …» a clause. `titled`: the title alone."""

    longest: int = 60_000
    titled: bool = False

    def from_json(self, value: Any) -> str:
        text = super().from_json(value)
        if len(paragraphs(text)[0]) > LONGEST_TITLE:
            raise ValidationError(_("The title is longer than 500 characters: shorten it."))
        if self.titled and len(paragraphs(text)) > 1:
            raise ValidationError(_("Write the title alone: such a paper has a table and no text."))
        return text

    def begun(self, district: int, said: Mapping[str, str]) -> Beginning:
        """The beginning that holds today, with what is said in the blanks."""
        title, *lines = paragraphs(fill(self.on(district), said))
        return Beginning(title, "\n".join(lines))


@dataclass(frozen=True)
class ContractBeginning:
    """What a form of contract is begun with."""

    title: str
    text: str
    laws: tuple[tuple[str, date], ...]
    blanks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class ContractText(FormSetting):
    """First line the title; then laws with their days, the blanks with what they ask for, and the text.

    Its blanks are filled in each contract: those that a contract fills by itself, and those that it lists.
    """

    longest: int = 60_000

    def from_json(self, value: Any) -> str:
        text = TextSetting.from_json(self, value)
        if set("{}") & set(BLANK.sub("", text)):
            raise ValidationError(_("A brace is open or closed alone: every blank needs both."))
        read = contract_beginning(text)
        if not read.text:
            raise ValidationError(_("Write the text of the contract below its title."))
        listed, named = [name for name, _label in read.blanks], BLANK.findall(read.text)
        for name in named:
            if name not in {*listed, *self.blanks}:
                raise ValidationError(
                    _(
                        "Nothing fills the blank {%(name)s}: list it as “{%(name)s} — what it asks for”, on a line of "
                        "its own."
                    )
                    % {"name": name[:40]}
                )
        if unused := [name for name in [*self.blanks, *listed] if name not in {*named, *self.optional}]:
            raise ValidationError(
                _("The blank {%(name)s} is missing: the paper has to say it.") % {"name": unused[0]}
            )
        return text

    def begun(self, district: int) -> ContractBeginning:
        """The beginning that holds today."""
        return contract_beginning(self.on(district))

    def example(self, text: str) -> list[str]:
        read = contract_beginning(text)
        said = {**dict(read.blanks), **self.blanks}
        laws = [f"{law} ({day:%d.%m.%Y})" for law, day in read.laws]
        return [read.title, *laws, *paragraphs(fill(read.text, said))]


def contract_beginning(text: str) -> ContractBeginning:
    """Read the parts of the form by how their lines begin. Raises ValidationError for a day that is none."""
    title, *lines = paragraphs(text)
    laws, blanks, said = [], [], []
    for line in lines:
        if law := LAW.match(line):
            laws.append((line[law.end() :], _day(law[1])))
        elif blank := DECLARED.match(line):
            blanks.append((blank[1], line[blank.end() :]))
        else:
            said.append(line)
    return ContractBeginning(title, "\n".join(said), tuple(laws), tuple(blanks))


def _day(word: str) -> date:
    try:
        return datetime.strptime(word, "%d.%m.%Y").date()  # noqa: DTZ007  a day has no time zone
    except ValueError as error:
        raise ValidationError(
            _("“%(word)s” is not a day: write it as 02.05.2012.") % {"word": word}
        ) from error


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
    REGULATION,
    ESTIMATE,
    SCHEDULE,
    CURRICULUM,
    PROFILES,
    PROGRAMME,
    THEMATIC_PLAN,
    SIGNING_RULES,
    BONUS_RULES,
)
