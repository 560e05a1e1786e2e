"""Settings of the tests: the project's own, with the database chosen here and without what makes tests slow.

TEST_DB=sqlite (the default) keeps the database in memory. TEST_DB=postgres starts a PostgreSQL server, or
takes the one that TEST_POSTGRES_URL names.
"""

import os
import tempfile

# What is set for a server or a demonstration on this machine must not reach the tests.
for name in (
    "DEBUG",
    "DEMO",
    "DEMO_DATE",
    "EMAIL_HOST",
    "PUBLIC_ADDRESS",
    "RECORD_KEY",
    "RECORD_KEYS_BEFORE",
    "TIME_ZONE",
):
    os.environ.pop(name, None)

TEST_DB = os.environ.get("TEST_DB", "sqlite")
if TEST_DB == "sqlite":
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
elif TEST_DB == "postgres":
    if "TEST_POSTGRES_URL" not in os.environ:
        from tests import postgres

        # The parallel workers start later, inherit the environment and share this server.
        os.environ["TEST_POSTGRES_URL"] = postgres.start()
    os.environ["DATABASE_URL"] = os.environ["TEST_POSTGRES_URL"]
else:
    raise ValueError(f"TEST_DB is {TEST_DB!r}: set it to sqlite or postgres.")

from config.settings import *

# A page that asks the database once per row fails its test.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
# Tests read what a page says, not where its lines break; `tests/desk/test_kept_together.py` reads it as it goes out.
MIDDLEWARE.remove("governance.desk.base.kept_together.keeps_together")
# The door reads its paper afresh at each move, by key, and one press may make several moves. What a page reads row by
# row is counted by the tests of the pages. A process asks for each content type once and keeps it. A session that has
# ended is read, and read again to be deleted.
ZEAL_ALLOWLIST = [
    {"model": "governance.*", "field": "get()"},
    {"model": "contenttypes.ContentType", "field": "get()"},
    {"model": "sessions.Session", "field": "get()"},
]

# In memory: limits are tried in one process, and pages are counted by their queries.
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in CACHES
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# What a worker does later is done at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}

# Kept as a variable: the folder is removed when the object goes, at the end of the process.
FILES_FOLDER = tempfile.TemporaryDirectory(prefix="district-files-")
MEDIA_ROOT = FILES_FOLDER.name

# A browser test gets stylesheets and scripts straight from the sources.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
# What a demonstration has collected in this folder may be older than the files themselves.
STATIC_ROOT = BASE_DIR / ".proof" / "no-collected-files"
