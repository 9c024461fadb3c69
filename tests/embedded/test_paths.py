from pathlib import Path

import psycopg.conninfo
import pytest
from redis import ConnectionPool

from consultation import embedded
from consultation.embedded.paths import LONGEST_SOCKET, make_private_folder, socket_folder


def host(var: Path) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(embedded.database_url(var))["host"])


def test_sockets_lie_beside_the_data() -> None:
    assert host(Path("/srv/a site")) == "/srv/a site/embedded/postgres-socket"


@pytest.mark.parametrize("name", ["x" * 90, "one,two"])
def test_a_path_no_socket_can_have_gets_a_short_folder(name: str) -> None:
    found = host(Path("/srv") / name)
    assert found.startswith("/tmp/soundings-")
    assert len(found) < LONGEST_SOCKET


def test_two_folders_never_share_a_short_folder() -> None:
    assert host(Path("/srv", "a" * 99)) != host(Path("/srv", "b" * 99))


def test_the_database_url_starts_nothing(tmp_path: Path) -> None:
    embedded.database_url(tmp_path / "var")
    assert list(tmp_path.iterdir()) == []


def test_the_cache_finds_the_socket_in_a_folder_with_a_space() -> None:
    pool = ConnectionPool.from_url(embedded.valkey_url(Path("/srv/a site"), 3))
    assert pool.connection_kwargs["path"] == "/srv/a site/embedded/valkey-socket/valkey.sock"
    assert pool.connection_kwargs["db"] == 3


def test_a_folder_that_somebody_else_made_first_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").symlink_to("/")
    with pytest.raises(embedded.ServiceError, match="another account"):
        make_private_folder(tmp_path / "mine", (0,))


def test_a_folder_without_sockets_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "embedded").mkdir()
    (tmp_path / "embedded" / "sockets-elsewhere").touch()
    assert socket_folder(tmp_path, "valkey").parent == Path("/tmp")
