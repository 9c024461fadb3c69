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
    ],
)
def test_production_refuses(name: str, value: str) -> None:
    refused = start(**{name: value})
    assert refused.returncode != 0
    assert name in refused.stderr.splitlines()[-1]


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
