"""The print pack's own words, in the language of the paper."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import formats, timezone, translation

from consultation.lib.clock import LONDON, in_words


@dataclass(frozen=True)
class Phrases:
    """Every word that is not the paper's; each `{…}` is filled by `building`."""

    locale: str  # as Word names it
    print_pack: str
    contents: str
    author: str
    dated: str
    closes: str
    address: str
    online: str
    no_page_online: str
    edition: str
    page: str
    how_to_use: str
    how_to_use_text: str
    on_paper: str
    in_a_file: str
    not_asked: str
    closed: str
    who_we_ask: str
    open_to_change: str
    why_we_ask: str
    what_next: str
    question: str
    recommendation: str
    choose_one: str
    choose_all: str
    choose_step: str
    put_in_order: str
    dont_know: str
    agreement: tuple[str, ...]
    word_limit: str
    required: str
    your_answer: str
    your_reasons: str
    more_to_say: str
    sources: str
    calls: str
    attachments: str
    about_you: str
    about_you_text: str
    about_you_fields: tuple[str, ...]
    may_publish: str
    may_publish_answers: tuple[str, ...]
    send_back: str
    send_by: str
    unprintable: str


ENGLISH: Final = Phrases(
    locale="en-GB",
    print_pack="Print pack",
    contents="Contents",
    author="Author",
    dated="Date",
    closes="Closes",
    address="Online",
    online="Read the paper, and answer if you prefer, at {address}",
    no_page_online="Read the paper at {address}",
    edition="Edition {number}, {day}",
    page="Page {page} of {pages}",
    how_to_use="How to use this pack",
    how_to_use_text=(
        "You need not answer every question: answer those that matter to you. Please do not name "
        "people, or places that would identify someone."
    ),
    on_paper=(
        "Tick the boxes and write on the lines. If you need more room, use a sheet of your own and "
        "write the number of the question on it."
    ),
    in_a_file=(
        "Click a box to tick it, and write in the frames: they grow as you write. Save the file "
        "before you send it."
    ),
    not_asked="No longer asked: {numbers}.",
    closed="Closed on {moment}. This pack is kept as a record: no more answers are taken.",
    who_we_ask="Who we ask",
    open_to_change="What can still change",
    why_we_ask="Why we ask",
    what_next="What happens next",
    question="Question {number}",
    recommendation="Recommendation {number}",
    choose_one="Choose one",
    choose_all="Choose all that apply",
    choose_step="Choose one step on the scale",
    put_in_order="Rank these in order: write 1 beside the first, 2 beside the next, and so on",
    dont_know="Don’t know",
    agreement=("Agree", "Partly agree", "Disagree"),
    word_limit="Up to {words} words",
    required="Please answer this one",
    your_answer="Your answer",
    your_reasons="Your reasons",
    more_to_say="Anything to add",
    sources="Sources",
    calls="We would also like to talk to",
    attachments="Documents that go with the paper",
    about_you="About you",
    about_you_text="We need to know who answers, and how to reach you if something is unclear.",
    about_you_fields=(
        "Your name",
        "Your email address or telephone number",
        "Your organisation, if you answer for one",
        "Your role in it",
    ),
    may_publish="May we publish your answers?",
    may_publish_answers=(
        "Yes, with my name or my organisation’s",
        "No: only the policy team may read them",
    ),
    send_back="How to send it back",
    send_by="Send it so that we have it by {moment}.",
    unprintable=(
        "This pack’s typeface lacks {count} of the paper’s characters: {mark} stands in their "
        "place. They can be read at {address}"
    ),
)

WELSH: Final = Phrases(
    locale="cy-GB",
    print_pack="Pecyn argraffu",
    contents="Cynnwys",
    author="Awdur",
    dated="Dyddiad",
    closes="Yn cau",
    address="Ar-lein",
    online="Darllenwch y papur, ac atebwch os yw’n well gennych, yn {address}",
    no_page_online="Darllenwch y papur yn {address}",
    edition="Argraffiad {number}, {day}",
    page="Tudalen {page} o {pages}",
    how_to_use="Sut i ddefnyddio’r pecyn hwn",
    how_to_use_text=(
        "Nid oes rhaid ichi ateb pob cwestiwn: atebwch y rhai sy’n bwysig i chi. Peidiwch ag "
        "enwi pobl, na lleoedd a fyddai’n dangos pwy yw rhywun."
    ),
    on_paper=(
        "Ticiwch y blychau ac ysgrifennwch ar y llinellau. Os oes angen mwy o le arnoch, "
        "defnyddiwch eich papur eich hun a nodwch rif y cwestiwn arno."
    ),
    in_a_file=(
        "Cliciwch ar flwch i’w dicio, ac ysgrifennwch yn y fframiau: maent yn tyfu wrth ichi "
        "ysgrifennu. Cadwch y ffeil cyn ei hanfon."
    ),
    not_asked="Ni ofynnir bellach: {numbers}.",
    closed="Caeodd ar {moment}. Cedwir y pecyn hwn fel cofnod: ni dderbynnir rhagor o atebion.",
    who_we_ask="I bwy yr ydym yn gofyn",
    open_to_change="Beth all newid o hyd",
    why_we_ask="Pam yr ydym yn gofyn",
    what_next="Beth sy’n digwydd nesaf",
    question="Cwestiwn {number}",
    recommendation="Argymhelliad {number}",
    choose_one="Dewiswch un",
    choose_all="Dewiswch bob un sy’n berthnasol",
    choose_step="Dewiswch un cam ar y raddfa",
    put_in_order=(
        "Rhowch nhw mewn trefn: ysgrifennwch 1 wrth y cyntaf, 2 wrth y nesaf, ac yn y blaen"
    ),
    dont_know="Ddim yn gwybod",
    agreement=("Cytuno", "Cytuno’n rhannol", "Anghytuno"),
    word_limit="Hyd at {words} o eiriau",
    required="Atebwch hwn, os gwelwch yn dda",
    your_answer="Eich ateb",
    your_reasons="Eich rhesymau",
    more_to_say="Unrhyw beth i’w ychwanegu",
    sources="Ffynonellau",
    calls="Hoffem siarad hefyd â",
    attachments="Dogfennau sy’n mynd gyda’r papur",
    about_you="Amdanoch chi",
    about_you_text=(
        "Mae angen inni wybod pwy sy’n ateb, a sut i gysylltu â chi os oes rhywbeth yn aneglur."
    ),
    about_you_fields=(
        "Eich enw",
        "Eich cyfeiriad e-bost neu rif ffôn",
        "Eich sefydliad, os ydych yn ateb ar ei ran",
        "Eich rôl ynddo",
    ),
    may_publish="A gawn ni gyhoeddi eich atebion?",
    may_publish_answers=(
        "Cewch, gyda fy enw i neu enw fy sefydliad",
        "Na chewch: dim ond y tîm polisi gaiff eu darllen",
    ),
    send_back="Sut i’w anfon yn ôl",
    send_by="Anfonwch ef fel y bydd gennym erbyn {moment}.",
    unprintable=(
        "Mae {count} o nodau’r papur ar goll o ffurfdeip y pecyn hwn: saif {mark} yn eu lle. "
        "Gellir eu darllen yn {address}"
    ),
)

BY_LANGUAGE: Final = {"en": ENGLISH, "cy": WELSH}


def moment_in(language: str, moment: datetime) -> str:
    """`4 March 2027, 5 pm`, or the same day and hour in Welsh."""
    if language == "en":
        return in_words(moment)
    local = moment.astimezone(LONDON)
    return f"{day_in(language, local.date())}, {local:%H:%M}"


def day_in(language: str, day: date | datetime) -> str:
    """`4 March 2027`, or `4 Mawrth 2027`, of the London day."""
    if isinstance(day, datetime):
        day = timezone.localtime(day, LONDON).date()
    with translation.override(language):
        return formats.date_format(day, "j F Y")
