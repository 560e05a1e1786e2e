"""The protocol of a meeting: its words, its signatures, its effect on the papers it decides about."""
