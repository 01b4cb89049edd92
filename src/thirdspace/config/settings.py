"""Django's settings, made from the table of settings."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from thirdspace.access import clock
from thirdspace.config.table import MAIL_PORTS, in_force, secret_key

_set = {name: entry.value for name, entry in in_force().items()}
HOME = _set["HOME"]
HOME.mkdir(parents=True, exist_ok=True)

SECRET_KEY = secret_key(HOME, _set["SECRET_KEY"])
DEBUG = _set["DEBUG"]
ALLOWED_HOSTS = _set["HOSTS"]
SITE_URL = _set["URL"].rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ROOT_URLCONF = "thirdspace.config.urls"
WSGI_APPLICATION = "thirdspace.config.wsgi.application"
AUTH_USER_MODEL = "partnership.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOM_APPS = [
    "thirdspace.partnership.apps.PartnershipConfig",
    "thirdspace.meetings.apps.MeetingsConfig",
    "thirdspace.claims.apps.ClaimsConfig",
    "thirdspace.evidence.apps.EvidenceConfig",
    "thirdspace.improvement.apps.ImprovementConfig",
    "thirdspace.home.apps.HomeConfig",
    "thirdspace.network.apps.NetworkConfig",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "thirdspace.web.apps.WebConfig",  # before allauth: its sign-in pages in our look
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "csp",
    *ROOM_APPS,
    # After the rooms: it collects what they register.
    "thirdspace.access.apps.AccessConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thirdspace.web.errors.ProblemMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thirdspace.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "thirdspace.web.templatetags.thirdspace",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    if not url:
        wait = "FULL" if _set["DURABLE"] else "NORMAL"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "thirdspace.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                # IMMEDIATE: two writers wait for each other instead of failing.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": f"PRAGMA journal_mode=WAL;PRAGMA synchronous={wait};"
                "PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(_set["DATABASE_URL"])}
# Rate limits must count over all worker processes, so they live in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "thirdspace_cache",
        # Django's own 300 would let a flood of made-up addresses push the counts out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Sign-in: by password now; single sign-on is more of allauth's settings -------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:partnerships"
ACCOUNT_ADAPTER = "thirdspace.web.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited by address; the link proves it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "10/h/ip,3/h/key"}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("email", "name")}},
]  # fmt: skip

# --- Security: strict by default ---------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _set["HTTPS"]
SECURE_HSTS_SECONDS = 31_536_000 if _set["HTTPS"] else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "thirdspace.web.errors.csrf_failure"
if _set["BEHIND_PROXY"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Else all people behind the proxy would share one count of failed sign-ins.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Language, time, files, mail, work ---------------------------------------------------------
USE_TZ = True
TIME_ZONE = _set["TIME_ZONE"]
LANGUAGE_CODE = _set["LANGUAGE"]
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from the package: nothing to collect
WHITENOISE_MAX_AGE = 3600
DEFAULT_FROM_EMAIL = _set["MAIL_FROM"]
_mail = _set["MAIL_URL"]
if _mail:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname
    EMAIL_PORT = _mail.port or MAIL_PORTS[_mail.scheme]
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_TIMEOUT = 10  # a request may wait for the answer
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # letters stay in the outbox
HOOKS_INSIDE = _set["HOOKS_INSIDE"]
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if _set["WORKER"]
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
if _set["CLOCK"]:
    _moment = datetime.fromisoformat(_set["CLOCK"])
    clock.stop_at(_moment if _moment.tzinfo else _moment.replace(tzinfo=UTC))
