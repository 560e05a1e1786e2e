"""What a district sets for itself: its terms, numbers, choices and texts, and the calendar of its working days.

`catalogue` is the closed list; `kinds` says which kinds of setting there are, `calendar` counts terms by them.
"""
