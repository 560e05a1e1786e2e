"""The kinds of paper, one package each: its model with states and moves, its rows, its print."""
