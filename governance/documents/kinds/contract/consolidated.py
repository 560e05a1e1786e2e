"""The contract as it reads with its additional agreements; what was signed stays as it was signed."""

from typing import Any

from governance.documents.kinds.contract.contract import Contract
from governance.documents.language.clauses import numbered


def consolidated(contract: Contract) -> list[dict[str, Any]]:
    """The numbered sections of the signed text with the wordings of the agreements in force.

    Numbers stay as signed: a clause that was taken out leaves its number behind.
    """
    changes: dict[str, str] = {}
    for amendment in contract.live_amendments():
        changes.update(amendment.changes)
    return [
        {
            **section,
            "clauses": [
                {**clause, "text": changes.get(clause["id"], clause["text"])} for clause in section["clauses"]
            ],
        }
        for section in as_signed(contract)
    ]


def as_signed(contract: Contract) -> list[dict[str, Any]]:
    """The numbered sections that the parties have signed."""
    version = contract.signed_version
    return version.content["sections"] if version is not None else numbered(contract.sections)
