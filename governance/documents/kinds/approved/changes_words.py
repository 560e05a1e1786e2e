"""The words in which changes of a plan or a regulation are said, by the forms of the district."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from governance.documents.approval.amendable import Amendable
from governance.documents.approval.amendments import Action
from governance.documents.language.phrases import list_date
from governance.documents.printing.citation import capitalized
from governance.documents.settings.forms import changes as forms
from governance.documents.settings.forms.form import FormSetting

ROW = "строка"
WORDED: dict[str, dict[Action, FormSetting]] = {
    ROW: {
        Action.REWORD: forms.ROW_REWORDED,
        Action.ADD: forms.ROW_ADDED,
        Action.EXCLUDE: forms.ROW_EXCLUDED,
    },
    "пункт": {
        Action.REWORD: forms.CLAUSE_REWORDED,
        Action.ADD: forms.CLAUSE_ADDED,
        Action.EXCLUDE: forms.CLAUSE_EXCLUDED,
    },
}


def worded(
    changes: Iterable[Mapping[str, Any]], amended: Amendable, begins: date | None, filled: Callable[..., str]
) -> list[dict[str, Any]]:
    """A clause for each change, then the day. The new words of a row follow its clause as a row.

    `filled`: what a form says with its blanks.
    """
    noun = amended.part_noun
    clauses: list[dict[str, Any]] = []
    for change in changes:
        said = {noun: change["number"]}
        if noun == ROW:
            said["раздел"] = f"«{change['section']}»" if change["section"] else ""
        elif change["words"]:
            said["текст"] = change["words"]["text"].removesuffix(".")
        clause: dict[str, Any] = {"text": capitalized(filled(WORDED[noun][Action(change["action"])], **said))}
        if noun == ROW and change["words"]:
            clause["row"] = {"number": change["number"], **change["words"]}
        clauses.append(clause)
    if begins is not None:
        clauses.append({"text": filled(forms.CHANGES_BEGIN, день=list_date(begins))})
    return [{"number": str(place), **clause} for place, clause in enumerate(clauses, start=1)]
