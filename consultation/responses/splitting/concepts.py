"""Words that mean much the same in a consultation's question and in an everyday answer to it.

A question asks about “dental care” and is answered under “Teeth”; it asks what it would “cost” and
is answered in pounds. A line is one notion. The list is general on purpose: what consultations on
justice, health, housing and local services ask about again and again, and the forms in which they
ask (when, how much, who, what else). A shared notion counts for less than a shared word.
"""

import re
from collections.abc import Iterable
from functools import cache

_NOTIONS = """
when early late soon week month day night start begin date time timing timescale hour opening delay
how-much cost price pay payment charge fee fund funding budget afford expensive cheap money invest
lead responsible responsibility accountable accountability charge owner oversee
require duty compel compulsory mandatory statutory obliged obligation law legislation legislative
power enforce penalty fine sanction notice punish
decide decision choose choice say
exempt exemption except exception allow permit pass
agree support favour welcome oppose disagree object reject accept endorse
barrier obstacle stop prevent hinder difficult difficulty hard harder block struggle problem
easy easier enable improve simple
help support assist assistance advice advise mentor guidance
home house housing tenancy accommodation hostel landlord rent homeless lodging roof flat deposit
prison custody jail sentence cell wing inmate imprisonment detention detained prisoner
release leave leaver resettlement gate licence resettle reintegration
probation supervision supervise offender manager practitioner officer
court judge magistrate hearing trial bail lawyer defence sentencing
police constable policing
victim witness survivor harmed
family parent mother father child children partner relative carer
young youth under-18 child children teenager school boy girl
old older elderly age ageing dementia pensioner retired
woman women female mother gender pregnant maternity
disability disabled wheelchair deaf blind impairment accessible
race racial ethnic ethnicity black asian minority equality discrimination protected religion
health medical doctor nurse hospital clinic patient treatment illness healthcare
mental psychiatric psychological wellbeing depression anxiety self-harm suicide
dental dentist teeth tooth dentistry
medicine medication prescription tablet pharmacy prescribing
drug substance addiction heroin cannabis methadone
alcohol drink drinking drunk
sleep rough beg begging street
record data information file notes share sharing confidential confidentiality
data figure statistic number publish publication report record count
evidence research study evaluation trial proof prove
measure indicator outcome evaluate success target monitor count judge working
complaint complain grievance ombudsman redress appeal
online digital internet website computer broadband email app
volunteer voluntary unpaid
consult consultation resident involve engagement participation public ask community
lived experience peer involve co-design co-production
train training skill knowledge learn course qualification staff workforce
education teach teacher college literacy learning
work job employment employer worker career wage earn
safeguard protect protection safe safety protecting
risk danger harm unintended consequence
cause reason why because driver due
effect impact consequence affect difference result
assess assessment screening diagnosis
longer-term lasting sustain beyond years after future
involve design review experience
bus transport travel journey parking distance
licence permit approval registration license
inspect inspection audit regulator scrutiny
neighbour neighbourhood local area community
service provision provider provide use user offer
building premises site place venue room
crime offence offending reoffend reoffending offender criminal
rehabilitate rehabilitation change desist desistance
art arts music theatre creative drama writing
nobody none no-one missing absent gap lack shortage
divide split between responsibility demarcation
definition define meaning term wording scope
recruit find select choose attract advertise hire appoint candidate
last stay keep remain continue endure sustain long
relationship pair match bond rapport trust together
suitable fit appropriate adequate enough proper
video screen call telephone phone remote virtual
search searching dog scanner
prepare preparation plan planning ready pathway
move transfer region elsewhere away area
persuade encourage attract incentive convince tempt
often frequent frequency regular times daily weekly usual
urgent priority first foremost
adaptation adapt adjustment equipment rail ramp wheelchair mobility stairs
alternative instead tag tagging electronic curfew
frail dying terminal palliative hospice bedridden
council authority county district borough municipal
dispute quarrel disagreement arbitrate arbiter settle resolve argument
nature environment tree green park river wildlife garden
climate carbon emission energy heat warm insulation
air pollution traffic car vehicle road speed
waste recycle recycling rubbish bin litter
build development developer planning construction
rent landlord tenant lease eviction evict
benefit welfare allowance credit claim
debt arrears loan bill owe
food meal eat diet kitchen nutrition
safe safer safety afraid fear violence assault
culture faith religion chaplain church mosque worship
language translate interpreter welsh english speak
write letter form paper printed leaflet
tell inform notify aware know advertise publicity
listen voice hear heard say
quality standard level rating
regulate regulation rule guideline framework
technology system software tool automated algorithm
privacy secret confidential trust
fair fairness unfair equal just
local national central government ministry
rural village town urban city
group worst hardest left-behind excluded overlooked
change reform improve differently new
keep retain preserve
end stop finish close closure
increase growth rise grow more reduce reduction fall cut less
"""

_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ed",
    "ers",
    "er",
    "ly",
    "es",
    "s",
)
STEM = 6


@cache
def stem(word: str) -> str:
    """Return what the forms of a word share, near enough: plan, planned, planning."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    if plain[:-1].isdigit():
        return plain.removesuffix("s")
    if plain.endswith("ies") and len(plain) > 5:
        plain = plain[:-3] + "y"
    for ending in _SUFFIXES:
        if plain.endswith(ending) and len(plain) - len(ending) >= (3 if ending == "s" else 4):
            plain = plain.removesuffix(ending)
            break
    if len(plain) > 4 and plain.endswith("e"):
        plain = plain[:-1]
    if len(plain) > 3 and plain[-1] == plain[-2] and plain[-1] not in "aeiouls":
        plain = plain[:-1]
    return plain[:STEM]


def _by_stem() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for number, line in enumerate(_NOTIONS.strip().splitlines()):
        for word in line.split():
            held.setdefault(stem(word.replace("-", "")), set()).add(f"#{number}")
    return {word: frozenset(notions) for word, notions in held.items()}


_HELD = _by_stem()


def notions_of(stems: Iterable[str]) -> set[str]:
    """Return the notions that the words stand for."""
    return {notion for word in stems for notion in _HELD.get(word, ())}


_ANSWER_FORMS = {
    "#yesno": re.compile(
        r"(?:broadly|yes|no|not\s+really|on\s+balance|partly|strongly|agreed?|disagree|neither)\b"
        r"|(?:we|i)\s+(?:\w+\s+){0,2}(?:agree|disagree|support|oppose|favour"
        r"|think\s+(?:that\s+)?\w+"
        r"\s+(?:\w+\s+)?(?:should|ought))\b|.{0,60}\b(?:should|ought\s+to)\s+(?:not\s+)?(?:be"
        r"|have)\b",
        re.I | re.S,
    ),
    "#else": re.compile(
        r"(?:finally|lastly|one\s+(?:last|more|final|further|other)\b|anything\s+else|in\s+closing"
        r"|a\s+(?:last|final)\b|nothing\s+(?:else|more|further)|(?:any\s+)?(?:other|further"
        r"|additional|general|final|closing)\s+(?:comment|point|remark|thing|matter|thought)s?\b"
        r"|(?:we|i)\s+would\s+(?:only|just)\s+add)",
        re.I,
    ),
    "#who": re.compile(
        r"(?:(?:we|i)\s+(?:are|am)\s+(?:a|an|the)\b|.{0,80}\bis\s+(?:a|an|the)\s+(?:\w+[\s-]){0,5}"
        r"(?:charity|organisation|network|coalition|trust|alliance|group|company|body|partnership"
        r"|association|forum|centre)\b|individual|organisation\b|(?:who\s+we\s+are|about\s+(?:us"
        r"|me))$)",
        re.I | re.S,
    ),
    "#money": re.compile(r".{0,200}(?:£\s?\d|\b\d+p\b|\bper\s+cent\b)", re.I | re.S),
}
_QUESTION_FORMS = {
    "#yesno": re.compile(
        r"(?:do|does|is|are|should|would|will|can|could|have|has|did|to\s+what\s+extent)\b", re.I
    ),
    "#else": re.compile(
        r".*\b(?:anything\s+(?:else|further|more)|(?:further|other|additional|general|final)\s+"
        r"(?:comment|point|view|thing|matter|thought)s?)\b",
        re.I | re.S,
    ),
    "#who": re.compile(
        r".*\b(?:who\s+are\s+you|are\s+you\s+(?:responding|answering|replying|writing)"
        r"|your\s+(?:name"
        r"|organisation|interest)|about\s+you(?:rself)?|tell\s+us\s+(?:a\s+little\s+)?about\s+you"
        r"(?:rself|r\s+organisation)?|on\s+behalf\s+of)\b",
        re.I | re.S,
    ),
    "#money": re.compile(
        r".*\b(?:cost|charge|fund(?:ing|ed)?|pay|price|fee|budget|level|how\s+much)\b", re.I | re.S
    ),
}


def forms_of_answer(text: str) -> set[str]:
    """Say what kind of question the beginning of a text seems to answer."""
    return {form for form, pattern in _ANSWER_FORMS.items() if pattern.match(text[:400])}


def forms_of_question(text: str) -> set[str]:
    """Say of which kind a question is: yes or no, who are you, anything else, how much."""
    return {form for form, pattern in _QUESTION_FORMS.items() if pattern.match(text)}


def asks_who(text: str) -> bool:
    """Say whether a question asks who answers, so that an introduction is its answer."""
    return bool(_QUESTION_FORMS["#who"].match(text))
