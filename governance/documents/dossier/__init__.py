"""The dossier of a paper: one zip with all that stands behind it, signed, checkable anywhere without the database."""

from governance.documents.dossier.checking import BrokenDossier, Dossier, check_dossier
from governance.documents.dossier.writing import NotWhole, file_name, write_dossier

__all__ = ["BrokenDossier", "Dossier", "NotWhole", "check_dossier", "file_name", "write_dossier"]
