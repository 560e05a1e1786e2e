"""Syntax trees of sources, for tests that read the program instead of running it.

They are read in a thread of their own. The browser of a test works by greenlets in the thread of the tests, and a test
that fails there can leave Python's count of nested calls out of step: in that thread each later `ast.parse` of
Python 3.11 ends with "recursion depth mismatch".
"""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a function returns or raises in a fresh thread."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work, *args, **kwargs).result()


def parsed(source: str) -> ast.Module:
    return apart(ast.parse, source)
