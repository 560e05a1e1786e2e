"""The way to a profile on the desk: surveys, electives, the bank of 9th-graders."""
