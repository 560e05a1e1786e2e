"""The result of an election in the Russian of papers, which pages show, too."""

from collections.abc import Mapping, Sequence

from governance.documents.language.phrases import votes as votes_in_words
from governance.documents.law.election import ElectionOutcome
from governance.documents.settings.forms.decisions import ELECTION_RESULT
from governance.roles.names import Gender, guess_gender
from governance.roles.person import Person


def result_words(
    outcome: ElectionOutcome, people: Mapping[str, Person], votes: Mapping[str, int], district: int
) -> str:
    """«Избрана: Крылова И.П. — 4 голоса (нужно не меньше 4)»; who is tied; who is in the second round."""
    if not outcome.quorum:
        return outcome.reason

    def named(keys: Sequence[str]) -> str:
        return ", ".join(f"{people[key].name} — {votes_in_words(votes[key])}" for key in keys)

    elected = outcome.elected
    said = {
        "избраны": elected_word([people[key] for key in elected]) if elected else "",
        "кто избран": named(elected),
        "наименьшее число": str(outcome.needed),
        "голосов": "" if elected else votes_needed(outcome.needed),
        "поровну": named(outcome.tied),
        "второй тур": ", ".join(people[key].name for key in outcome.runoff),
    }
    return " ".join(ELECTION_RESULT.passage(district, said))


def elected_word(people: Sequence[Person]) -> str:
    if len(people) > 1:
        return "Избраны"
    person = people[0]
    gender = person.gender or guess_gender(person.patronymic, person.given, person.surname)
    return "Избрана" if gender == Gender.FEMALE else "Избран"


def votes_needed(number: int) -> str:
    """«4 голосов», after «не меньше»."""
    return f"{number} голоса" if number % 10 == 1 and number % 100 != 11 else f"{number} голосов"
