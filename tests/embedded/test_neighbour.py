import os
from pathlib import Path

import pytest

import manage
from consultation import embedded
from consultation.embedded.locks import FileLock
from consultation.embedded.neighbour import note_site, noted_site, site_beside, site_lock

ENVIRONMENT = {
    "SITE_URL": "http://127.0.0.1:8001",
    "EMAIL_URL": "smtp://127.0.0.1:2525",
    "HOME": "/",
}


def running_site(var: Path) -> FileLock:
    site_lock(var).parent.mkdir(parents=True)
    lock = FileLock(site_lock(var))
    lock.hold()
    note_site(lock, "http://127.0.0.1:8001", ENVIRONMENT)
    return lock


def test_a_command_beside_a_running_site_sends_where_it_sends(tmp_path: Path) -> None:
    lock = running_site(tmp_path)
    assert site_beside(tmp_path) == {
        "SITE_URL": "http://127.0.0.1:8001",
        "EMAIL_URL": "smtp://127.0.0.1:2525",
    }
    assert noted_site(lock).startswith("http://127.0.0.1:8001/ (process ")
    lock.close()


def test_a_command_beside_a_site_uses_the_services_the_site_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, used = running_site(tmp_path), []
    given = {"DATABASE_URL": "postgresql://a:b@db.example/n", "REDIS_URL": "redis://cache.example"}
    note_site(lock, "http://127.0.0.1:8001", {**given, "EMAIL_URL": ""})
    monkeypatch.setenv("SOUNDINGS_VAR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "consultation.settings.dev")
    for name in given:
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(embedded, "running", lambda var, names, *, fast: used.append(names))
    manage.services()
    assert used == [()]
    assert {name: os.environ[name] for name in given} == given
    assert site_lock(tmp_path).stat().st_mode & 0o077 == 0
    lock.close()


def test_a_site_that_was_killed_tells_nothing(tmp_path: Path) -> None:
    running_site(tmp_path).close()
    assert site_beside(tmp_path) == {}


def test_a_mangled_note_tells_nothing(tmp_path: Path) -> None:
    lock = running_site(tmp_path)
    for note in ("", "[]", '{"environment": 1}', "{"):
        lock.note(note)
        assert site_beside(tmp_path) == {}
    assert noted_site(lock) == "it is just starting"
    lock.close()
