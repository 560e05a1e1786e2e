"""What a new day brings: terms that end, reminders, personal data to erase."""
