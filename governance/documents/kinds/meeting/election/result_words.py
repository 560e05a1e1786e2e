"""The result of an election in the Russian of papers, which pages show, too."""

from collections.abc import Mapping, Sequence

from governance.documents.language.phrases import votes as votes_in_words
from governance.documents.law.election import ElectionOutcome
from governance.roles.names import Gender, guess_gender
from governance.roles.person import Person


def result_words(outcome: ElectionOutcome, people: Mapping[str, Person], votes: Mapping[str, int]) -> str:
    """«Избрана: Крылова И.П. — 4 голоса (нужно не меньше 4)»; who is tied; who is in the second round."""
    if not outcome.quorum:
        return outcome.reason

    def named(keys: Sequence[str]) -> str:
        return ", ".join(f"{people[key].name} — {votes_in_words(votes[key])}" for key in keys)

    sentences = [
        f"{elected_word([people[key] for key in outcome.elected])}: {named(outcome.elected)}"
        f" (нужно не меньше {outcome.needed})."
        if outcome.elected
        else f"Никто не избран: нужно не меньше {votes_needed(outcome.needed)}."
    ]
    if outcome.tied:
        sentences.append(ended(f"Голоса разделились поровну: {named(outcome.tied)}"))
    if outcome.runoff:
        names = ", ".join(people[key].name for key in outcome.runoff)
        sentences.append(ended(f"Во второй тур голосования: {names}"))
    return " ".join(sentences)


def elected_word(people: Sequence[Person]) -> str:
    if len(people) > 1:
        return "Избраны"
    person = people[0]
    gender = person.gender or guess_gender(person.patronymic, person.given, person.surname)
    return "Избрана" if gender == Gender.FEMALE else "Избран"


def votes_needed(number: int) -> str:
    """«4 голосов», after «не меньше»."""
    return f"{number} голоса" if number % 10 == 1 and number % 100 != 11 else f"{number} голосов"


def ended(sentence: str) -> str:
    """With one full stop, also after «Н.С.»."""
    return sentence if sentence.endswith(".") else f"{sentence}."
