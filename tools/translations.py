"""Keep the Russian translation complete, with Babel alone: no gettext programs have to be installed.

    python tools/translations.py update    bring locale/ru/…/django.po in line with the source
    python tools/translations.py check     list what is missing, stale or malformed; exit 1 if anything is
    python tools/translations.py compile   write django.mo, which Django reads (it is not kept in git)

Strings are found in Python files and in Django templates. The entries are sorted and do not say where a string stands,
so that a change of code changes no more of the file than its own strings.
"""

import argparse
import ast
import hashlib
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent
PO_FILE = PROJECT / "locale" / "ru" / "LC_MESSAGES" / "django.po"
MO_FILE = PO_FILE.with_suffix(".mo")

PYTHON_FOLDERS = ("config", "governance")
TEMPLATE_FOLDERS = ("templates", "governance")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}

# The functions of django.utils.translation: which arguments are the context, the one and the many.
CONTEXT = (1, "c")
KEYWORDS = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": (CONTEXT, 2),
    "pgettext_lazy": (CONTEXT, 2),
    "npgettext": (CONTEXT, 2, 3),
    "npgettext_lazy": (CONTEXT, 2, 3),
}

# What agrees with a noun is translated for each gender, which is the context.
GENDERS = ("masculine", "feminine", "neuter", "plural")

# The plural rule is that of Django's own Russian catalogues: one, few, many, and a fraction.
HEADER = r"""# Russian translation. Brought in line with the source by `python tools/translations.py update`.
msgid ""
msgstr ""
"Language: ru\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && "
"n%10<=4 && (n%100<12 || n%100>14) ? 1 : n%10==0 || (n%10>=5 && n%10<=9) || "
"(n%100>=11 && n%100<=14)? 2 : 3);\n"

"""

# One string, or the one and the many of a string with a number.
Ids = str | tuple[str, ...]

PLACEHOLDER = re.compile(r"%\(\w+\)[^a-z]*[a-z]|(?<!%)%[sdr]|\{\w*[^{}\s]*\}")


class Unreadable(Exception):
    """A source file from which the strings cannot be taken."""


def sources() -> Iterator[Path]:
    """Every file that may hold a string for people, in a fixed order."""
    for folder in PYTHON_FOLDERS:
        yield from sorted((PROJECT / folder).rglob("*.py"))
    for folder in TEMPLATE_FOLDERS:
        yield from sorted(path for path in (PROJECT / folder).rglob("*") if path.suffix in TEMPLATE_SUFFIXES)


def code_of_template(text: str, origin: str) -> str:
    """The template as Python calls of gettext, made by Django so that run time looks up the same strings."""
    # Text between the tags keeps the template's indentation, which Python's tokenizer would object to.
    return re.sub(r"^[ \t]+", "", templatize(text, origin), flags=re.MULTILINE)


def strings_of_template(text: str, origin: str) -> Iterator[tuple[Ids, str | None]]:
    """Each string of a Django template with its context."""
    code = code_of_template(text, origin).encode()
    for _line, ids, _comments, context in extract("python", io.BytesIO(code), KEYWORDS):
        yield ids, context


def strings_of_python(text: str) -> Iterator[tuple[Ids, str | None]]:
    """Each string of a Python module with its context.

    Read from the syntax tree, because Babel's own reader does not look inside f-strings before Python 3.12.
    """
    for call in ast.walk(ast.parse(text)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
        yield from _strings_of_our_own(name, [_literal(argument) for argument in call.args])
        spec = KEYWORDS.get(name, ())
        texts = [value for value in map(_literal, call.args[: len(spec)]) if value is not None]
        if not spec or len(texts) < len(spec):
            continue
        context = texts.pop(0) if spec[0] == CONTEXT else None
        yield (texts[0] if len(texts) == 1 else tuple(texts)), context


def _strings_of_our_own(name: str, texts: list[str | None]) -> Iterator[tuple[Ids, str | None]]:
    """Those of the functions of `governance.documents.language` that translate."""
    match name, texts:
        case "agreeing", [str(text)]:
            yield from ((text, gender) for gender in GENDERS)
        case "verb", [str(context), str(label), str(done)]:
            yield from ((label, context), (done, f"{context}, done"))
        case "agreeing_verb", [str(context), str(label), str(done)]:
            yield from ((label, context), *((done, gender) for gender in GENDERS))


def add_strings(catalog: Catalog, path: Path) -> None:
    """Add the strings of one file to the catalogue.

    Raises Unreadable with the name of a file whose syntax is broken.
    """
    name = path.relative_to(PROJECT).as_posix()
    try:
        text = path.read_text("utf-8")
        strings = list(strings_of_python(text) if path.suffix == ".py" else strings_of_template(text, name))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise Unreadable(f"{name}: cannot read the strings of this file: {error}") from error
    for ids, context in strings:
        catalog.add(ids, context=context)


def source_catalog() -> Catalog:
    """Every string of the source, untranslated."""
    catalog = Catalog(locale="ru")
    for path in sources():
        add_strings(catalog, path)
    return catalog


def read_catalog() -> Catalog:
    """The translation as it stands in the file; empty if there is no file yet."""
    text = PO_FILE.read_text("utf-8") if PO_FILE.exists() else HEADER
    return read_po(io.BytesIO(text.encode()), locale="ru")


def entries(catalog: Catalog) -> Iterator[Message]:
    """The catalogue's messages without its header."""
    return (message for message in catalog if message.id)


def merged(source: Catalog, translated: Catalog) -> Catalog:
    """The source's strings with the translations that still fit them; the others are left out."""
    result = read_po(io.BytesIO(HEADER.encode()), locale="ru")
    for message in sorted(entries(source), key=lambda message: (key(message), message.context or "")):
        known = translated.get(key(message), message.context)
        fits = known is not None and known.id == message.id
        result.add(
            message.id,
            known.string if known is not None and fits else "",
            flags=known.flags if known is not None and fits else (),
            user_comments=known.user_comments if known is not None else (),
            context=message.context,
        )
    return result


def write_catalog(catalog: Catalog) -> None:
    """Replace the .po file, at once and whole."""
    text = io.BytesIO()
    write_po(text, catalog, width=110, omit_header=True)
    _replace(PO_FILE, HEADER.encode() + text.getvalue().strip() + b"\n")


def compile_catalog() -> None:
    """Write the .mo file that Django reads."""
    compiled, catalog = io.BytesIO(), read_catalog()
    # By this entry a start knows that the file belongs to its source (governance/documents/language/compiled.py).
    source = hashlib.sha256(PO_FILE.read_bytes()).hexdigest()
    catalog.add("SHA-256 of the source", source, context="catalogue")
    write_mo(compiled, catalog)
    _replace(MO_FILE, compiled.getvalue())


def is_translated(message: Message) -> bool:
    """Whether every form of the message has a text that nobody has marked as doubtful."""
    return all(_forms(message.string)) and not message.fuzzy


def placeholder_fault(message: Message) -> str:
    """What is wrong with the translation's placeholders, or nothing.

    In Russian each plural form needs the number: the first is said of 1, and of 21 and 101 as well.
    """
    wanted = set(PLACEHOLDER.findall(_forms(message.id)[-1]))
    for form in _forms(message.string):
        placeholders = set(PLACEHOLDER.findall(form))
        if placeholders != wanted:
            return f"has {_listed(placeholders)} where the source has {_listed(wanted)}"
    return ""


def faults(source: Catalog, translated: Catalog) -> list[str]:
    """One sentence for each string that is missing, untranslated, malformed or no longer used."""
    faults = []
    for message in entries(source):
        known = translated.get(key(message), message.context)
        if known is None or known.id != message.id:
            faults.append(f"not in the translation: {message.id!r}")
        elif not is_translated(known):
            faults.append(f"not translated: {message.id!r}")
        elif fault := placeholder_fault(known):
            faults.append(f"{message.id!r} {fault}")
    for message in entries(translated):
        if source.get(key(message), message.context) is None:
            faults.append(f"no longer in the source: {message.id!r}")
    return faults


def key(message: Message) -> str:
    """What gettext looks a message up by: its singular."""
    return _forms(message.id)[0]


def _forms(texts: object) -> tuple[str, ...]:
    """A message's texts in one shape: Babel gives a string alone, or several in a tuple or a list."""
    return tuple(texts) if isinstance(texts, tuple | list) else (str(texts or ""),)


def _literal(argument: ast.expr) -> str | None:
    """The string that stands in the code itself; None for anything else."""
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _listed(placeholders: set[str]) -> str:
    return ", ".join(sorted(placeholders)) or "none"


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader meets the old content or the new, never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=["update", "check", "compile"])
    command = parser.parse_args(arguments).command
    try:
        if command == "update":
            write_catalog(merged(source_catalog(), read_catalog()))
        elif command == "compile":
            compile_catalog()
        elif found := faults(source_catalog(), read_catalog()):
            print(*found, sep="\n")
            print(
                f"{len(found)} strings need work: run `python tools/translations.py update`,"
                f" then translate in {PO_FILE.relative_to(PROJECT)}.",
                file=sys.stderr,
            )
            return 1
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
