"""What production refuses to start with."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from consultation.settings.environment import (
    Environment,
    broker_from,
    database_from,
    mail_from,
)

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "consultation.settings.production",
    "SECRET_KEY": "x9" * 40 + "abcdefghijklmnop",
    "SITE_URL": "https://soundings.example",
    "DATABASE_URL": "postgresql://a:b@db.example/soundings",
    "REDIS_URL": "redis://cache.example:6379/0",
    "EMAIL_URL": "smtp://mail.example:587?tls=1",
}


# In each of these "secret" is a part of the password.
MALFORMED = [
    ("DATABASE_URL", "postgresql://u:secret@h:99999/n"),
    ("DATABASE_URL", "postgresql://u:secret@h:0/n"),
    ("DATABASE_URL", "postgresql://u:a/secret@h/n"),
    ("DATABASE_URL", "postgresql://u:1/secret@h/n"),
    ("DATABASE_URL", "postgresql://u:secret@h"),
    ("DATABASE_URL", "postgresql://u:secret@[h/n"),
    ("REDIS_URL", "redis://:secret@h:many"),
    ("REDIS_URL", "redis://:secret@h/one"),
    ("REDIS_URL", "redis://"),
    ("REDIS_URL", "unix://"),
    ("EMAIL_URL", "smtp://u:secret@h:70000"),
    ("EMAIL_URL", "smtp://u:1/secret@h"),
    ("EMAIL_URL", "smtps://u:secret@h?tls=1"),
]


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env={**kept, **COMPLETE, **changes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_everything_is_said() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, "") for name in COMPLETE if name != "DJANGO_SETTINGS_MODULE"),
        ("SITE_URL", "http://soundings.example"),
        ("DEBUG", "true"),
        ("SOUNDINGS_MAILBOX", "/tmp/mail"),
        ("SOUNDINGS_SAMPLE", "true"),
        ("SOUNDINGS_MISSPELT", "1"),
        ("OIDC_SERVER_URL", "http://sso.example"),
        ("ADMIN_PATH", "../secret"),
    ],
)
def test_production_refuses(name: str, value: str) -> None:
    refused = start(**{name: value})
    assert refused.returncode != 0
    assert name in refused.stderr.splitlines()[-1]


def test_single_sign_on_is_set_up_whole_or_not_at_all() -> None:
    provider = {
        "OIDC_SERVER_URL": "https://sso.example",
        "OIDC_NAME": "Staff Login",
        "OIDC_CLIENT_ID": "soundings",
        "OIDC_CLIENT_SECRET": "of the tests",
    }
    assert start(**provider).returncode == 0
    for name in ("OIDC_NAME", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        assert name in start(**{**provider, name: ""}).stderr.splitlines()[-1]


def test_addresses_are_read() -> None:
    assert database_from("postgresql://u:p%40@h:5/n?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "n",
        "USER": "u",
        "PASSWORD": "p@",
        "HOST": "h",
        "PORT": "5",
        "OPTIONS": {"sslmode": "require"},
    }
    assert mail_from("smtps://u:p@h")["EMAIL_PORT"] == 465
    assert (
        broker_from("unix:///run/valkey.sock?db=2")
        == "redis+socket:///run/valkey.sock?virtual_host=2"
    )


@pytest.mark.parametrize("reader", [database_from, mail_from, broker_from])
def test_an_address_of_another_kind_is_refused(reader: object) -> None:
    with pytest.raises(ImproperlyConfigured):
        reader("mysql://h/n")  # type: ignore[operator]


@pytest.mark.parametrize(("name", "value"), MALFORMED)
def test_a_malformed_address_is_named_and_its_password_is_not(name: str, value: str) -> None:
    readers = {"DATABASE_URL": database_from, "REDIS_URL": broker_from, "EMAIL_URL": mail_from}
    with pytest.raises(ImproperlyConfigured, match=name) as refused:
        readers[name](value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("command", ["migrate", "up"])
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("EMAIL_URL", "smtps://u:secret@h?tls=1", "EMAIL_URL: "),
        ("SOUNDINGS_MISSPELT", "1", "Unknown setting: SOUNDINGS_MISSPELT"),
    ],
)
def test_a_command_says_in_one_line_what_is_set_wrongly(
    command: str, name: str, value: str, said: str
) -> None:
    line = run_command(command, **{name: value})
    assert line.startswith(said)
    assert "secret" not in line


def test_a_database_that_cannot_be_reached_is_one_line() -> None:
    line = run_command("migrate", DATABASE_URL="postgresql://u:secret@127.0.0.1:1/n")
    assert line.startswith("DATABASE_URL: no connection to 127.0.0.1: ")
    assert "secret" not in line


def run_command(command: str, **changes: str) -> str:
    """Run a command of `manage.py` that fails; return the one line it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        env={**os.environ, **COMPLETE, **changes},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    return done.stderr


def test_a_tick_that_no_worker_took_is_not_kept() -> None:
    from django.conf import settings

    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        every = entry["schedule"]
        period = every if isinstance(every, float) else 24 * 3600
        assert 0 < entry["options"]["expires"] < period


def test_workers_never_give_up_the_broker() -> None:
    from consultation.celery import app

    assert app.conf.broker_connection_max_retries is None


def test_the_cache_keeps_to_names_of_its_own() -> None:
    base = runpy.run_path(str(ROOT / "consultation/settings/base.py"))
    assert base["CACHES"]["default"]["KEY_PREFIX"] == "soundings-cache"


@pytest.mark.parametrize(("name", "value"), [("PORT", "many"), ("DEBUG", "perhaps")])
def test_a_value_of_another_kind_is_refused(name: str, value: str) -> None:
    environment = Environment({name: value})
    with pytest.raises(ImproperlyConfigured, match=name):
        (environment.integer if name == "PORT" else environment.boolean)(name)


def test_the_site_is_back_as_soon_as_the_database_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_POOL", "8")
    databases = runpy.run_path(str(ROOT / "consultation/settings/base.py"))["DATABASES"]
    pool = databases["default"]["OPTIONS"]["pool"]
    # A reconnection that pauses for longer than a request waits outlasts the database's absence.
    assert pool["reconnect_timeout"] < pool["timeout"]
