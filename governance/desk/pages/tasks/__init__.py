"""The list of tasks and what one does on it: hand over, take, put off, ask, remind, decide together, save a view."""
