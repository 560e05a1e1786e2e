"""What a protocol tells, in the words of the district's forms: the lines that page and paper print.

Composed from the facts that are signed (`signed_words`), by the forms of the day on which the protocol is put up; an
extract takes those of the protocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from governance.documents.kinds.protocol.signed_words import (
    AbsenteeData,
    AgendaLine,
    ItemData,
    RoundData,
    SignedText,
)
from governance.documents.language.phrases import sentence
from governance.documents.settings.forms.form import paragraphs
from governance.documents.settings.forms.passage import FactRowData, several
from governance.documents.settings.forms.protocols import (
    PROTOCOL_DISSENT,
    PROTOCOL_ENDING,
    PROTOCOL_HEAD,
    PROTOCOL_HEAD_OF_ABSENTEE,
    PROTOCOL_HEADINGS,
    PROTOCOL_QUESTION,
    PROTOCOL_SPEAKER,
)
from governance.documents.settings.forms.signatures import PROTOCOL_OFFICES
from governance.documents.settings.forms.votes import PROTOCOL_VOTE


@dataclass(frozen=True)
class Headings:
    """The headings of a protocol, in the order of their form."""

    agenda: str
    questions: str
    commission: str
    annexes: str


class Offices(NamedTuple):
    """In which office the two of a protocol sign, in the order of their form."""

    chair: str
    presiding: str
    secretary: str


def offices_on(district: int, day: date | None = None) -> Offices:
    return Offices(*paragraphs(PROTOCOL_OFFICES.on(district, day)))


@dataclass(frozen=True)
class MinutesWording:
    """The forms of a district (its id) as they hold on a day; None for today."""

    district: int
    day: date | None = None

    def headings(self) -> Headings:
        return Headings(*paragraphs(PROTOCOL_HEADINGS.on(self.district, self.day)))

    def head(self, words: SignedText) -> list[FactRowData]:
        """Who led, who kept the minutes, who was there; of an absentee vote, when it was and who took part."""
        said = {
            "должность ведущего": words["presiding_label"],
            "ведущий": words["presiding"],
            "секретарь": words["secretary"],
            "присутствовали": several(words["present"]),
            "приглашены": several(words["invited"]),
            "кто считал": words["counted"],
        }
        if (absentee := words.get("absentee")) is not None:
            return PROTOCOL_HEAD_OF_ABSENTEE.facts(
                self.district, {**said, **_of_absentee(absentee)}, self.day
            )
        sitting = {
            "место": words["venue"],
            "время": words["time"],
            "отсутствовали": several(words["absent"]),
        }
        return PROTOCOL_HEAD.facts(self.district, {**said, **sitting}, self.day)

    def agenda(self, line: AgendaLine) -> AgendaLine:
        """A question with its speaker, if it has one."""
        speaker = line["speaker"] and PROTOCOL_SPEAKER.filled(
            self.district, self.day, докладчик=line["speaker"]
        )
        return AgendaLine(title=line["title"], speaker=speaker)

    def ending(self, words: SignedText) -> list[str]:
        said = {"окончание": words["time"].rpartition(" в ")[2], "вопросов": str(len(words["items"]))}
        return PROTOCOL_ENDING.passage(self.district, said, self.day)

    def question(self, item: ItemData) -> list[str]:
        """All that is told of one question, a paragraph each."""
        dissents = [
            PROTOCOL_DISSENT.filled(self.district, self.day, кто=dissent["name"], мнение=dissent["text"])
            for dissent in item["dissents"]
        ]
        return PROTOCOL_QUESTION.passage(
            self.district,
            {
                "отсутствовали": item["away"] and sentence(item["away"]),
                "слушали": several(item["heard"]),
                "выступили": several(item["spoke"]),
                "голосования": several([line for round in item["rounds"] for line in self._vote(round)]),
                "решили": several(_decided(item)),
                "особые мнения": several(dissents),
            },
            self.day,
        )

    def _vote(self, round: RoundData) -> list[str]:
        if "annulled" in round:
            return [round["annulled"]]
        said = {
            "за что": round.get("motion", ""),
            "как": ", ".join(filter(None, [round["name"], round["form"]])),
            "голоса": round["votes"],
            "итог": round.get("outcome", ""),
            "сведения": " ".join(round.get("notes", [])),
            "против": ", ".join(round.get("against", [])),
            "воздержались": ", ".join(round.get("abstained", [])),
            "не голосовали": ", ".join(round.get("silent", [])),
            "самоотвод": "; ".join(round.get("recused", [])),
            "внесены": ", ".join(round.get("entered", [])),
            "председательствующего": _whose_vote(round),
            "правило": round.get("rule", ""),
        }
        return PROTOCOL_VOTE.passage(self.district, said, self.day)


def _of_absentee(absentee: AbsenteeData) -> Mapping[str, str]:
    return {
        "объявлено": absentee["announced"],
        "до какого часа": absentee["until"],
        "место": absentee["place"],
        "участвовали": several(absentee["took_part"]),
        "не вернули": several(absentee["silent"]),
        "недействительные": several(absentee["void"]),
    }


def _whose_vote(round: RoundData) -> str:
    """«председательствующего (Крылова И.П.)»; empty where no casting vote decided."""
    name = round.get("casting")
    if name is None:
        return ""
    return f"председательствующего ({name})" if name else "председательствующего"


def _decided(item: ItemData) -> list[str]:
    """The decision as its form takes it: behind the label where it is one sentence, or below it and numbered."""
    points = [f"{point['text']}\n{point['terms']}".strip() for point in item.get("points", ())]
    said = [*item["decided"], *points]
    if (len(said) == 1 and not points) or not said:
        return said
    return ["", *(f"{item['number']}{count}. {text}" for count, text in enumerate(said, start=1))]
