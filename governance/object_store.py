"""Files in a store of objects that speaks S3 (FILES_BUCKET): what goes wrong there is an OSError, as with a folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.utils.translation import gettext as _
from storages.backends.s3 import S3Storage

T = TypeVar("T")
P = ParamSpec("P")


@contextmanager
def as_os_error() -> Iterator[None]:
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


def told(method: Callable[P, T]) -> Callable[P, T]:
    @wraps(method)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with as_os_error():
            return method(*args, **kwargs)

    return run


class ObjectStore(S3Storage):
    """A bucket. Its names are never used twice, and nobody gets an address of it: the program serves the files."""

    def get_default_settings(self) -> dict[str, Any]:
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=5,
            read_timeout=30,
            retries={"max_attempts": 2},
            # Stores other than that of Amazon know no checksums of newer clients.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return {**super().get_default_settings(), "client_config": config}

    def objection(self) -> str | None:
        """Why files can be neither kept nor read, as a sentence; None if they can."""
        try:
            with as_os_error():
                self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        except OSError as error:
            return _("The store of files %(bucket)s is out of reach: %(why)s") % {
                "bucket": self.bucket_name,
                "why": error,
            }
        return None

    _open, _save = told(S3Storage._open), told(S3Storage._save)
    delete, exists, listdir = told(S3Storage.delete), told(S3Storage.exists), told(S3Storage.listdir)
    size, get_modified_time = told(S3Storage.size), told(S3Storage.get_modified_time)
