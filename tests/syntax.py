"""Syntax trees of sources, for tests that read the program instead of running it.

While Python 3.11 builds a tree, the collector of garbage may let another thread run, such as one of the server of
browser tests. If that one parses too (each traceback does), the first parser ends with "recursion depth mismatch".
So trees are built without collecting.
"""

import ast
import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def undisturbed(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a function that builds trees returns or raises."""
    gc.disable()
    try:
        return work(*args, **kwargs)
    finally:
        gc.enable()


def parsed(source: str) -> ast.Module:
    return undisturbed(ast.parse, source)
