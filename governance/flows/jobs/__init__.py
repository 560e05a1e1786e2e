"""Jobs of a new day: terms that end, reminders, personal data to erase."""
