"""Contracts and their form as they print (domain section 3)."""
