"""The structure of the house, measured from the syntax trees: no circles of imports, nothing too long to read."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.syntax import parsed

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 300
LONGEST_TEST_MODULE = 500
LONGEST_FUNCTION = 60


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


SOURCES = {
    module_name(path): path
    for path in sorted((ROOT / "governance").rglob("*.py"))
    if "migrations" not in path.parts
}


def imports_of(module: str, source: str, modules: frozenset[str], *, is_package: bool) -> set[str]:
    """The files that a file imports, those imported in functions and for typing alone included."""
    package = module if is_package else module.rpartition(".")[0]
    imported: set[str] = set()
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            base = ".".join(parents[: len(parents) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, [base, node.module]))
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            # A name that is no module stands in the module before its last dot.
            target = name if name in modules else name.rpartition(".")[0]
            if target in modules and target != module:
                imported.add(target)
    return imported


def circle_in(imports: Mapping[str, set[str]]) -> list[str]:
    """The files of one circle of imports, in its order; empty where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_files_import_each_other_in_a_circle() -> None:
    modules = frozenset(SOURCES)
    imports = {
        module: imports_of(module, path.read_text(), modules, is_package=path.name == "__init__.py")
        for module, path in SOURCES.items()
    }
    assert circle_in(imports) == []


@pytest.mark.parametrize(
    "source",
    [
        "from b import thing",
        "def later():\n    import b",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from b import Thing",
    ],
)
def test_a_circle_is_seen_however_the_import_is_hidden(source: str) -> None:
    modules = frozenset({"a", "b"})
    imports = {
        "a": imports_of("a", source, modules, is_package=False),
        "b": imports_of("b", "import a", modules, is_package=False),
    }
    assert set(circle_in(imports)) == {"a", "b"}
    assert circle_in({**imports, "b": set()}) == []


def test_no_module_is_too_long_to_be_read_at_once() -> None:
    lengths = {module: path.read_text().count("\n") for module, path in SOURCES.items()}
    assert {module: length for module, length in lengths.items() if length > LONGEST_MODULE} == {}
    tests = {
        str(path.relative_to(ROOT)): path.read_text().count("\n") for path in (ROOT / "tests").rglob("*.py")
    }
    assert {module: length for module, length in tests.items() if length > LONGEST_TEST_MODULE} == {}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_function_is_too_long_to_be_read_at_once() -> None:
    too_long = {
        f"{module}.{function.name}": function.end_lineno - function.lineno + 1
        for module, path in SOURCES.items()
        for function in functions(path)
        if function.end_lineno is not None and function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    }
    assert too_long == {}
