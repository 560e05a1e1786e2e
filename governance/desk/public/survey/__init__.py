"""Answering a survey without an account: by the code of a slip, or as anybody on the public page."""
