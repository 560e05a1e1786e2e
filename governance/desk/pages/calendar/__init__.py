"""The calendar: by months, by weeks, as a list, one day; and the same days for a calendar program."""
