"""The ways PostgreSQL can run when we are root; as anybody else there is but one."""

import os
from pathlib import Path

import pytest

from consultation import embedded
from consultation.embedded import identity
from consultation.embedded.postgres import Postgres
from tests.embedded.conftest import query

WAYS = ["self"] if os.geteuid() else ["nobody", "nobody with passage", "namespace"]


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    folder = tmp_path / "closed" / "data"
    folder.mkdir(parents=True, mode=0o700)
    folder.parent.chmod(0o700)
    return folder


def test_the_ways_are_tried_in_order() -> None:
    assert [way.name for way in identity._ways()] == WAYS


def test_a_closed_parent_folder_is_passed_and_not_opened(closed: Path) -> None:
    found = identity.choose_identity(Path("/bin/true"), (closed,), None)
    assert found.name == WAYS[min(1, len(WAYS) - 1)]
    assert closed.parent.stat().st_mode & 0o777 == 0o700
    assert closed.parent.stat().st_uid == os.geteuid()


def test_data_never_changes_hands(closed: Path) -> None:
    found = identity.choose_identity(Path("/bin/true"), (closed,), os.geteuid())
    assert found.owner == os.geteuid()


def test_a_strangers_data_is_refused_in_one_line(closed: Path) -> None:
    with pytest.raises(embedded.ServiceError) as refused:
        identity.choose_identity(Path("/bin/true"), (closed,), 4242)
    assert "\n" not in str(refused.value)


@pytest.mark.slow
@pytest.mark.parametrize("name", WAYS[-2:])
def test_every_way_serves_and_ends_cleanly(
    var: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("embedded/postgres", "embedded/postgres-socket", "log"):
        (var / folder).mkdir(parents=True)
    ways = [way for way in identity._ways() if way.name == name]
    monkeypatch.setattr(identity, "_ways", lambda: iter(ways))
    server = Postgres(var, fast=True)
    with (var / "log" / "postgres.log").open("ab") as log:
        process = server.start(log)
    while not server.is_ready():
        assert process.poll() is None
    assert query(var, "select current_user") == [("soundings",)]
    process.send_signal(Postgres.stop_signal)
    assert process.wait(10) == 0
