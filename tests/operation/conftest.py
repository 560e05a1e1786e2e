"""The fixtures of operation."""

from .machine import machine

__all__ = ["machine"]
