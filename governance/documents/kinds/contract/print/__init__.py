"""Contracts, additional agreements and their form on paper."""
