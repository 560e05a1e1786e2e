"""The papers of an admission as they print, a module a kind.

What everybody may read (campaign, rating) names nobody who applies; where personal data was erased, the paper says so.
"""
