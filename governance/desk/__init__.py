"""What people see. Addresses name rows by their keys: `<key:pk>`."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """The key of a row: a number that a database can hold. With any longer one the address names nothing."""

    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")
