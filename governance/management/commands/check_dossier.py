"""The `check_dossier` command: check a dossier on any machine, without a database."""

import signal
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance.documents.dossier import BrokenDossier, Dossier, check_dossier
from governance.documents.dossier.checking import LARGEST
from governance.documents.dossier.key import decoded, fingerprint, public_key
from governance.documents.foreign_files.reader_process import limit

# Some four times the largest dossier. The process is for one file, and a forged one may ask for much more.
LIMITS = {"RLIMIT_AS": 4 * 2**30, "RLIMIT_CPU": 300, "RLIMIT_CORE": 0}


class TooSlow(Exception):
    """The time of the processor that checking any honest dossier takes is over."""


def too_slow(*_signal: object) -> NoReturn:
    raise TooSlow


class Command(BaseCommand):
    help = _(
        "Checks a dossier and says what paper it is, who signed it, and by whose key it was made. Ends with code 0 "
        "only when nothing in it has been altered, with code 1 and the first thing that is not right otherwise, with "
        "code 2 when the file cannot be read. Needs no database."
    )
    # The checks of the project look into the database.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar=_("FILE"), help=_("the zip as the district gave it"))
        parser.add_argument(
            "--key", metavar=_("KEY"), help=_("the public key of the district: any other key is a fault then")
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """From a terminal this process is for one file alone: the system holds it to limits."""
        limit(LIMITS)
        if hasattr(signal, "SIGXCPU"):
            signal.signal(signal.SIGXCPU, too_slow)
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        key: str | None = options["key"]
        try:
            if key is not None:
                decoded(key)
            # One byte more than the largest dossier, so that an endless device is not read for ever.
            with open(options["file"], "rb") as file:
                data = file.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            self.fail(2, _("The dossier cannot be read: %(why)s") % {"why": error})
        try:
            dossier = check_dossier(data)
        except BrokenDossier as fault:
            self.fail(1, str(fault))
        except (MemoryError, TooSlow):
            self.fail(
                1, _("This is no dossier: checking it takes more memory or time than any dossier does.")
            )
        if key is not None and dossier.key != key:
            self.fail(
                1,
                _("The dossier is signed by another key, with the fingerprint %(fingerprint)s.")
                % {"fingerprint": fingerprint(dossier.key)},
            )
        self.report(dossier, known=dossier.key in {key, public_key()})

    def fail(self, code: int, sentence: str) -> NoReturn:
        self.stderr.write(printable(sentence))
        raise SystemExit(code)

    def report(self, dossier: Dossier, *, known: bool) -> None:
        number = (
            _("No. %(number)s of %(day)s") % {"number": dossier.number, "day": f"{dossier.date:%d.%m.%Y}"}
            if dossier.date
            else ""
        )
        lines = [
            " ".join(filter(None, [dossier.display_name, number])) + f": {dossier.title}",
            _("State: %(state)s.") % {"state": dossier.state},
        ]
        for signer in dossier.signers:
            moment = timezone.localtime(signer.signed_at)
            line = _("Signed by %(capacity)s, %(name)s on %(at)s: version %(n)d.") % {
                "capacity": signer.capacity,
                "name": signer.name,
                "at": f"{moment:%d.%m.%Y %H:%M}",
                "n": signer.version,
            }
            lines.append(line + (" " + _("Taken back, binds nobody.") if signer.void else ""))
        lines += [
            _("Nothing has been altered: %(entries)s, %(events)s; made on %(at)s.")
            % {
                "entries": ngettext("%(n)d file", "%(n)d files", dossier.entries) % {"n": dossier.entries},
                "events": ngettext("%(n)d event", "%(n)d events", dossier.events) % {"n": dossier.events},
                "at": f"{timezone.localtime(dossier.made_at):%d.%m.%Y %H:%M}",
            },
            witness(dossier),
            _("Key of this district: %(fingerprint)s.") % {"fingerprint": fingerprint(dossier.key)}
            if known
            else _(
                "The key is not known here. Compare its fingerprint with the one that the district publishes: "
                "%(fingerprint)s."
            )
            % {"fingerprint": fingerprint(dossier.key)},
        ]
        for line in lines:
            self.stdout.write(printable(line))


def witness(dossier: Dossier) -> str:
    """What the seal in it proves."""
    held = dossier.witnessed
    if held.sealed_at is None:
        return _("No seal holds its events yet: ask for the dossier again after the next morning.")
    facts = {"at": f"{timezone.localtime(held.sealed_at):%d.%m.%Y %H:%M}", "n": held.events}
    if held.events == dossier.events:
        return _("All its events are held by the seal of %(at)s.") % facts
    return _("The seal of %(at)s holds the first %(n)d events; the later ones were not sealed yet.") % facts


def printable(text: str) -> str:
    """Replace control characters, with which a forged file could overwrite the terminal, by question marks."""
    return "".join(character if character.isprintable() else "?" for character in text)
