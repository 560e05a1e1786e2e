"""Calculators: votes, elections, terms, selections and rewards tried on numbers. Nothing is stored.

Each page makes of what was typed the very input that the command of its name takes, and asks the same function.
"""
