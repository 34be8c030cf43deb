"""Settings of the Django project, from the environment; `nianlun.web.variables` lists every variable."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from nianlun.web.env import Environment, postgres_settings
from nianlun.web.mail import mail_settings
from nianlun.web.safety import development_secret_key, refuse_unknown, refuse_unsafe
from nianlun.web.variables import VARIABLES

env = Environment(os.environ)

PACKAGE = Path(__file__).resolve().parent.parent
MODE = env.choice("NIANLUN_MODE", "development", ("development", "production"))
PRODUCTION = MODE == "production"
DEBUG = env.flag("NIANLUN_DEBUG", default=False)

# The data folder

DATA_FOLDER = env.folder("NIANLUN_DATA", "./var")
MEDIA_ROOT = DATA_FOLDER / "files"
STATIC_ROOT = DATA_FOLDER / "static"
INDEX_FOLDER = DATA_FOLDER / "index"
WATCHED_FOLDER = env.folder("NIANLUN_WATCHED_FOLDER", "") if env.text("NIANLUN_WATCHED_FOLDER") else None
PACKS_FOLDER = env.folder("NIANLUN_PACKS", str(DATA_FOLDER / "packs"))
WATCHED_UNIT = env.integer("NIANLUN_WATCHED_UNIT", 0, least=0, most=2**31 - 1) or None
try:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
except OSError as error:
    env.fault(f"The data folder cannot be made: {error.strerror}.", "NIANLUN_DATA=/path/to/a/writable/folder")

# Safety of the whole site

SECRET_KEY = env.secret("NIANLUN_SECRET_KEY")
ALLOWED_HOSTS = env.words("NIANLUN_ALLOWED_HOSTS", () if PRODUCTION else ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("NIANLUN_ORIGINS")
PROXY_HOPS = env.integer("NIANLUN_PROXY_HOPS", 0, least=0, most=5)
if PRODUCTION:
    refuse_unsafe(env, debug=DEBUG, secret_key=SECRET_KEY, hosts=ALLOWED_HOSTS, origins=CSRF_TRUSTED_ORIGINS)
    refuse_unknown(env, frozenset(variable.name for variable in VARIABLES))
elif not SECRET_KEY and DATA_FOLDER.is_dir():
    SECRET_KEY = development_secret_key(DATA_FOLDER)

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # an office's domain is not ours to put on browsers' lists
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_HOPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "nianlun.web.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the small pictures inside Bootstrap's stylesheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Applications

INSTALLED_APPS = [
    "nianlun.web",
    "nianlun.apps.originality",
    "nianlun.apps.reports",
    "nianlun.apps.indicators",
    "nianlun.apps.library",
    "nianlun.apps.registers",
    "nianlun.apps.people",
    "nianlun.apps.audit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "js_lib_bootstrap5",
    "csp",
    "axes",
]

MIDDLEWARE = [
    "nianlun.web.middleware.client_address",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nianlun.web.middleware.probes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nianlun.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nianlun.web.middleware.SignInFirst",
    "nianlun.web.middleware.NewPasswordFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nianlun.web.middleware.rights_once",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "nianlun.web.urls"
WSGI_APPLICATION = "nianlun.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nianlun.web.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.contrib.humanize.templatetags.humanize",
                "nianlun.web.templatetags.nianlun",
            ],
        },
    }
]

# Database and background work

SQLITE_SECONDS_TO_WAIT = 60  # storing a file of 3,000 documents holds the lock for tens of seconds
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"  # in WAL a crash of the process loses nothing
    "PRAGMA cache_size = -65536;"  # 64 MiB
    "PRAGMA mmap_size = 268435456;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA journal_size_limit = 67108864;"
)
DATABASES: dict[str, dict[str, object]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_FOLDER / "nianlun.sqlite3",
        "OPTIONS": {
            "timeout": SQLITE_SECONDS_TO_WAIT,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
        },
    }
}
if env.text("DATABASE_URL"):
    try:
        DATABASES["default"] = postgres_settings(env.text("DATABASE_URL"))
    except ValueError as error:
        env.fault(
            f"DATABASE_URL is not usable: {error}.", "DATABASE_URL=postgresql://user:password@host:5432/name"
        )

CACHES = {
    "default": {  # counts the requests of each token, so all web processes must see the same
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_FOLDER / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Mail: to the server of the office; without one, mails are filed in the data folder

_mail = mail_settings(env, DATA_FOLDER / "mail")
EMAIL_BACKEND = _mail.backend
EMAIL_FILE_PATH = _mail.folder
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.ssl
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _mail.sender
DIGEST_HOUR = env.integer("NIANLUN_DIGEST_HOUR", 7, least=0, most=23)

# People and passwords

AUTH_USER_MODEL = "people.User"
AREA_SOURCES = (
    "nianlun.apps.registers.queries.areas.register_areas",
    "nianlun.apps.reports.areas.report_areas",
)  # areas besides those of `people.Area`
ACCOUNT_PANELS = (
    "nianlun.apps.library.queries.quota_panel.quota_panel",
    "nianlun.apps.library.queries.digest_panel.digest_panel",
)  # what apps above have to say on a person's account page
YEAR_TOLD = "nianlun.apps.reports.listing.year_told"  # the year the papers of a person tell of
ENTRY_GUARDS = (
    "nianlun.apps.indicators.queries.guarding.refuse_locked",
)  # each is asked before versions of entries are written, and may refuse
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "nianlun.web.errors.locked_out"
AXES_HTTP_RESPONSE_CODE = 429
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Language and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = env.text("NIANLUN_TIME_ZONE", "Asia/Shanghai")
if TIME_ZONE not in available_timezones():
    env.fault(
        f"NIANLUN_TIME_ZONE is {TIME_ZONE!r}, which is no time zone.", "NIANLUN_TIME_ZONE=Asia/Shanghai"
    )
    TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Static files and uploads

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEGABYTE = 1024 * 1024
UPLOAD_MAX_BYTES = env.integer("NIANLUN_UPLOAD_MAX_MB", 200, least=1, most=10_000) * MEGABYTE
UPLOAD_MAX_FILES = env.integer("NIANLUN_UPLOAD_MAX_FILES", 200, least=1, most=10_000)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE
FILE_UPLOAD_HANDLERS = [
    "nianlun.web.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOAD_MAX_FILES

API_RATE = env.rate("NIANLUN_API_RATE", "120/m")

# Logs: no names, telephone numbers or document text; axes would write user names

LOG_LEVEL = env.choice("NIANLUN_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "nianlun": {"level": LOG_LEVEL},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "axes": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # every scanner of the network causes one
        "django.request": {"level": "ERROR"},  # a warning would hold the address, with words searched for
    },
}

env.stop_on_faults()
