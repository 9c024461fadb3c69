"""The table, and what it says of a peer that cannot be had."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bench import lines
from bench.lines import Line, as_table, write_down
from bench.measuring import at_most, same_queries
from bench.peers import environment
from bench.peers.environment import Peer, PeerMissingError


@pytest.mark.parametrize(("cost", "met", "word"), [(16.0, True, "yes"), (16.1, False, "NO")])
def test_a_goal_is_met_up_to_its_ratio(cost: float, met: bool, word: str) -> None:
    line = at_most("a page", "1,000 rows", cost, ("a floor", 2.0), 8)
    assert line.met is met
    assert as_table([line]).endswith(word)


@pytest.mark.parametrize(("counts", "met"), [([5, 5], True), ([5, 6], False), ([11, 11], False)])
def test_queries_are_the_same_and_few(counts: list[int], met: bool) -> None:
    assert same_queries(Line("a page", "", ""), counts, 10).met is met


def test_a_run_is_kept_with_its_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lines, "RESULTS", tmp_path / "results")
    kept = write_down([Line("a page", "1,000 rows", "16.0 ms")], "load")
    assert kept.name.startswith("load-")
    assert json.loads(kept.read_text())["lines"][0]["figure"] == "16.0 ms"


def test_a_peer_that_cannot_be_installed_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(words: list[str], **_: Any) -> None:
        raise subprocess.CalledProcessError(2, words, stderr="warning\nerror: no route to host\n")

    monkeypatch.setattr(environment, "VAR", tmp_path)
    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(PeerMissingError, match="could not be installed: error: no route to host"):
        Peer("xtd").ask("measure", {})
