"""The pages that belong to no one paper: tasks, register, calendar, dashboard, people, profile."""
