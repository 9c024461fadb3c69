"""Start a site, post to it, reconcile, say what came of it."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from typing import Final

from bench.lines import Line, as_table, write_down
from bench.load.started import Site, started_site

PEOPLE: Final = 200
GOAL_SECONDS: Final = 0.3
LONGEST: Final = 3_600


def main(words: list[str]) -> int:
    """Return 0 whatever the figures say: a goal that is missed is told, not failed."""
    parser = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    parser.add_argument("--rate", type=float, default=50, help="posts a second (50)")
    parser.add_argument("--seconds", type=float, default=600, help="for how long (600)")
    given = parser.parse_args(words)
    if not (0 < given.rate <= 1_000 and 0 < given.seconds <= LONGEST):
        parser.error(f"a rate up to 1,000 a second, for up to {LONGEST:,} seconds")
    if given.rate * given.seconds < 1:
        parser.error("that is less than one post")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the site is taken away
    with started_site() as site:
        lines = list(load(site, given.rate, given.seconds))
    sys.stdout.write(f"{as_table(lines)}\n\nWritten to {write_down(lines, 'load')}\n")
    return 0


def load(site: Site, rate: float, seconds: float) -> Iterator[Line]:
    """Yield how long the posts took, and whether each is there, once."""
    site.manage("seed_volume", "--people", str(PEOPLE), "--papers", "1")
    _set_up_django(site)
    from bench.load.people import signed_in_posters
    from bench.load.posting import Crowd
    from bench.load.reconciling import reckon
    from papers.models import Paper

    # Published at once: counting and announcing are the dearer way.
    Paper.objects.update(moderation=Paper.Moderation.POST)
    ledger = Crowd(site.port, signed_in_posters(site.port, PEOPLE)).post(rate, seconds)
    size = f"{rate:g} a second for {seconds:g} s"
    took = sorted(entry.seconds for entry in ledger.firsts)
    p95 = took[int(len(took) * 0.95)]
    yield Line(
        "posts: 95 in 100 answered within",
        size,
        f"{p95 * 1_000:.0f} ms",
        goal=f"under {GOAL_SECONDS * 1_000:.0f} ms",
        met=p95 < GOAL_SECONDS,
    )
    yield Line("posts: half answered within", size, f"{took[len(took) // 2] * 1_000:.0f} ms")
    yield Line("posts: the slowest", size, f"{took[-1] * 1_000:.0f} ms")
    refused = sum(not entry.public_id for entry in ledger.entries)
    found = reckon(ledger)
    counts = (
        ("posts not taken", f"{len(ledger.entries):,} sent", refused),
        ("acknowledged posts lost", f"{len(took):,} posts, {found.stored:,} stored", found.lost),
        ("posts doubled", f"{len(ledger.seconds):,} of them sent twice", found.doubled),
        ("counts of answers and replies that err", size, found.miscounted),
    )
    for what, among, number in counts:
        yield Line(what, among, str(number), goal="none", met=number == 0)


def _set_up_django(site: Site) -> None:
    """Let what is imported next work on the site's own database."""
    os.environ["SOUNDINGS_VAR"] = site.environment["SOUNDINGS_VAR"]
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "consultation.settings.dev"
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
