"""Settings of the test suite: the portal's own, except for a handful of things that only slow tests down."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ["HTTPS"] = "off"
os.environ["AGENCY_STATE"] = "WA"
for name in ("AGENCY_NAME", "AGENCY_LOGO", "AGENCY_ACCENT", "AGENCY_URL", "AGENCY_CONTACT", "DEBUG"):
    os.environ[name] = ""
os.environ["DEBUG"] = "off"
os.environ["AGENCY_NAME"] = "Career Portal"
os.environ["DATABASE_URL"] = os.environ.get("TEST_RUN_DATABASE_URL", "sqlite://:memory:")

from portal.settings import *  # noqa: E402, F403 - the environment comes first

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Hash-named files exist only after collectstatic; `make setup` and a test of its own run that.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_AUTOREFRESH = True

# Every request sees what the test has just made.
EDITION_LOOKS_EVERY = 0

# Threads would look at a database that each test takes back.
SEARCH_WATCHES_EDITION = False

# Hashing passwords slowly is for real ones.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
