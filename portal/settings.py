"""Settings of the portal: one file, everything from the environment, safe when nothing is said.

What a production site must set: SECRET_KEY, ALLOWED_HOSTS, and DATABASE_URL unless SQLite will do. On a developer's
machine `make setup` writes these into `.env`. docs/deploy.md lists every name with an example.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")


def required(name: str, what: str) -> str:
    """The variable `name`, or a stop that says what to set; `what` completes "… is not set: it is …"."""
    if value := env.str(name, default=""):
        return value
    raise ImproperlyConfigured(
        f"{name} is not set: it is {what}. On your own machine `make setup` writes one into .env; "
        f"in production set the environment variable {name}."
    )


# The agency ----------------------------------------------------------------------------------------------------------

AGENCY_NAME = env.str("AGENCY_NAME", default="Career Portal")
# Postal code of the state whose wages and outlook lead every page.
AGENCY_STATE = env.str("AGENCY_STATE", default="WA").upper()
# An SVG or PNG file on this machine, shown in the header beside the name. Its folder is published: give it one of its own.
AGENCY_LOGO = env.str("AGENCY_LOGO", default="")
# `#rrggbb`; empty keeps the portal's own. `manage.py check` says when it is too pale to read.
AGENCY_ACCENT = env.str("AGENCY_ACCENT", default="")
# The agency's own site, and an e-mail address or a page where readers reach somebody: both stand in the footer.
AGENCY_URL = env.str("AGENCY_URL", default="")
AGENCY_CONTACT = env.str("AGENCY_CONTACT", default="")

# Safety --------------------------------------------------------------------------------------------------------------

SECRET_KEY = required("SECRET_KEY", "the secret that signs staff sessions, at least 50 random characters")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

# Off only where the site is reached over plain HTTP, which is a developer's own machine.
HTTPS = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
# How long a browser insists on TLS. Start with an hour (3600) where the certificate is new.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# Only when a proxy in front sets this header itself and drops what a visitor sends.
if env.bool("TRUST_X_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Nothing from elsewhere, nothing inline. Only the admin's forms with rich text add to it: careers/admin/mixins.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# The project ---------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "careers.apps.CareersConfig",
    "careers.apps.DeskConfig",  # the admin, with a site of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles: it answers runserver's static files as it does in production.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

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
                "careers.context_processors.agency",
                "careers.context_processors.navigation",
            ],
        },
    },
]

# A career with a hundred other names posts several fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Form widgets may be overridden in templates/.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data ----------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Readers and one writer at a time do not wait for each other; a power cut loses no finished save.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        # A transaction that means to write takes its turn at once instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-us"
TIME_ZONE = env.str("TIME_ZONE", default="America/Los_Angeles")
USE_I18N = True
USE_TZ = True

# Seconds for which a web process takes the public content to be as it last saw it.
EDITION_LOOKS_EVERY = 1

# A thread in each web process looks once a second whether the content has changed, and then makes its search index anew. Where it
# is off, every search looks for itself and waits; that is for tests.
SEARCH_WATCHES_EDITION = True

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Drawn pictures, some 25 KB each, in the memory of each web process. Their keys change with the content, so those that
    # nobody can ask for any more leave as others come.
    "pictures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pictures",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# Files ---------------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
# Uploaded official files wait here for somebody to confirm their import; several web processes share the folder.
IMPORT_FOLDER = env.str("IMPORT_FOLDER", default=str(BASE_DIR / "var" / "imports"))
STATICFILES_DIRS = [BASE_DIR / "static"]
if AGENCY_LOGO:
    # Published as agency/<file name>.
    STATICFILES_DIRS.append(("agency", Path(AGENCY_LOGO).parent))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names carry a hash of the content, so browsers may keep a file for ever; compressed once, at set-up.
    "staticfiles": {"BACKEND": "portal.static_files.StaticFiles"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # Django mails admins by default; a line on the console reaches whoever runs the site.
    "root": {"handlers": ["console"], "level": "INFO"},
}
