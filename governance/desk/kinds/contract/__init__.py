"""The desk of contracts: made, read, agreed to, signed, changed and ended."""
