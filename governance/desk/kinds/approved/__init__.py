"""The desk of approved papers: begun, written with their text and table, led to the body that decides.

All kinds of `APPROVED_KINDS` share these pages: what differs is read from the route and the form of a kind.
"""
