"""What still stands between a working copy and its publishing, and what would make it better.

What blocks and what is advice are told apart. docs/publishing.md says which principle each rests
on, and why; a part above this one adds its checks with `register_check`.
"""

from papers.models import Paper
from papers.readiness.advised import advised_checks
from papers.readiness.checks import Check, Checklist, register_check, registered_checks
from papers.readiness.looking import look_at
from papers.readiness.needed import needed_checks
from papers.readiness.paired import paired_checks

__all__ = ["Check", "Checklist", "checklist_of", "reasons_not_to_publish", "register_check"]


def checklist_of(paper: Paper) -> Checklist:
    """Return every check of the working copy (needs `with_clock()`), in six queries.

    A paper in two languages takes ten more, however long it is.
    """
    draft = look_at(paper)
    return Checklist(
        checks=(
            *needed_checks(draft),
            *registered_checks(paper),
            *advised_checks(draft),
            *paired_checks(paper),
        ),
        level=draft.level,
    )


def reasons_not_to_publish(paper: Paper) -> list[str]:
    """Say in full sentences what blocks (needs `with_clock()`); nothing when all is there."""
    checks = (*needed_checks(look_at(paper)), *registered_checks(paper))
    return [check.todo for check in checks if check.is_blocking and not check.is_met]
