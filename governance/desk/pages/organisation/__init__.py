"""The organisation of a district: the history of its people and units, and where the administrator sets it up."""
