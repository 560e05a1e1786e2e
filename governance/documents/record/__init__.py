"""The engine: the card of a paper, its moves, the one door, the record that cannot be altered unnoticed."""
