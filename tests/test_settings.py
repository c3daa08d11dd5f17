"""Settings as an operator meets them: in a process of their own, with an environment of their own."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from careers.checks import agency_accent, agency_addresses, agency_logo, agency_state
from portal import local_env
from portal.settings import required
from portal.static_files import StaticFiles

PRODUCTION = {
    "SECRET_KEY": "k3!q8v#Zr2m$T9x&Yw5nB7pL4sD6fG1hJ0cA_uEiOaRtMeXv-more-than-fifty",
    "ALLOWED_HOSTS": "careers.example.org",
    "HTTPS": "on",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """`manage.py` as production runs it: nothing from this machine's .env or from the test's own environment."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    without_env_file = (
        "import environ, runpy, sys; environ.Env.read_env = classmethod(lambda *a, **k: None); "
        "sys.argv = sys.argv[1:]; runpy.run_path('manage.py', run_name='__main__')"
    )
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", without_env_file, "manage.py", *arguments], cwd=settings.BASE_DIR, env=clean | environment,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_deployment_check_has_nothing_to_say_of_production_settings():
    done = manage("check", "--deploy", "--fail-level", "INFO", **PRODUCTION)
    assert (done.returncode, done.stdout, done.stderr) == (0, "System check identified no issues (0 silenced).\n", "")


def test_without_a_secret_it_stops_and_says_what_to_set():
    done = manage("check", **PRODUCTION | {"SECRET_KEY": ""})
    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr
    assert "make setup" in done.stderr


def test_nothing_said_is_safe():
    names = (
        "DEBUG",
        "ALLOWED_HOSTS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
    )
    code = f"from django.conf import settings; print(*(getattr(settings, name) for name in {names}))"
    done = manage(
        "shell", "--verbosity", "0", "-c", code, SECRET_KEY=PRODUCTION["SECRET_KEY"], DATABASE_URL="sqlite://:memory:"
    )
    assert done.stdout.strip() == "False [] True True True 31536000"


@pytest.mark.parametrize(
    ("url", "engine"),
    [("postgres://u:p@db/careers", "django.db.backends.postgresql"), ("", "django.db.backends.sqlite3")],
)
def test_database_is_postgresql_when_named_and_sqlite_otherwise(url, engine):
    code = "from django.conf import settings as s; print(s.DATABASES['default']['ENGINE'])"
    environment = PRODUCTION | {"DATABASE_URL": url}
    if not url:
        del environment["DATABASE_URL"]
    assert manage("shell", "--verbosity", "0", "-c", code, **environment).stdout.strip() == engine


def test_local_file_is_written_once_for_its_owner_alone(tmp_path):
    path = tmp_path / ".env"
    assert local_env.write(path) is True
    first = path.read_text()
    assert re.search(r"^SECRET_KEY=\S{60,}$", first, re.MULTILINE)
    assert path.stat().st_mode & 0o777 == 0o600
    assert local_env.write(path) is False
    assert path.read_text() == first


def test_two_machines_have_different_secrets(tmp_path):
    for name in ("a", "b"):
        local_env.write(tmp_path / name)
    assert (tmp_path / "a").read_text() != (tmp_path / "b").read_text()


@pytest.mark.parametrize(
    ("accent", "ids"), [("", []), ("#0b5f6b", []), ("teal", ["careers.E001"]), ("#ffd54a", ["careers.W001"])]
)
def test_accent_color_is_checked(settings, accent, ids):
    settings.AGENCY_ACCENT = accent
    assert [message.id for message in agency_accent(None)] == ids


def test_logo_that_is_not_there_is_told(settings, tmp_path):
    settings.AGENCY_LOGO = str(tmp_path / "logo.svg")
    assert [message.id for message in agency_logo(None)] == ["careers.E002"]
    (tmp_path / "logo.svg").write_text("<svg/>")
    assert agency_logo(None) == []


@pytest.mark.parametrize(("state", "ids"), [("WA", []), ("Washington", ["careers.E003"]), ("", ["careers.E003"])])
def test_state_is_checked(settings, state, ids):
    settings.AGENCY_STATE = state
    assert [message.id for message in agency_state(None)] == ids


@pytest.mark.parametrize(
    ("url", "contact", "ids"),
    [
        ("", "", []),
        ("https://www.example.org/", "careers@example.org", []),
        ("https://www.example.org/", "https://www.example.org/contact", []),
        ("www.example.org", "", ["careers.E004"]),
        ("javascript:alert(1)", "call us", ["careers.E004", "careers.E005"]),
        ("", "mailto:a@b.org?cc=c@d.org", ["careers.E005"]),
    ],
)
def test_addresses_of_the_agency_are_checked(settings, url, contact, ids):
    settings.AGENCY_URL, settings.AGENCY_CONTACT = url, contact
    assert [message.id for message in agency_addresses(None)] == ids


def test_checks_are_registered(settings):
    settings.AGENCY_ACCENT = "teal"
    assert [message.id for message in run_checks() if message.id.startswith("careers.")] == ["careers.E001"]


def test_missing_setting_is_named():
    with pytest.raises(ImproperlyConfigured, match="NO_SUCH_THING is not set: it is a test"):
        required("NO_SUCH_THING", "a test")


def test_scripts_import_one_another_by_names_that_hold_a_hash(tmp_path):
    """An import by the plain name would load a second copy of a module."""
    shutil.copytree(settings.BASE_DIR / "static/js", tmp_path / "js")
    names = [f"js/{path.name}" for path in (tmp_path / "js").iterdir()]
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    list(storage.post_process({name: (storage, name) for name in names}))
    imports = {
        name: re.findall(
            r'^import .* from "\./(.+)";$', (tmp_path / storage.stored_name(name)).read_text(), re.MULTILINE
        )
        for name in names
    }
    assert imports["js/area.js"] == [storage.stored_name("js/memory.js").removeprefix("js/")]
    stored = {storage.stored_name(name).removeprefix("js/") for name in names}
    assert {one for imported in imports.values() for one in imported} - stored == set()
