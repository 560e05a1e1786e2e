"""The editor of a criteria sheet, for people who do not know how a sheet is stored."""

from .editor import CriteriaEditor

__all__ = ["CriteriaEditor"]
