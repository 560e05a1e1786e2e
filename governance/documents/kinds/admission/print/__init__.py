"""The papers of an admission as they print: `data` names the shapes, a module a kind fills them from the rows.

What everybody may read (campaign, rating) names nobody who applies; where personal data was erased, the paper says so.
"""
