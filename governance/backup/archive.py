"""The form of a backup: a tar packed by gzip, written and read from its beginning to its end, whatever its size.

Its members: a member of JSON lines for each table, the attached files, the manifest with the hashes of all that, and
the signature of the manifest by the key of the record. What was cut off or altered is found before it is restored.
"""

import base64
import gzip
import hashlib
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Self

from django.utils.translation import gettext as _

from governance.proof.event_signature import KEY
from governance.proof.signing_key import verify

FORMAT = 1
TABLES, FILES = "tables/", "files/"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
# A manifest names tables and migrations; larger than this it is none.
LONGEST_MANIFEST = 16 * 1024 * 1024
CHUNK = 1024 * 1024


class BackupRefused(Exception):
    """A backup cannot be made or restored. `str()` is the sentence; nothing has been changed."""


@dataclass
class Table:
    """One table. `last_key`: the highest key that was ever given in it, where the database gives the keys."""

    name: str
    model: str
    columns: list[str]
    rows: int = 0
    last_key: int | None = None
    sha256: str = ""


@dataclass
class Manifest:
    """What a backup holds. `files_sha256` is over a line «hash size name» for each file, in their order."""

    program: str
    made_at: str
    database: str
    migrations: list[list[str]]
    # The public keys by which the record is verified, the present one first.
    record_keys: list[str]
    tables: list[Table] = field(default_factory=list)
    files: int = 0
    files_sha256: str = ""
    # Files that rows name and that were not there.
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Raises BackupRefused for what is no manifest, or one of a later form."""
        try:
            plain = json.loads(data)
            if plain["format"] > FORMAT:
                raise BackupRefused(
                    _(
                        "The backup was made by a newer version of the program (%(version)s): install that one."
                    )
                    % {"version": plain["program"]}
                )
            return cls(**plain | {"tables": [Table(**table) for table in plain["tables"]]})
        except (ValueError, TypeError, KeyError) as error:
            raise BackupRefused(_("The manifest of the backup cannot be read.")) from error


class Writing:
    """An archive that is being written."""

    def __init__(self, target: IO[bytes], folder: Path) -> None:
        self.packed = gzip.GzipFile(fileobj=target, mode="wb", compresslevel=5)
        self.tar = tarfile.TarFile.open(fileobj=self.packed, mode="w", format=tarfile.PAX_FORMAT)
        self.folder = folder
        self.of_files = hashlib.sha256()

    def table(self, table: Table, lines: Iterator[bytes]) -> None:
        """Add the rows of a table, and say in `table` how many they are and what they hash to."""
        digest = hashlib.sha256()
        with tempfile.TemporaryFile(dir=self.folder) as spool:
            for line in lines:
                spool.write(line)
                digest.update(line)
                table.rows += 1
            self._add(f"{TABLES}{table.name}.jsonl", spool)
        table.sha256 = digest.hexdigest()

    def file(self, name: str, content: IO[bytes]) -> None:
        """Add an attached file; through the disk, for a store may not know its size beforehand."""
        digest = hashlib.sha256()
        with tempfile.TemporaryFile(dir=self.folder) as spool:
            while chunk := content.read(CHUNK):
                spool.write(chunk)
                digest.update(chunk)
            self.of_files.update(line_of(digest.hexdigest(), spool.tell(), name))
            self._add(FILES + name, spool)

    def close(self, manifest: Manifest) -> None:
        """End it with the manifest and its signature."""
        manifest.files_sha256 = self.of_files.hexdigest()
        for name, data in (
            (MANIFEST, manifest.as_bytes()),
            (SIGNATURE, base64.b64encode(KEY.sign(manifest.as_bytes()))),
        ):
            with tempfile.TemporaryFile(dir=self.folder) as spool:
                spool.write(data)
                self._add(name, spool)
        self.tar.close()
        self.packed.close()

    def _add(self, name: str, spool: IO[bytes]) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = spool.tell(), 0o600
        spool.seek(0)
        self.tar.addfile(member, spool)
        _forget(self.tar)


def line_of(digest: str, size: int, name: str) -> bytes:
    return f"{digest} {size} {name}\n".encode()


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A new file that has its name when it is written whole and safe on the disk, and is for its owner's eyes alone.

    Raises BackupRefused if there is one of this name, or no folder to write to.
    """
    if path.exists():
        raise BackupRefused(_("%(file)s exists already: choose another name.") % {"file": path})
    part = path.with_name(path.name + ".part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        with os.fdopen(handle, "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        part.rename(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> BackupRefused:
    return BackupRefused(
        _("The backup cannot be written to %(file)s: %(why)s")
        % {"file": path, "why": error.strerror or error}
    )


@contextmanager
def members(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """The members of a backup by their names, each to be read before the next.

    Raises BackupRefused for what is no backup or ends early, at once or while a member is read.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupRefused(
            _("The backup cannot be read: %(why)s") % {"why": error.strerror or error}
        ) from error
    try:
        with file, gzip.GzipFile(fileobj=file) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            yield _each(tar)
            while packed.read(CHUNK):
                pass  # to its very end, where the checksum of it all stands
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise damaged(path) from error


def damaged(path: Path) -> BackupRefused:
    return BackupRefused(
        _("%(file)s is no backup, or it is damaged or cut off: take another one.") % {"file": path}
    )


def altered() -> BackupRefused:
    return BackupRefused(_("The backup has been altered since it was made: take another one."))


def _each(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    while (member := tar.next()) is not None:
        content = tar.extractfile(member)
        if content is None:
            raise altered()
        yield member.name, content
        _forget(tar)


def _forget(tar: tarfile.TarFile) -> None:
    """Of the members behind it; it would remember each file."""
    tar.members = []  # type: ignore[attr-defined]  # known to no stub


def checked(path: Path) -> Manifest:
    """The manifest of a backup in which every byte is as it was made. Raises BackupRefused."""
    of_tables: dict[str, tuple[str, int]] = {}
    of_files, files = hashlib.sha256(), 0
    manifest, signature = b"", b""
    with members(path) as found:
        for name, content in found:
            if name == MANIFEST:
                manifest = content.read(LONGEST_MANIFEST)
            elif name == SIGNATURE:
                signature = content.read(1000)
            else:
                digest, size, lines = hashed(content)
                if name.startswith(TABLES):
                    of_tables[name.removeprefix(TABLES).removesuffix(".jsonl")] = digest, lines
                else:
                    of_files.update(line_of(digest, size, name.removeprefix(FILES)))
                    files += 1
    if not signature:
        raise damaged(path)
    said = Manifest.of(manifest)
    expected = {table.name: (table.sha256, table.rows) for table in said.tables}
    if (
        not is_signed(manifest, signature, said.record_keys)
        or expected != of_tables
        or (said.files, said.files_sha256) != (files, of_files.hexdigest())
    ):
        raise altered()
    return said


def hashed(content: IO[bytes]) -> tuple[str, int, int]:
    """SHA-256, size and number of lines of a member."""
    digest, size, lines = hashlib.sha256(), 0, 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        lines += chunk.count(b"\n")
    return digest.hexdigest(), size, lines


def is_signed(manifest: bytes, signature: bytes, keys: list[str]) -> bool:
    try:
        return bool(keys) and verify(keys[0], base64.b64decode(signature, validate=True), manifest)
    except ValueError:
        return False
