"""The way to a profile: surveys, electives, the bank of 9th-graders (docs/domain.md, "The way to a profile")."""
