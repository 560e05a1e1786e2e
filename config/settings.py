"""Settings of the whole project, read from environment variables; README lists those that matter.

Without any variable set the project runs on one machine for trial: SQLite in a file, a throw-away key, mail to the
console. `DEBUG=0` demands a real `SECRET_KEY`.
"""

from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.accounts import *  # noqa: F403  settings of a subject of their own


def is_of_this_network(host: str) -> bool:
    """Whether a name or address of a host leads to this machine or to its own network."""
    try:
        return ip_address(host.strip("[]")).is_private
    except ValueError:
        return host == "localhost"


BASE_DIR = Path(__file__).resolve().parent.parent


env = environ.Env()

DEBUG = env.bool("DEBUG", True)
# The demonstration lists its people on the sign-in page and lives in a played year: never for a real district.
DEMO = env.bool("DEMO", False)
DEMO_DATE = date.fromisoformat(env("DEMO_DATE")) if DEMO and "DEMO_DATE" in env else None
DEMO_PASSWORD = "school-district-2011"

SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("Set SECRET_KEY: a long random text that nobody else knows.")
    SECRET_KEY = "for-trial-on-one-machine-only-never-for-a-real-district"
# What links, sessions and letters were signed or encrypted with before it changed.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", str.strip, [])
# Signs the dossiers: 32 random bytes in base64. Without it the key follows from SECRET_KEY and changes with it.
DOSSIER_KEY = env("DOSSIER_KEY", default="")
# Signs the events of the record: 32 random bytes in base64, kept where no backup of the database is. Whoever changes it
# puts the public key of before among RECORD_KEYS_BEFORE, separated by commas (`manage.py record_key` shows it).
RECORD_KEY = env("RECORD_KEY", default="")
RECORD_KEYS_BEFORE = env.list("RECORD_KEYS_BEFORE", str.strip, [])
# For trial on one machine the key may follow from SECRET_KEY; a district's record is signed by a key of its own.
RECORD_KEY_NEEDED = not (DEBUG or DEMO)
# Signs the calls by a push (VAPID): 32 random bytes in base64. Without it the key follows from SECRET_KEY.
PUSH_KEY = env("PUSH_KEY", default="")
# The hosts of push services that this server calls; one that begins with a dot is that of many.
PUSH_SERVICES = env.list(
    "PUSH_SERVICES",
    str.strip,
    [
        "fcm.googleapis.com",
        "web.push.apple.com",
        ".push.apple.com",
        "updates.push.services.mozilla.com",
        ".push.services.mozilla.com",
        ".notify.windows.com",
    ],
)
# Blanks around the commas are no part of a name.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", str.strip, ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", str.strip, [])
# The address that stands in QR codes and letters.
PUBLIC_ADDRESS = env("PUBLIC_ADDRESS", default="http://localhost:8000").rstrip("/")

# Hosts of the own network that webhooks may call nevertheless, in the clear too; whole names, separated by commas.
WEBHOOK_HOSTS = env.list("WEBHOOK_HOSTS", str.strip, [])

# Where the program's source stands: the AGPL asks to offer it to the users of a modified copy.
SOURCE_CODE = env("SOURCE_CODE", default="")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",  # its templates, which our own ones precede
    "whitenoise.runserver_nostatic",
    "config.static.OwnStaticFiles",
    "guardian",
    "auditlog",
    "viewflow",
    "viewflow.workflow",
    "django_fsm",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "governance",
]

MIDDLEWARE = [
    "governance.operation.health.answers_probes",
    "governance.operation.tracing.traced",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "governance.operation.compression.CompressedPages",
    "governance.desk.api.problems.says_problems",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "governance.desk.accounts.presence.ends_idle_sessions",
    "governance.desk.base.drafts.ends_sent_drafts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "governance.desk.base.visitor.keeps_private",
    "governance.desk.base.visitor.refuses_nul",
    "governance.desk.base.kept_together.keeps_together",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "governance.desk.base.context.desk",
                "governance.desk.papers.after.after",
                "governance.desk.papers.beginnings.beginnings",
            ],
            "builtins": ["governance.desk.base.template_filters"],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": env.db_url_config(
        env("DATABASE_URL", default="") or f"sqlite:///{BASE_DIR / 'district.sqlite3'}"
    )
    | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True},
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Seconds: a server that does not answer is an outage, and no request waits for it longer.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL with IMMEDIATE transactions: readers never wait, writers queue instead of failing half-way. With recursive
    # triggers, INSERT OR REPLACE is refused where a row must not be deleted.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON;",
    }
    # A file even for tests that use threads: an in-memory database is shared by one connection only.
    DATABASES["default"]["TEST"] = {"NAME": env("TEST_SQLITE_FILE", default=None) or None}
if DEMO and (
    DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3"
    or not all(is_of_this_network(host) for host in ALLOWED_HOSTS)
):
    raise ImproperlyConfigured(
        "DEMO=1 shows everybody the password of everybody: take it away, or leave the database in a file of SQLite and "
        "name no host in ALLOWED_HOSTS but this machine or one of its own network."
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "governance.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "governance.desk.base.signed_in.PersonBackend",
    "governance.roles.backend.AppointmentBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("surname", "given", "patronymic", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "tasks"
LOGOUT_REDIRECT_URL = "sign_in"
ANONYMOUS_USER_NAME = None  # guardian: nobody is somebody
GUARDIAN_MONKEY_PATCH_USER = False
# guardian's own backend knows no dates; rights are answered by AppointmentBackend from appointments in force.
# W005 and W021: whether all of a domain speaks TLS is decided by its owner, not by one program on it.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "security.W005", "security.W021"]

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", default="Europe/Kirov")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Attached files: in a folder, or in a bucket of a store that speaks S3.
MEDIA_ROOT = Path(env("FILES_DIR", default=BASE_DIR / "files"))
FILES_BUCKET = env("FILES_BUCKET", default="")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "governance.object_store.ObjectStore",
        "OPTIONS": {
            "bucket_name": FILES_BUCKET,
            "endpoint_url": env("FILES_ENDPOINT", default="") or None,
            "region_name": env("FILES_REGION", default="") or None,
            "access_key": env("FILES_ACCESS_KEY", default=""),
            "secret_key": env("FILES_SECRET_KEY", default=""),
        },
    }
    if FILES_BUCKET
    else {"BACKEND": "governance.stored_files.LocalFiles"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
# What visitors who are not signed in may ask in an hour, one network address and all together: PDFs that have to be
# printed for them, and checks of printed copies. A school stands behind one address.
PRINTS_PER_HOUR = env.int("PRINTS_PER_HOUR", 60)
PRINTS_PER_HOUR_IN_ALL = env.int("PRINTS_PER_HOUR_IN_ALL", 600)
CHECKS_PER_HOUR = env.int("CHECKS_PER_HOUR", 600)
CHECKS_PER_HOUR_IN_ALL = env.int("CHECKS_PER_HOUR_IN_ALL", 6000)
# The public form of application: how often one network address, and all together, may send it in an hour, and ask for a
# new link; how many letters one mailbox gets in an hour; how long the form lies open (not shorter than people need, in
# seconds; in hours).
APPLY_SENDS_PER_HOUR = env.int("APPLY_SENDS_PER_HOUR", 60)
APPLY_SENDS_PER_HOUR_IN_ALL = env.int("APPLY_SENDS_PER_HOUR_IN_ALL", 1000)
APPLY_LINKS_PER_HOUR = env.int("APPLY_LINKS_PER_HOUR", 10)
APPLY_LINKS_PER_HOUR_IN_ALL = env.int("APPLY_LINKS_PER_HOUR_IN_ALL", 300)
APPLY_LETTERS_PER_HOUR = env.int("APPLY_LETTERS_PER_HOUR", 5)
APPLY_SHORTEST_SECONDS = env.int("APPLY_SHORTEST_SECONDS", 5)
APPLY_LONGEST_HOURS = env.int("APPLY_LONGEST_HOURS", 24)
# The link in a letter gives a new private link so long.
APPLY_LETTER_DAYS = env.int("APPLY_LETTER_DAYS", 30)
# All files of one form together.
APPLY_UPLOAD_LIMIT_BYTES = env.int("APPLY_UPLOAD_LIMIT_MB", 60) * 1024 * 1024
# Behind a proxy: the header in which it names the visitor's address, e.g. HTTP_X_REAL_IP.
ADDRESS_HEADER = env("ADDRESS_HEADER", default="REMOTE_ADDR")
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_MB", 20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The longest table (1,000 rows of six columns) and the longest text come as one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000

EMAIL_CONFIG = env("EMAIL_HOST", default="")
EMAIL_BACKEND = f"governance.letters.backends.{'Smtp' if EMAIL_CONFIG else 'Console'}Backend"
EMAIL_HOST = EMAIL_CONFIG or "localhost"
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="district@localhost")
# The text of a letter stays in the outbox so long after it was sent or given up.
# Where reports of letters that came back are read every morning: imaps://user:password@host/INBOX or maildir:/path.
BOUNCES_MAILBOX = env("BOUNCES_MAILBOX", default="")
LETTERS_KEPT_DAYS = env.int("LETTERS_KEPT_DAYS", 14)
# From this hour on a worker does the daily work, once a day; empty: that is left to cron. A demonstration has one day.
DAILY_HOUR = int(env("DAILY_HOUR", default="5")) if env("DAILY_HOUR", default="5") and not DEMO else None
# Where work that follows an act waits for `manage.py worker`; another backend of Django's tasks brings its own workers.
TASKS = {
    "default": {"BACKEND": env("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend"), "QUEUES": []}
}

# Content-Security-Policy without exceptions: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if SECURE_SSL_REDIRECT else 0

AUDITLOG_INCLUDE_ALL_MODELS = False
# Who is written to about errors of the program, without personal data.
ADMINS = [(address, address) for address in env.list("ADMINS", str.strip, []) if address]
# Asks for /metrics and the sentences of /readyz as `Authorization: Bearer …`; without one the server's network may.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
LOG_LEVEL = env("LOG_LEVEL", default="WARNING")
LOG_FORMAT = env("LOG_FORMAT", default="text" if DEBUG or DEMO else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_keys": {"()": "governance.desk.public.apply.log.NoKeys"}},
    "formatters": {
        "text": {"()": "governance.operation.log.Cleared", "format": "%(levelname)s %(name)s: %(message)s"},
        "json": {"()": "governance.operation.log.ClearedJson"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["no_keys"], "formatter": LOG_FORMAT},
        "letters": {"class": "governance.operation.error_letters.ErrorLetters", "level": "ERROR"},
    },
    "root": {"handlers": ["console", "letters"], "level": LOG_LEVEL},
    # Django's own would write to the console beside, and send letters by itself.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "governance.request": {"level": "INFO" if LOG_FORMAT == "json" else LOG_LEVEL},
    },
}
