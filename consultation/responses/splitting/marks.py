"""Questions named by their number: “Question 4:”, “Q4 & Q5”, “In answer to question 6, …”."""

import re
from dataclasses import dataclass

_ONE_WORD = r"(?:question|quest|ques|qu|qn|q|cwestiwn)"
_MANY_WORD = r"(?:questions|qus|qns|qs|cwestiynau)"
_NUMBER = r"\d{1,3}"
_IN_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "one first", "two second", "three third", "four fourth", "five fifth", "six sixth",
            "seven seventh", "eight eighth", "nine ninth", "ten tenth", "eleven eleventh",
            "twelve twelfth",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
# “Cwestiynau 4 a 5”: the Welsh for “and” is no part of a question.
_LETTER = r"(?:(?!\sac?\s\d)\s?\(?(?:[a-h]|i{1,3}|iv|vi?)\)?(?![a-z’']))?"
_ORDINALS = ("first", "second", "third", "th")
CARDINALS = tuple(word for word in _IN_WORDS if not word.endswith(_ORDINALS))
_WORDED = rf"(?:{'|'.join(CARDINALS)})\b"
_ITEM = rf"(?:{_NUMBER}{_LETTER}|{_WORDED})"
# “Questions 4 - 6” is a range, “Question 4 - 6 weeks are too short” an answer.
_MANY_NEXT = (
    r"\s*(?:,\s*(?:and\s+)?|and|ac?(?=\s)|&|\+|/|to|through|[-–—])\s*"
    rf"(?:(?:{_ONE_WORD}|{_MANY_WORD})\.?\s*)?"
)
_ONE_NEXT = (
    rf"(?:\s*(?:,\s*)?(?:and|&|\+|to|/)\s*(?:{_ONE_WORD}\.?\s*)?"
    rf"|\s*,\s*{_ONE_WORD}\.?\s*|[-–—](?=\d))"
)
_LIST = (
    rf"(?:{_MANY_WORD}\.?\s*(?:nos?\.?\s*)?(?P<many>{_ITEM}(?:{_MANY_NEXT}{_ITEM})*)"
    rf"|{_ONE_WORD}\.?\s*(?:[–—-]\s*)?(?:no\.?\s*|number\s*|\#\s*)?[(\[]?"
    rf"(?P<one>{_ITEM}(?:{_ONE_NEXT}{_ITEM})*)(?:\s+of\s+{_NUMBER}\b)?)"
)
_RESPONSE_TO = (
    r"[\W_]*(?:(?:our|my|your)\s+)?(?:(?:response|answer|reply|comments?|views?)\s+(?:to|on|for)\s+"
    r"|(?:re|ref|regarding|concerning)\b[.:]?\s+)?"
)
_TITLED = re.compile(
    rf"{_RESPONSE_TO}(?:consultation\s+|discussion\s+)?{_LIST}",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(
    rf"{_RESPONSE_TO}(?:recommendations\s+(?P<many>{_NUMBER}(?:{_MANY_NEXT}{_NUMBER})*)"
    rf"|recommendation\s+(?:no\.?\s*|number\s*)?(?P<one>{_NUMBER}))",
    re.IGNORECASE,
)
# “Answer 4”, “Response 4:”, where the questions themselves are not named.
_ANSWERED = re.compile(
    rf"(?:(?:our|my)\s+)?(?:(?:answers|responses)\s+(?P<many>{_NUMBER}(?:{_MANY_NEXT}{_NUMBER})+)"
    rf"|(?:answer|response|reply|ateb)\s+(?:to\s+)?(?:no\.?\s*|number\s*|\#\s*)?(?P<one>{_NUMBER}))"
    r"(?=\s*(?:[:)–—|]|\.(?!\d)|-\s|\n|$))",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?:in\s+(?:response|answer|reply|relation|regard)\s+to|on|as\s+(?:for|to)"
    r"|turning\s+(?:now\s+)?to"
    r"|moving\s+(?:on\s+)?to|with\s+(?:regard|respect)\s+to|regarding|to\s+answer|answering|for)\s+"
    rf"(?:your\s+|the\s+)?{_LIST}\s*(?:\([^)]*\)\s*)?(?:(?:taken\s+)?together\s*)?[,:–—]\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[*_]*\s*(?:[:.,)\]|–—-]+|\t|\n|$)[*_]*\s*")
_GOES_ON = re.compile(
    r"\s+(?=[A-Z“\"‘(]|(?:asks?|invites?|concerns?|seeks?|is\s+about|we|yes|no)\b)"
)
# A question named as something said elsewhere, at the beginning of a sentence of prose.
_ELSEWHERE = re.compile(
    r"\s*(?:above|below|also|covers?|has\s+been|is\s+answered|and\s+our)\b", re.I
)
_ONE = re.compile(rf"({_NUMBER}){_LETTER}|\b({_WORDED})|[-–—]|\bto\b|\bthrough\b", re.IGNORECASE)
_BARE = re.compile(r"\(?(?:Q\.?\s?)?(\d{1,3})[.):]?$", re.IGNORECASE)

# “Question Four”, “your fourth question”: as people speak.
_CARDINAL = re.compile(
    rf"[\W_]*{_ONE_WORD}\s+(?P<word>{'|'.join(_IN_WORDS)})\b[*_]*\s*(?:[:.)–—-]+\s*[*_]*|(?=$|\n))",
    re.I,
)
_ORDINAL = re.compile(
    rf"(?:(?:on|to|in\s+(?:answer|response|reply)\s+to|as\s+(?:for|to)|turning\s+to|regarding"
    rf"|concerning|with\s+(?:regard|respect)\s+to)\s+)?(?:the"
    rf"|your)\s+"
    rf"(?P<word>{'|'.join(_IN_WORDS)}|last|final)\s+(?:of\s+your\s+)?question\b",
    re.I,
)
# A heading of one's own that says which questions it answers: “Costs (Questions 4 and 6)”.
_WITHIN = re.compile(rf"[(\[–—:,-]\s*(?:see\s+)?{_LIST}\s*[)\]]?\s*$", re.I)
# … and one that says it of each half: “Licences (Q8) and complaints (Q9)”.
_IN_BRACKETS = re.compile(rf"[(\[]\s*(?:see\s+)?{_LIST}\s*[)\]]", re.I)
# “We have nothing to add on questions 5 and 7”, “We do not answer question 8”.
_NOTHING_ON = re.compile(
    r"(?:we|i|(?:the|our)\s+\w+)\s+(?:(?:have|has|had|makes?|made|offers?|takes?)\s+(?:nothing"
    r"|no\s+(?:\w+\s+)?(?:comment|view|opinion|answer|position|response|observation|reply)s?)\b"
    r"|(?:do|does|did|have|has|will|would|can)(?:\s*not|n[’']t)\s+(?:\w+\s+)?(?:answer|comment"
    r"|respond|repl(?:y|ied)|discuss|consider|address|deal)\w*)"
    rf"[^.?!]{{0,60}}?\b{_LIST}",
    re.I,
)
# “…, other than to note that we have replaced a hundred”: that is an answer.
# But not “other than those made in the letter that we sent with others in the spring”.
_RESERVES = re.compile(
    r"\b(?:save|except|other\s+than|beyond|but)\b"
    r"(?!\s+(?:those|that|what|as)\s+(?:\w+\s+){0,2}(?:made|said|given|set|written|expressed)\b)"
    r"(?:\W+\w+){6}",
    re.I,
)
_LONGEST_NOTHING = 200  # characters: a longer paragraph says something after all

_ROMANS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip
LONGEST_RANGE = 30
LAST = -1  # “your last question”, whatever its number


@dataclass(frozen=True)
class Mark:
    """That `text[:end]` names these questions; `is_spoken` in a sentence, not as a title.

    `leaves` where the sentence says that they are not answered.
    """

    numbers: tuple[int, ...]
    end: int
    is_spoken: bool = False
    leaves: bool = False


def mark_of(text: str) -> Mark | None:
    """Return the questions that the beginning of a text names."""
    return _spoken(text) or _titled(text)


def mark_of_recommendation(text: str) -> Mark | None:
    """Return the recommendations that the beginning of a text names, as a title does."""
    return _title_by(_RECOMMENDED, text)


def _spoken(text: str) -> Mark | None:
    if found := _SPOKEN.match(text):
        return Mark(_numbers(found["many"] or found["one"]), 0, is_spoken=True)
    if found := _ORDINAL.match(text):
        return Mark((_IN_WORDS.get(found["word"].lower(), LAST),), 0, is_spoken=True)
    if len(text) <= _LONGEST_NOTHING and (found := _NOTHING_ON.match(text)):
        leaves = not _RESERVES.search(text, found.end())
        return Mark(_numbers(found["many"] or found["one"]), 0, is_spoken=True, leaves=leaves)
    return None


def _titled(text: str) -> Mark | None:
    if found := _CARDINAL.match(text):
        return Mark((_IN_WORDS[found["word"].lower()],), found.end())
    return _title_by(_TITLED, text) or _title_by(_ANSWERED, text)


def _title_by(pattern: re.Pattern[str], text: str) -> Mark | None:
    found = pattern.match(text)
    rest = text[found.end() :] if found else ""
    if found is None or _ELSEWHERE.match(rest):
        return None
    after = _AFTER.match(rest) or _GOES_ON.match(rest)
    if after is None:
        return None
    return Mark(_numbers(found["many"] or found["one"]), found.end() + after.end())


def mark_in_title(text: str) -> Mark | None:
    """Return the questions that a heading of the writer's own names at its end."""
    found = _WITHIN.search(text)
    if found is None:
        return None
    named = [*_IN_BRACKETS.finditer(text, 0, found.start()), found]
    numbers = [number for one in named for number in _numbers(one["many"] or one["one"])]
    return Mark(tuple(dict.fromkeys(numbers)), len(text))


def bare_number(marker: str) -> int | None:
    """Return the number of a list marker that is one: “4.”, “(4)”, “Q4”, “(iv)”."""
    if found := _BARE.match(marker.strip()):
        return int(found[1])
    roman = marker.strip(" ().").lower()
    return _ROMANS.index(roman) + 1 if roman in _ROMANS else None


def number_said(written: str) -> int:
    """Return the number that digits or a word stand for."""
    return int(written) if written.isdigit() else _IN_WORDS[written.lower()]


def _numbers(written: str) -> tuple[int, ...]:
    """Read “4, 5 and 7”, “4 to 6” as the numbers that are meant, each once."""
    numbers: list[int] = []
    is_range = False
    for found in _ONE.finditer(written):
        digits, word = found[1], found[2]
        if not (digits or word):
            is_range = True
            continue
        number = number_said(digits or word)
        if is_range and numbers and 0 < number - numbers[-1] <= LONGEST_RANGE:
            numbers += range(numbers[-1] + 1, number)
        numbers.append(number)
        is_range = False
    return tuple(dict.fromkeys(numbers))
