"""Telling programs of what has happened on papers that their person may see: signed, repeated, and given up at last."""
