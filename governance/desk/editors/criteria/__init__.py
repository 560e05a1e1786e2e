"""The editor of a criteria sheet, for people who have never seen how a sheet is stored."""

from .editor import CriteriaEditor

__all__ = ["CriteriaEditor"]
