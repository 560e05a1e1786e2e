"""Contracts of the district: the common form, contracts made from it, and agreements that change or end them."""
