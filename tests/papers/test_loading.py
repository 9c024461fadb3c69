from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from papers.loading import load_papers
from papers.models import Call, Paper, Question, Section, Source
from papers.parsing import PaperFileError, parse_paper

SAMPLE = sorted((Path(settings.ROOT) / "papers" / "sample").glob("[gr]*-*.toml"))
PAPER = """
[paper]
slug = "a-paper"
kind = "discussion"
title = "A paper"
summary = "What it is about"
author = "Policy team"
opens_days = -1
closes_days = 6
contact = "Write to us"
{more}
[[sections]]
title = "One"
[[sections.questions]]
kind = "open"
text = "What works?"
"""


def write(folder: Path, more: str = "", name: str = "a.toml") -> Path:
    path = folder / name
    path.write_text(PAPER.replace("{more}", more), encoding="utf-8")
    return path


def test_the_sample_is_published_whole(editor: User) -> None:
    papers = load_papers(actor=editor, files=SAMPLE)
    assert len(papers) == 5
    assert not Paper.objects.filter(current_edition=None).exists()
    assert Paper.objects.open().count() == 3
    assert Paper.objects.with_clock().get(slug="release-for-the-day").stage == "announced"


def test_the_sample_keeps_within_every_limit(editor: User) -> None:
    load_papers(actor=editor, files=SAMPLE)
    for model in (Paper, Section, Question, Source, Call):
        for part in model._default_manager.all():
            part.clean_fields()
        assert model._default_manager.exists()


def test_a_successor_names_the_paper_it_follows(editor: User) -> None:
    load_papers(actor=editor, files=SAMPLE)
    assert Paper.objects.get(slug="rehabilitative-prisons").follows == Paper.objects.get(
        slug="good-rehabilitation"
    )


def test_one_paper_is_closing_soon(editor: User, tmp_path: Path) -> None:
    load_papers(actor=editor, files=[write(tmp_path)])
    assert Paper.objects.with_clock().get().stage == "closing soon"


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ('colour = "red"', r"a\.toml, paper: unknown key “colour”"),
        ('topics = "one"', r"a\.toml, paper: “topics” has to be a list"),
        ("topics = [1]", r"a\.toml, paper: “topics” has to be a list of texts"),
        ("dated_on = 7", r"a\.toml, paper: “dated_on” has to be a date"),
        ("next_steps = 7", r"a\.toml, paper: “next_steps” has to be a str"),
        ("calls = {}", r"unknown key “calls”"),
        ("audience = 7", r"a\.toml, paper: “audience” has to be a str"),
        ("results_shown = 7", r"a\.toml, paper: “results_shown” has to be a str"),
        ("[[calls]]\naudience = 'All'", r"a\.toml, calls 1: the key “text” is missing"),
        ("nonsense", r"a\.toml: "),
    ],
)
def test_a_mistake_is_named_by_file_and_key(tmp_path: Path, more: str, complaint: str) -> None:
    with pytest.raises(PaperFileError, match=complaint):
        parse_paper(write(tmp_path, more))


def test_a_choice_is_read_with_what_can_be_chosen(editor: User, tmp_path: Path) -> None:
    path = write(tmp_path)
    choice = 'kind = "single"\noptions = ["This", "That"]\nhas_dont_know = true\nword_limit = 9'
    path.write_text(path.read_text(encoding="utf-8").replace('kind = "open"', choice))
    load_papers(actor=editor, files=[path])
    question = Question.objects.get()
    assert (question.options, question.has_dont_know) == (["This", "That"], True)
    assert question.word_limit == 9


def test_when_results_are_shown_is_read(editor: User, tmp_path: Path) -> None:
    path = write(tmp_path, 'results_shown = "answered"')
    (paper,) = load_papers(actor=editor, files=[path])
    assert paper.results_shown == Paper.ResultsShown.ANSWERED


def test_results_that_are_shown_sometime_are_a_mistake(editor: User, tmp_path: Path) -> None:
    path = write(tmp_path, 'results_shown = "sometime"')
    with pytest.raises(PaperFileError, match="has to be one of always, answered, closed"):
        load_papers(actor=editor, files=[path])


def test_a_switch_is_true_or_false(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "has_dont_know = 1\n")
    with pytest.raises(PaperFileError, match="“has_dont_know” has to be true or false"):
        parse_paper(path)


def test_following_a_paper_that_is_not_there_is_named(editor: User, tmp_path: Path) -> None:
    with pytest.raises(PaperFileError, match="no paper “nowhere” to follow"):
        load_papers(actor=editor, files=[write(tmp_path, 'follows = "nowhere"')])
