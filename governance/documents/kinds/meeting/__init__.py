"""Meetings of a collegial body: agenda, attendance, quorum, rounds of voting and their outcome."""
