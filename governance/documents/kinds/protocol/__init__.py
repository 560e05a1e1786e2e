"""The protocol of a meeting: its words, its signatures, its effect on the papers it decides about."""

from governance.documents.kinds.protocol.model import Protocol, ProtocolEntry
from governance.documents.kinds.protocol.writing import write_protocol

__all__ = ["Protocol", "ProtocolEntry", "write_protocol"]
