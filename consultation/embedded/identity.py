"""As whom PostgreSQL runs: it refuses root, and root's own folders refuse everybody else.

As root there are three ways, tried in order until one can work in the folders at hand:
`nobody`; `nobody` that keeps the one right to pass closed folders (a clone under a 0700 home);
a user namespace in which root's files belong to an ordinary number.
"""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .errors import ServiceError
from .processes import LIBC, end_with_parent

_PR_SET_SECUREBITS: Final = 28
_SECURE_NO_SETUID_FIXUP: Final = 1 << 2
_PR_CAP_AMBIENT: Final = 47
_PR_CAP_AMBIENT_RAISE: Final = 2
_CAP_DAC_OVERRIDE: Final = 1
_CAPABILITY_VERSION_3: Final = 0x20080522
_CLONE_NEWUSER: Final = 0x10000000


@dataclass(frozen=True)
class Identity:
    """One way to run the server: who owns its files, and what a child does before it starts."""

    name: str
    owner: int
    become: Callable[[], None]

    def prepare(self, folder: Path) -> Callable[[], None]:
        """Return what Popen runs between fork and exec."""

        def before_start() -> None:
            self.become()
            os.chdir(folder)
            # SIGINT is PostgreSQL's fast and clean shutdown.
            end_with_parent(signal.SIGINT)

        return before_start


def choose_identity(program: Path, folders: tuple[Path, ...], owner: int | None) -> Identity:
    """Return the first way that can start `program` and enter `folders`, which it is then given.

    `owner` is who owns data that is there already: it never changes hands.
    """
    for identity in _ways():
        if owner in {None, identity.owner} and _works(identity, program, folders):
            return identity
    if owner is not None and os.geteuid() not in {0, owner}:
        raise ServiceError(f"{folders[0]} belongs to another account (number {owner}).")
    raise ServiceError(
        f"PostgreSQL does not run as root, and no other account can enter {folders[0]}: "
        "start as an ordinary user, or set DATABASE_URL."
    )


def _ways() -> Iterator[Identity]:
    if os.geteuid() != 0:
        yield Identity("self", os.geteuid(), lambda: None)
        return
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        pass
    else:
        uid, gid = nobody.pw_uid, nobody.pw_gid
        yield Identity("nobody", uid, lambda: _become(uid, gid))
        yield Identity("nobody with passage", uid, lambda: _become_with_passage(uid, gid))
    yield Identity("namespace", 0, _enter_namespace)


def _works(identity: Identity, program: Path, folders: tuple[Path, ...]) -> bool:
    def try_out() -> None:
        identity.prepare(folder)()
        # initdb asks this way whether its neighbour may be run, and believes the answer.
        if not os.access(program, os.R_OK | os.X_OK):
            raise PermissionError(program)

    try:
        for folder in folders:
            os.chown(folder, identity.owner, -1)
            subprocess.run(  # noqa: S603
                [program, "--version"],
                preexec_fn=try_out,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
            )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _become(uid: int, gid: int) -> None:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def _become_with_passage(uid: int, gid: int) -> None:
    # Rights then outlive the change of account, and access(2) counts them, which initdb asks.
    _ask(LIBC.prctl(_PR_SET_SECUREBITS, _SECURE_NO_SETUID_FIXUP, 0, 0, 0))
    _become(uid, gid)
    bit = 1 << _CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
    _ask(LIBC.capset(header, sets))
    _ask(LIBC.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0))


def _enter_namespace() -> None:
    group = os.getegid()
    _ask(LIBC.unshare(_CLONE_NEWUSER))
    for name, line in (
        ("uid_map", "1000 0 1"),
        ("setgroups", "deny"),
        ("gid_map", f"1000 {group} 1"),
    ):
        Path("/proc/self", name).write_text(line)


def _ask(answer: int) -> None:
    if answer != 0:
        raise OSError(ctypes.get_errno(), "the kernel refused")
