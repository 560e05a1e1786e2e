"""What a contract says otherwise than the district's common form, clause by clause."""

from governance.documents.kinds.contract.contract import Contract
from governance.documents.language.clauses import filled, numbered
from governance.documents.language.diff import Change, difference


def deviations(contract: Contract) -> list[Change]:
    """The differences from the version of the form that it was made from, blanks filled alike on both sides."""
    form = contract.form_version
    if form is None:
        return []
    values = contract.fillings()
    common = numbered(filled(form.content["sections"], values))
    return difference(
        {"sections": common},
        {"sections": contract.content_put_up()["sections"]},
        contract.content_labels,
    )
