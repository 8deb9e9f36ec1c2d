"""One settings file for every mode. What differs comes from the environment, see env.py."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from celery.schedules import schedule
from django.core.exceptions import ImproperlyConfigured

from project import env, static_headers

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(env.text("STATE_DIR", str(BASE_DIR / "var")))

# --- Who we are to the outside -------------------------------------------------------------------

DEMO = env.boolean("DEMO", default=False)
DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY", least_length=50)

# The one place from which our own origin is known; nothing is read from the Host header.
PUBLIC_ORIGIN = env.text("PUBLIC_ORIGIN", "http://localhost:8000").rstrip("/")
_origin = urlsplit(PUBLIC_ORIGIN)
if _origin.scheme not in {"http", "https"} or not _origin.hostname or _origin.path:
    raise ImproperlyConfigured("PUBLIC_ORIGIN must look like https://wallet.example.")
HTTPS = _origin.scheme == "https"
if not HTTPS and _origin.hostname != "localhost":
    raise ImproperlyConfigured("PUBLIC_ORIGIN must use https, except on localhost.")
# The relying party whose people use the pages that this server shows.
RELYING_PARTY_ID = env.text("RELYING_PARTY_ID", _origin.hostname)

ALLOWED_HOSTS = [_origin.hostname, *filter(None, env.text("EXTRA_HOSTS").split(","))]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN]

# --- Keys ----------------------------------------------------------------------------------------


def _keys(name: str, value: str) -> dict[int, bytes]:
    """Parse "2:BASE64,1:BASE64": key id and 32 bytes each, newest first."""
    keys: dict[int, bytes] = {}
    for part in filter(None, value.split(",")):
        number, _, encoded = part.strip().partition(":")
        try:
            keys[int(number)] = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must look like 1:BASE64 of 32 bytes.") from error
    if any(not 1 <= number <= 255 or len(key) != 32 for number, key in keys.items()):
        raise ImproperlyConfigured(f"{name} needs ids from 1 to 255 and keys of 32 bytes.")
    return keys


SHARE_KEYS = _keys("SHARE_KEYS", env.secret("SHARE_KEYS", least_length=46))

# For the backup shares of relying parties' own wallets; see recovery/key_service.
CUSTODY_KEYS = _keys("CUSTODY_KEYS", env.secret("CUSTODY_KEYS", least_length=46, required=False))
CUSTODY_KMS_KEYS = [arn for arn in env.text("CUSTODY_KMS_KEYS").split(",") if arn]
CUSTODY_KMS_ENDPOINT = env.address("CUSTODY_KMS_ENDPOINT")
# Which of the two seals what is new. Without a key of that kind, no backup shares are kept.
CUSTODY_KEY_SERVICE = env.text("CUSTODY_KEY_SERVICE", "file")
if any(len(arn.split(":")) != 6 for arn in CUSTODY_KMS_KEYS):
    raise ImproperlyConfigured("CUSTODY_KMS_KEYS must look like arn:aws:kms:REGION:ACCOUNT:key/ID.")
if CUSTODY_KEY_SERVICE not in {"file", "aws-kms"}:
    raise ImproperlyConfigured("CUSTODY_KEY_SERVICE must be file or aws-kms.")

# --- Applications --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "project",
    "recovery",
    "project.admin_app.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "project.compression.PagesForStrangers",
    "project.security_headers.SecurityHeaders",
    "recovery.pages.well_known.WellKnown",
    "recovery.api.v1.edge.Edge",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "recovery.api.other_sites.OtherSites",
    "django.middleware.locale.LocaleMiddleware",
    "project.time_zone.PersonsTimeZone",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "project.signed_in.NotesWhereSignedIn",
    "project.language.PersonsLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

if DEMO:
    MIDDLEWARE.append("recovery.api.demo_vault.VaultAway")

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"

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
                "project.context.site",
            ],
        },
    },
]

# --- Database, cache, sessions -------------------------------------------------------------------


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            # A connection that stays open avoids a WAL checkpoint at the end of each request.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
                ),
            },
            # A test database in a file: threads and worker processes open it too.
            "TEST": {"NAME": f"{unquote(parts.path)}.test"},
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured("DATABASE_URL must start with sqlite:// or postgres://.")


DATABASES = {
    "default": _database(env.text("DATABASE_URL", f"sqlite://{STATE_DIR / 'keyhaven.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits are counted in the database, so that they hold across processes and do not stop
# people from signing in when the broker is down.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "keyhaven-session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "keyhaven-csrf"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "recovery.pages.failures.csrf"

# --- Accounts ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "recovery.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "project.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "login": "project.accounts.LoginForm",
    "signup": "project.accounts.SignupForm",
    "request_login_code": "project.accounts.RequestCodeForm",
    "add_email": "project.accounts.NewAddressForm",
    "confirm_login_code": "project.accounts.LoginCodeForm",
    "confirm_email_verification_code": "project.accounts.EmailCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Mail may be slow; three tries at a code of eight characters stay three tries.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
# The one code in all mails, for trying things out. It counts in test environments only.
FIXED_EMAIL_CODE = env.text("FIXED_EMAIL_CODE")
# From one address, by passkey. The same number as allauth's own limit for the other ways.
PASSKEY_TRIES_A_MINUTE = env.integer("PASSKEY_TRIES_A_MINUTE", default=30, least=1)

# --- Enclave -------------------------------------------------------------------------------------

# unix:/path or tls:host:port; for tls also the three files of the mutual authentication.
ENCLAVE_ADDRESS = env.text("ENCLAVE_ADDRESS", f"unix:{STATE_DIR / 'enclave.sock'}")
ENCLAVE_CA_FILE = env.text("ENCLAVE_CA_FILE")
ENCLAVE_CERT_FILE = env.text("ENCLAVE_CERT_FILE")
ENCLAVE_KEY_FILE = env.text("ENCLAVE_KEY_FILE")
ENCLAVE_TIMEOUT_SECONDS = env.integer("ENCLAVE_TIMEOUT_SECONDS", default=3, least=1)
# What the browser accepts as an enclave: format names, and instance keys if they are pinned.
ENCLAVE_FORMATS = env.text("ENCLAVE_FORMATS", "software").split(",")
ENCLAVE_INSTANCE_KEYS = [key for key in env.text("ENCLAVE_INSTANCE_KEYS").split(",") if key]
# For formats of hardware: which programs and machines, and until when (enclave/attestation/policy).
ENCLAVE_MEASUREMENTS = env.json_list_file("ENCLAVE_MEASUREMENTS_FILE")

# --- Copies in clouds ----------------------------------------------------------------------------

# Folder copies live below this directory of the server; empty turns the kind off.
CLOUD_FOLDER_ROOT = env.text("CLOUD_FOLDER_ROOT")
CLOUD_ALLOW_PRIVATE_ADDRESSES = env.boolean("CLOUD_ALLOW_PRIVATE_ADDRESSES", default=DEMO)
CLOUD_ALLOW_HTTP = env.boolean("CLOUD_ALLOW_HTTP", default=DEMO)
# How often a proved copy is looked at again, at the latest.
COPY_CHECK_DAYS = env.integer("COPY_CHECK_DAYS", default=7, least=1)
# How many copies at a time ask one provider at one host, from all workers together. A worker keeps
# no more than eight connections to it, see clouds/travel.py.
CLOUD_LANE_LIMIT = env.integer("CLOUD_LANE_LIMIT", default=32, least=1)
# Providers at which this server is registered; a person is offered these. Id and secret each.
_clients = {
    "dropbox": env.client("DROPBOX"),
    "gdrive": env.client("GOOGLE"),
    "onedrive": env.client("MICROSOFT"),
}
# For keys that browsers put into a person's Drive by themselves. A client of another project than
# the one for copies, without a secret: it must be no use to this server.
GOOGLE_BROWSER_CLIENT_ID = env.text("GOOGLE_BROWSER_CLIENT_ID")
# For copies that browsers keep in a person's iCloud; off unless both are set. The token is made for
# web pages and is no secret: everybody who opens the page sees it.
CLOUDKIT_CONTAINER = env.text("CLOUDKIT_CONTAINER")
CLOUDKIT_API_TOKEN = env.text("CLOUDKIT_API_TOKEN")
CLOUDKIT_ENVIRONMENT = env.text("CLOUDKIT_ENVIRONMENT", "production")
CLOUD_CLIENTS = {kind: client for kind, client in _clients.items() if client is not None}
# A server that plays all those providers, on their paths, for tests and for trying things out.
CLOUD_STAND_IN_URL = env.text("CLOUD_STAND_IN_URL")
if CLOUD_STAND_IN_URL and not DEMO:
    raise ImproperlyConfigured("CLOUD_STAND_IN_URL is for the demo and for tests: set DEMO too.")
CLOUD_KEEP_GENERATIONS = env.integer("CLOUD_KEEP_GENERATIONS", default=3, least=1)

# --- Work queue ----------------------------------------------------------------------------------

# Rows are the queue (see flows/work.py); the broker only carries wake-ups. So they are acknowledged
# when they are taken, which is Celery's default: a lost one is found by the sweep.
# A row whose worker was killed is done again once this time has passed since it was taken.
WORK_LEASE_SECONDS = env.integer("WORK_LEASE_SECONDS", default=150, least=5)
CELERY_BROKER_URL = env.text("REDIS_URL", "redis://localhost:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# Well below the lease, which must never end under a worker that lives; see project/time_limit.py.
CELERY_TASK_TIME_LIMIT = WORK_LEASE_SECONDS * 4 // 5
# A worker is one process whose threads wait for clouds; its supervisor starts it anew if it dies.
CELERY_WORKER_POOL = "threads"
CELERY_WORKER_CONCURRENCY = env.integer("WORKER_THREADS", default=8, least=1)
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 10,
}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "recovery.tasks.sweep", "schedule": schedule(5), "options": {"expires": 5}},
    "link": {"task": "recovery.tasks.link", "schedule": schedule(5), "options": {"expires": 5}},
    "count": {
        "task": "recovery.tasks.count",
        "schedule": schedule(300),
        "options": {"expires": 60},
    },
    "alarm": {"task": "recovery.tasks.alarm", "schedule": schedule(60), "options": {"expires": 60}},
    "clean": {"task": "recovery.tasks.clean", "schedule": schedule(60), "options": {"expires": 60}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")

# How long the server of a relying party may take to answer a webhook.
WEBHOOK_ANSWER_SECONDS = env.integer("WEBHOOK_ANSWER_SECONDS", default=10, least=1)

# --- Mail ----------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"Keyhaven <keyhaven@{_origin.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_HOST = env.text("MAIL_HOST", "localhost")
EMAIL_PORT = env.integer("MAIL_PORT", default=25)
EMAIL_HOST_USER = env.text("MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("MAIL_PASSWORD")
EMAIL_USE_TLS = env.boolean("MAIL_STARTTLS", default=False)
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = str(STATE_DIR / "mail")
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

# --- Pages ---------------------------------------------------------------------------------------

# The code holds the English sentences; the others lie in project/locale, where Django looks by
# itself. A language is named in itself, for whoever cannot read the present one.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]
USE_I18N = True
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "keyhaven-language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "project.static.AppFiles",
]
STORAGES = {
    "staticfiles": {"BACKEND": "project.static.Storage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers.add_to

# --- Security ------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "DENY"
if env.boolean("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Real-IP"
# The largest body is a new generation, see recovery/api.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

# --- Logging -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
