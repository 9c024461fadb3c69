"""The confined half of `confining`: a file on stdin, its document on stdout, and nothing else.

Run as a program, by its path, with `[name, library folders]` as its one argument. The limits are
set before a byte of the file is read; the doors are shut before a parser sees it.
"""

import contextlib
import gc
import json
import os
import signal
import sys


def limit() -> None:
    """Take the limits of `limits` on; a system without one of them does without that one."""
    import resource

    from papers.importing import limits

    # From here on no signal's default is changed: the timer ends the process.
    signal.setitimer(signal.ITIMER_PROF, limits.CPU_SECONDS)
    hard = {
        "RLIMIT_CPU": int(limits.CPU_SECONDS) + 1,
        "RLIMIT_DATA": limits.DATA_BYTES,
        "RLIMIT_AS": limits.ADDRESS_BYTES,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": limits.OPEN_FILES,
        "RLIMIT_NPROC": 0,
    }
    for name, most in hard.items():
        with contextlib.suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, name), (most, most))


def leave_the_network() -> None:
    """Move to a network of our own with nothing in it, where Linux lets us."""
    import ctypes

    new_user, new_network = 0x10000000, 0x40000000
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if system.unshare(new_network) != 0:
            system.unshare(new_user | new_network)
        no_new_privileges = 38
        system.prctl(no_new_privileges, 1, 0, 0, 0)


REFUSED_EVENTS: tuple[str, ...] = (
    "socket.",
    "subprocess.",
    "ctypes.",
    "shutil.",
    "tempfile.",
    "pty.",
    "urllib.",
)
REFUSED_EVENTS += ("ftplib.", "http.", "smtplib.", "webbrowser.", "os.exec", "os.posix_spawn")
REFUSED_EVENTS += ("os.spawn", "os.system", "os.fork", "os.remove", "os.rename", "os.rmdir")
REFUSED_EVENTS += ("os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate")
REFUSED_EVENTS += ("os.utime", "os.kill", "os.putenv")


def shut_the_doors(libraries: list[str]) -> None:
    """Refuse, from inside Python, whatever is no reading of a library's own modules.

    The first line of defence is that no parser is let near an address; this is the second.
    """
    folders = tuple(f"{os.path.realpath(folder)}{os.sep}" for folder in {*libraries, *sys.path})

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, _flags = arguments
            reads = mode is None or not set(str(mode)) & set("wax+")
            if not (isinstance(path, str) and reads and path.startswith(folders)):
                raise PermissionError(event)
            if not path.endswith((".py", ".pyc", ".so", ".pyd")):
                raise PermissionError(event)
        elif event.startswith(REFUSED_EVENTS):
            raise PermissionError(event)

    sys.addaudithook(watch)


def answer(name: str) -> dict[str, str]:
    """Read the file; say the document or why not."""
    from papers.importing.limits import LARGEST_FILE
    from papers.importing.reading import read_document
    from papers.importing.refusals import SPLIT_IT, DocumentRefusedError
    from papers.importing.trees import NESTED
    from papers.importing.wire import document_to_json

    try:
        document = read_document(sys.stdin.buffer.read(LARGEST_FILE + 1), name)
        return {"document": document_to_json(document)}
    except DocumentRefusedError as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": f"This document takes too much memory to read. {SPLIT_IT}"}
    except RecursionError:
        return {"refused": NESTED}


def main() -> int:
    """Answer on stdout; an error of our own ends the process, and says nothing of the file."""
    name, libraries = json.loads(sys.argv[1])
    sys.path[:0] = libraries
    # What lives shorter than a second gains nothing from looking for garbage.
    gc.disable()
    leave_the_network()
    limit()
    shut_the_doors(libraries)
    sys.stdout.buffer.write(json.dumps(answer(name)).encode("ascii"))
    sys.stdout.buffer.flush()
    # Taking thousands of objects apart again would only cost time.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
