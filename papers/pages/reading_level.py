"""How long a paper is, and how hard to read; a rule of thumb, shown as one.

The grade is Kincaid, Fishburne, Rogers and Chissom's (1975, for the US Navy): 0.39 × words a
sentence + 11.8 × syllables a word − 15.59. Five years more is about the age at school in the UK.
Silent reading of English prose runs at 238 words a minute (Brysbaert, 2019).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from consultation.lib.text import plain

WORDS_A_MINUTE: Final = 238
LONG_SENTENCE: Final = 35
LONGEST_LISTED: Final = 5
WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
VOWELS: Final = re.compile(r"[aeiouyâêîôûŵŷáéíóúàèëïö]+")
SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])|\n+")
HEADING_MARK: Final = re.compile(r"^\s{0,3}#{1,6}\s+|^\s*\|?[\s:|-]+\|?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class LongSentence:
    """A sentence that few readers hold in mind, and the section it stands in."""

    text: str
    words: int
    section_id: int | None


@dataclass(frozen=True)
class ReadingLevel:
    """`grade` is None where there is too little text, or no English, to say."""

    words: int
    grade: float | None
    long_sentences: tuple[LongSentence, ...]
    long_count: int

    @property
    def length(self) -> str:
        return f"{self.words:,} word{'' if self.words == 1 else 's'}"

    @property
    def minutes(self) -> int:
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def age(self) -> int | None:
        return None if self.grade is None else max(5, round(self.grade) + 5)


def reading_level(
    texts: Iterable[tuple[int | None, str]], *, is_english: bool = True
) -> ReadingLevel:
    """Measure texts in Markdown, each with the id of its section; linear in their length."""
    sentences = [
        (section_id, sentence, WORD.findall(sentence))
        for section_id, text in texts
        for sentence in sentences_of(text)
    ]
    words = sum(len(found) for _, _, found in sentences)
    long = [
        LongSentence(sentence, len(found), section_id)
        for section_id, sentence, found in sentences
        if len(found) > LONG_SENTENCE
    ]
    grade = None
    if is_english and words >= 30:
        syllables = sum(syllables_of(word) for _, _, found in sentences for word in found)
        spoken = sum(1 for _, _, found in sentences if found)
        grade = round(0.39 * words / spoken + 11.8 * syllables / words - 15.59, 1)
    longest = sorted(long, key=lambda sentence: -sentence.words)[:LONGEST_LISTED]
    return ReadingLevel(words, grade, tuple(longest), len(long))


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of Markdown as a reader sees them; a heading and an item are one each."""
    for sentence in SENTENCE_END.split(plain(HEADING_MARK.sub("", text))):
        if trimmed := sentence.strip():
            yield trimmed


def syllables_of(word: str) -> int:
    """Count the groups of vowels, less a silent e at the end; never less than one."""
    lowered = word.lower()
    count = len(VOWELS.findall(lowered))
    if lowered.endswith("e") and not lowered.endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    if lowered.endswith("ed") and not lowered.endswith(("ted", "ded", "eed", "ied")) and count > 1:
        count -= 1
    return max(1, count)
