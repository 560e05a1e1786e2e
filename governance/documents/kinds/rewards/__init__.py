"""Rewards of teachers (docs/domain.md, "Rewards").

    system        the measures and criteria that the council adopts; editions replace each other
    period        the months for which is rewarded: pools out of the adopted estimate, days, rounding, cap
    nomination    one teacher's sheet: points with proofs, verified, objected to, put before the council; in modules
                  by its phases: card, filling, nomination
    allocation    the money: computed, what-if before the vote, adopted by the council, never above a pool;
                  computation, allocation, correction
    award_list    who gets what in one school: what its director's order approves; shows names and sums

Beside them: measures (pure), merits (the rows of a sheet), order_text.
"""
