"""What the search knows of a protocol besides its words: which of them are decisions."""

from collections.abc import Iterator

from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.search.gathering import Place, found_of
from governance.documents.search.models import Section


@found_of("protocol")
def of_protocol(protocol: Protocol) -> Iterator[Place]:
    decided = ProtocolEntry.objects.filter(protocol=protocol).exclude(decided="").order_by("item__position")
    yield from ((Section.DECISION, text) for text in decided.values_list("decided", flat=True))
