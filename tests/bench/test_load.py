"""`make load` before and while it posts: what cannot be measured is said."""

import pytest

from bench.load.__main__ import main
from bench.load.people import Poster
from bench.load.posting import Crowd


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--rate", "0.5", "--seconds", "1"], "less than one post"),
        (["--rate", "2000"], "a rate up to 1,000"),
        (["--seconds", "0"], "for up to 3,600 seconds"),
    ],
)
def test_a_run_without_a_figure_is_refused_before_a_site_starts(
    words: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(words)
    assert why in capsys.readouterr().err


def test_what_goes_wrong_in_a_thread_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise UnicodeError("not a post")

    monkeypatch.setattr(Crowd, "_answer", fail)
    with pytest.raises(UnicodeError, match="not a post"):
        Crowd(0, [Poster("/respond/", "", {})]).post(rate=1_000, seconds=0.002)
