"""What people see. Addresses name rows by their keys: `<key:pk>`."""

from django.urls import register_converter
from django.urls.converters import IntConverter

from governance.desk.base.keys import LONGEST_KEY


class KeyConverter(IntConverter):
    """The key of a row: a number that a database can hold. With any longer one the address names nothing."""

    regex = f"[0-9]{{1,{LONGEST_KEY}}}"


register_converter(KeyConverter, "key")
