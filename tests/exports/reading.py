"""Reading an export back, as somebody's spreadsheet does."""

import csv
from collections.abc import Iterable
from io import StringIO

from accounts.models import User
from consultation.exports.actions import export_responses
from consultation.exports.policy import Scope
from papers.models import Paper


def read_csv(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def exported(
    actor: User | None, paper: Paper, scope: Scope = Scope.PUBLISHED
) -> list[dict[str, str]]:
    return read_csv(joined(export_responses(actor=actor, paper=paper, scope=scope)))


def joined(pieces: Iterable[bytes]) -> bytes:
    return b"".join(pieces)
