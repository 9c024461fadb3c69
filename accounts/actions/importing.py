"""The register from a spreadsheet: kept when it is read, written once staff have seen it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any, Final

from django.db import connection, transaction
from django.db.models.functions import Now

from accounts.access import check_role
from accounts.models import Membership, Organisation, RegisterImport, User
from accounts.organisations.naming import RESERVED, stem_of
from accounts.organisations.profiles import KEEPERS
from accounts.organisations.register_mail import tell_of_decision
from accounts.register.columns import BY_FIELD
from accounts.register.comparing import Compared, Comparison, compare
from accounts.register.shapes import Line, ReadFile, RefusedLine
from consultation.activity.actions import record, record_many
from consultation.activity.models import Verb
from consultation.lib.clock import database_now
from consultation.lib.text import name_on_one_line, without_unstorable

AT_ONCE: Final = 1_000  # rows of one statement
LONGEST_FILE_NAME: Final = 160
_WRITTEN: Final = [*BY_FIELD, "version", "verified_at"]


class ImportGoneError(Exception):
    """Somebody discarded it."""


class RegisterChangedError(Exception):
    """What is in the register now would make something else of the file than what was shown."""


@transaction.atomic
def keep_register_import(*, actor: User | None, file_name: str, read: ReadFile) -> RegisterImport:
    """Keep a file that was read, for its preview; nothing of it is in the register yet."""
    check_role(actor, *KEEPERS)
    name = name_on_one_line(without_unstorable(file_name))[:LONGEST_FILE_NAME]
    kept = RegisterImport.objects.create(
        file_name=name or "A file",
        lines=[line.as_json() for line in read.lines],
        refused=[line.as_json() for line in read.refused],
        created_by=actor,
        result={"ignored": list(read.ignored), "encoding": read.encoding},
    )
    record(actor=actor, verb=Verb.IMPORT_READ, thing=kept)
    return kept


@transaction.atomic
def discard_register_import(*, actor: User, register_import: RegisterImport) -> None:
    """Forget a file that nobody applied; one that was applied stays, and so does doing it twice."""
    check_role(actor, *KEEPERS)
    waiting = RegisterImport.objects.select_for_update().filter(applied_at=None)
    if kept := waiting.filter(pk=register_import.pk).first():
        record(actor=actor, verb=Verb.IMPORT_DISCARDED, thing=kept)
        kept.delete()


@transaction.atomic
def apply_register_import(
    *, actor: User | None, register_import: RegisterImport, shown: str | None
) -> RegisterImport:
    """Write what was shown into the register, once; return the import with its result.

    `shown` is the fingerprint of the comparison that staff said yes to; None takes whatever the
    file makes of the register now. Applying what is applied already does nothing. Raises
    PermissionDenied, ImportGoneError, RegisterChangedError.
    """
    check_role(actor, *KEEPERS)
    kept = RegisterImport.objects.select_for_update().filter(pk=register_import.pk).first()
    if kept is None:
        raise ImportGoneError
    if kept.applied_at is not None:
        return kept
    _hold_the_register()
    comparison = comparison_of(kept, actor=actor)
    if shown is not None and shown != comparison.fingerprint:
        raise RegisterChangedError
    _write(comparison, actor=actor)
    return _settle(kept, comparison, actor=actor)


def comparison_of(kept: RegisterImport, *, actor: User | None) -> Comparison:
    """Hold a kept file against the register as it is now."""
    lines = [Line.from_json(line) for line in kept.lines]
    refused = [RefusedLine.from_json(line) for line in kept.refused]
    return compare(lines, refused=refused, actor=actor)


def _hold_the_register() -> None:
    """Let nobody else write to the register until this is done; all can read, and post."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Organisation._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _write(comparison: Comparison, *, actor: User | None) -> None:
    now = database_now()
    _make(comparison.new, now, actor=actor)
    pairs = [(one, found) for one in comparison.changed if (found := one.organisation)]
    for compared, organisation in pairs:
        _change(compared, organisation, now)
    # One statement writes a thousand. The register is held, so that none of them can be new.
    Organisation.objects.bulk_create(
        [organisation for _, organisation in pairs],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_WRITTEN,
    )
    differing = [organisation for compared, organisation in pairs if compared.fields]
    record_many(actor=actor, verb=Verb.ORGANISATION_CHANGED, things=differing)
    _verify([organisation for one, organisation in pairs if one.verifies], now, actor=actor)


def _make(new: Sequence[Compared], now: datetime, *, actor: User | None) -> None:
    made = [Organisation(verified_at=now, **one.line.values) for one in new]
    _give_slugs(made)
    Organisation.objects.bulk_create(made, batch_size=AT_ONCE)
    record_many(actor=actor, verb=Verb.ORGANISATION_ADDED, things=made)


def _change(compared: Compared, organisation: Organisation, now: datetime) -> None:
    for name in compared.fields:
        setattr(organisation, name, compared.line.values[name])
    organisation.version += 1
    if compared.verifies:
        organisation.verified_at = now


def _give_slugs(organisations: Sequence[Organisation]) -> None:
    """Name each in addresses as no other is named; one query."""
    if not organisations:
        return
    taken = {*RESERVED, *Organisation.objects.values_list("slug", flat=True)}
    free: dict[str, Iterator[str]] = {}
    for organisation in organisations:
        stem = stem_of(organisation.name)
        # Each stem goes on counting where it was: a thousand of one name take no million looks.
        names = free.setdefault(stem, _numbered(stem))
        organisation.slug = next(slug for slug in names if slug not in taken)
        taken.add(organisation.slug)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _verify(organisations: Sequence[Organisation], now: datetime, *, actor: User | None) -> None:
    """Confirm who answers for an organisation that was proposed, as staff do one by one."""
    if not organisations:
        return
    record_many(actor=actor, verb=Verb.ORGANISATION_VERIFIED, things=organisations)
    waiting = Membership.objects.filter(
        organisation__in=organisations, left_at=None, confirmed_at=None
    ).select_for_update()
    confirmed = list(waiting)
    waiting.update(confirmed_at=now)
    record_many(actor=actor, verb=Verb.MEMBERSHIP_CONFIRMED, things=confirmed)
    for organisation in organisations:
        tell_of_decision(organisation)


def _settle(kept: RegisterImport, comparison: Comparison, *, actor: User | None) -> RegisterImport:
    """Write down what came of it; the lines are in the register now, and kept no longer."""
    counts: dict[str, Any] = {
        "made": len(comparison.new),
        "changed": len(comparison.changed),
        "verified": comparison.verified,
        "unchanged": len(comparison.unchanged),
        "refused": len(comparison.refused),
    }
    kept.result = {**kept.result, **counts}
    kept.refused = [line.as_json() for line in comparison.refused]
    kept.lines = []
    kept.applied_at = Now()
    kept.save(update_fields=["result", "refused", "lines", "applied_at"])
    kept.refresh_from_db(fields=["applied_at"])
    record(actor=actor, verb=Verb.REGISTER_IMPORTED, thing=kept, **counts)
    return kept
