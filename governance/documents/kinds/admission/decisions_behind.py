"""The decisions behind a list of those enrolled: of the commission for all, of the appeal commission for some.

Source: docs/domain.md, "Admission".
"""

from collections.abc import Iterable
from typing import Any

from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.document import Document


def commission_decision(rating: Rating) -> Document | None:
    """The protocol by which the commission adopted the list, or the edition that appeals have corrected since."""
    for edition in _editions(rating):
        if edition.approved_by is not None and edition.approved_by.kind != "appeal":
            return edition.approved_by
    return rating.approved_by


def appeal_decisions(rating: Rating, applications: Iterable[Any]) -> list[tuple[Document, str]]:
    """Protocols of the appeal commission that have changed the outcome of some of these applications, with their
    numbers."""
    by_code = {application.public_code: application for application in applications}
    corrected: dict[Document, set[str]] = {}
    for edition, former in zip(editions := _editions(rating), editions[1:], strict=False):
        appeal: Any = edition.approved_by
        if appeal is None or appeal.kind != "appeal":
            break
        concerned = {
            code
            for code in by_code
            if edition.outcomes_of(code) != former.outcomes_of(code)
            or code == appeal.whole.application.public_code
        }
        protocol = appeal.whole.decided_by_paper
        if concerned and protocol is not None:
            corrected.setdefault(protocol, set()).update(concerned)
    return [(protocol, _numbers(by_code[code] for code in codes)) for protocol, codes in corrected.items()]


def _numbers(applications: Iterable[Any]) -> str:
    """«№ 12, № 17»."""
    ordered = sorted(applications, key=lambda application: application.sequence)
    return ", ".join(f"№ {application.number}" for application in ordered)


def _editions(rating: Rating) -> list[Rating]:
    """The adopted editions of its round up to this one, the latest first."""
    editions = Rating.objects.filter(campaign_id=rating.campaign_id, round=rating.round)
    adopted = editions.filter(edition__lte=rating.edition, approved_by__isnull=False)
    return list(adopted.select_related("approved_by").order_by("-edition"))
