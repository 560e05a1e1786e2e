"""Pages of papers that others agree to: the agreement sheet, answers, rework, the protocol of disagreements.

A kind gets all of this by `CONSULTED` (governance.desk.agreement.page).
"""
