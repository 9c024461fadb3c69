"""The labelled set is as large and as mixed as it says, and its labels quote their documents."""

from collections import Counter
from pathlib import Path

import pytest

from papers.importing.confining import read_confined
from tests.papers.importing.corpus.labelled import HELD_BACK, OPEN, Labelled, labelled_in
from tests.papers.importing.scoring import plain

DOCUMENTS = [*labelled_in(OPEN), *labelled_in(HELD_BACK)]


def test_the_set_is_large_enough_and_a_quarter_of_it_is_held_back() -> None:
    folders = Counter(one.source.parent.name for one in DOCUMENTS)
    assert len(DOCUMENTS) >= 40
    assert folders["held_back"] >= len(DOCUMENTS) / 4


def test_each_format_is_in_both_halves() -> None:
    kinds = {(one.source.parent.name, one.name.rpartition(".")[2]) for one in DOCUMENTS}
    assert len(kinds) == 2 * len({"docx", "odt", "pdf", "html", "md", "txt"})


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_labels_quote_their_document(document: Labelled, tmp_path: Path) -> None:
    read = read_confined(document.data(tmp_path), document.name)
    written = plain(" ".join(f"{block.marker} {block.text}" for block in read.blocks))
    quoted = [
        text
        for question in document.labels.questions
        for text in (question.text, *question.parts, *question.options)
    ]
    quoted += [*document.labels.recommendations, *document.labels.unsourced_claims]
    assert [text for text in quoted if plain(text) not in written] == []
