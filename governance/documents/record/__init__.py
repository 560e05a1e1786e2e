"""The engine: the card of a paper, its moves, `perform`, and the record that cannot be altered unnoticed."""
