"""Settings of accounts: how people sign in, what is asked of them, how often somebody may guess."""

from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

# --- who signs in, and by what ----------------------------------------------------------------------------------------

ACCOUNT_ADAPTER = "governance.desk.accounts.account.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up: the administrator invites. The names of the fields satisfy a check of the package.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a letter of invitation proves the mailbox
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300

MFA_ADAPTER = "governance.desk.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "governance.desk.accounts.forms.SecondStepForm",
    "reauthenticate": "governance.desk.accounts.forms.ConfirmingCodeForm",
    "add_webauthn": "governance.desk.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "governance.desk.accounts.forms.PasskeyNameForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones differ by up to half a minute
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Encrypts the secrets of second factors: 32 random bytes in base64, kept where no backup of the database is. Whoever
# changes it puts the key of before among SECOND_FACTOR_KEYS_BEFORE. Without it the key follows from SECRET_KEY.
SECOND_FACTOR_KEY = env("SECOND_FACTOR_KEY", default="")
SECOND_FACTOR_KEYS_BEFORE = env.list("SECOND_FACTOR_KEYS_BEFORE", str.strip, [])

# Signing in through an outside OpenID Connect provider: its address, what it knows this program by, and how people call
# it. Nobody signs up by it: it has to name the verified mailbox of somebody who is known here.
OIDC_SERVER = env("OIDC_SERVER", default="").rstrip("/")
OIDC_NAME = env("OIDC_NAME", default="OpenID Connect") if OIDC_SERVER else ""
OIDC_CLIENT_ID = env("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env("OIDC_CLIENT_SECRET", default="")
if OIDC_SERVER and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
    raise ImproperlyConfigured("OIDC_SERVER is set: set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, too.")
if OIDC_SERVER and urlsplit(OIDC_SERVER).scheme != "https" and urlsplit(OIDC_SERVER).hostname != "localhost":
    raise ImproperlyConfigured(
        "OIDC_SERVER has to begin with https://: its answers are believed because of that."
    )
SOCIALACCOUNT_ADAPTER = "governance.desk.accounts.outside.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "outside",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_SERVER, "oauth_pkce_enabled": True},
            }
        ]
        if OIDC_SERVER
        else []
    }
}

# Whoever does nothing so long is signed out; at the latest after SESSION_COOKIE_AGE.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", 120)

# --- how often somebody may guess -------------------------------------------------------------------------------------

# Limits count in a table, so for all workers together, which share the kept PDFs too; each keeps pages in its memory.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "governance_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # PDFs of published papers, none of more than 2 MB: they push out one another, and each goes after so many days.
    "prints": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "governance_printentry",
        "TIMEOUT": 60 * 60 * 24 * env.int("PRINTS_KEPT_DAYS", 30),
        "OPTIONS": {"MAX_ENTRIES": env.int("PRINTS_KEPT", 300)},
    },
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
# Five failures lock the pair of address and e-mail for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "governance.desk.accounts.guessing.who_is_tried"
# Behind a proxy its address would be everybody's.
AXES_CLIENT_IP_CALLABLE = "governance.desk.base.visitor.address_for_limits"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "governance.desk.accounts.guessing.locked_out"
AXES_VERBOSE = False
# A school stands behind one address, and all its people sign in on the same morning.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    # Wrong passwords are counted by axes, wrong codes by a form of ours: by the e-mail alone, a stranger could lock
    # somebody out.
    "login_failed": "",
}
# In an hour: wrong passwords of one person, and wrong codes of the second factor, from all browsers together in which
# they have never signed in. Their own browsers are counted apart, so whoever guesses does not stop them.
STRANGE_PASSWORDS_PER_HOUR = env.int("STRANGE_PASSWORDS_PER_HOUR", 100)
CODES_PER_HOUR = env.int("CODES_PER_HOUR", 10)
# In an hour: how often one person may ask for a passkey to be asked, to sign.
SIGNING_TOUCHES_PER_HOUR = 300
# In an hour: letters after a forgotten password for one mailbox; how often one address may ask for them; how many keys
# that open nothing it may try: links of letters, of parents and of calendars, codes of slips.
RESET_LETTERS_PER_HOUR = env.int("RESET_LETTERS_PER_HOUR", 3)
RESETS_PER_HOUR = env.int("RESETS_PER_HOUR", 60)
WRONG_KEYS_PER_HOUR = env.int("WRONG_KEYS_PER_HOUR", 60)
# How often programs may call by one token in an hour.
API_CALLS_PER_HOUR = env.int("API_CALLS_PER_HOUR", 3600)
# How often one private address of a calendar is read; programs ask every few minutes at most.
CALENDAR_READS_PER_HOUR = env.int("CALENDAR_READS_PER_HOUR", 60)
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
