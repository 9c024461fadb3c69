"""The shapes in which papers ask, and those that only look like asking."""

import pytest

from tests.papers.importing.written import asked, imported


def only(text: str) -> tuple[str, str, tuple[str, ...], tuple[str, ...], str]:
    (question,) = imported(text).questions
    return question.number, question.text, question.parts, question.options, question.context


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Question 1 – ", "1"),
        ("Question 12: ", "12"),
        ("Q4. ", "4"),
        ("Q.4 ", "4"),
        ("Question 3(a) ", "3(a)"),
        ("Q2b) ", "2b"),
        ("Consultation question 7. ", "7"),
        ("Cwestiwn 2: ", "2"),
    ],
)
def test_a_label_is_kept_as_the_number(label: str, number: str) -> None:
    paper = imported(f"# Bail\n{label}What should change?")
    assert [(q.number, q.text) for q in paper.questions] == [(number, "What should change?")]
    assert label.strip() in [stripped.text for stripped in paper.stripped]


def test_a_sentence_that_speaks_of_a_question_is_none() -> None:
    assert asked("# Bail\nQuestion 3 asks about cost, and we come to it below.") == []


@pytest.mark.parametrize(
    "ask",
    [
        "Please share your views on the length of visits.",
        "We would welcome examples of good practice from other prisons.",
        "Describe how a visitor is met at the gate.",
        "Tell us about the cost of travelling.",
        "Comment on the booking line.",
        "Consider whether children should come free.",
        "Views are invited on the opening hours.",
        "To what extent do you agree with proposal 3",
    ],
)
def test_asks_without_a_question_mark(ask: str) -> None:
    assert asked(f"# Visits\n# What we would like to hear about\n- {ask}") == [ask]


def test_an_inquiry_asks_by_what_it_will_look_into() -> None:
    sentence = "The Committee will also consider the effect of delay on people held on remand."
    assert asked(f"# Inquiry into remand\nIt has begun.\n{sentence}") == [sentence]


def test_a_paper_that_will_consider_something_asks_nothing() -> None:
    assert asked("# News\nOur new paper will consider the place of charities and ask how.") == []


def test_terms_of_reference_ask_item_by_item() -> None:
    terms = "The inquiry will examine:\n- the cost of delay;\n- whether victims are told."
    assert asked(f"# Parole\n## Terms of reference\n{terms}") == [
        "the cost of delay;",
        "whether victims are told.",
    ]


def test_a_bullet_with_several_asks_is_one_question() -> None:
    number, text, parts, _, context = only(
        "# Work\nHere are some questions:\n- Pay is low. Is it fair? If not, why not? Tell us more."
    )
    assert (number, text, context) == ("", "Is it fair?", "Pay is low.")
    assert parts == ("If not, why not?", "Tell us more.")


def test_an_item_that_asks_nothing_between_asks_is_context_of_the_next() -> None:
    paper = imported(
        "# Work\nHere are some questions:\n- Is pay fair?\n- Hours are long.\n- Are hours fair?"
    )
    assert [(q.text, q.context) for q in paper.questions] == [
        ("Is pay fair?", ""),
        ("Are hours fair?", "Hours are long."),
    ]


def test_lettered_items_under_a_stem_are_its_parts() -> None:
    _, text, parts, _, _ = only(
        "# Bail\n# Questions\n1. On training:\n  (a) who should give it;\n  (b) what does it cost?"
    )
    assert (text, parts) == ("On training:", ("who should give it;", "what does it cost?"))


def test_a_number_that_runs_on_makes_a_question_of_an_item_without_an_ask() -> None:
    text = "# Bail\n## One\n1. Who pays?\n2. Any other comments\n## Two\n3. Who gains?"
    assert asked(text) == ["Who pays?", "Any other comments", "Who gains?"]


def test_a_list_of_statements_is_no_list_of_questions() -> None:
    assert (
        asked("# Bail\nThree things went wrong.\n1. Nobody came.\n2. Who paid? We did.\n3. Rain.")
        == []
    )


def test_a_box_may_hold_several_questions() -> None:
    box = r"[box] Q1. Is it fair?\n☐ Yes\n☐ No\nQ2. What else should be done?"
    paper = imported(f"# Bail\nSome background to the matter.\n{box}")
    assert [(q.number, q.text, q.options) for q in paper.questions] == [
        ("1", "Is it fair?", ("Yes", "No")),
        ("2", "What else should be done?", ()),
    ]


def test_a_table_of_questions_gives_one_for_each_row() -> None:
    rows = r"|No.|Question|Your answer\n1|What works?|\n2|Is it fair?|Yes / No"
    paper = imported(f"# Bail\n{rows}")
    assert [(q.number, q.text, q.options) for q in paper.questions] == [
        ("1", "What works?", ()),
        ("2", "Is it fair?", ("Yes", "No")),
    ]


def test_a_table_of_figures_asks_nothing() -> None:
    assert asked("# Bail" + "\n" + r"|Month|Visits\nMay|412\nJune|96") == []


def test_a_heading_with_a_label_stands_over_its_ask() -> None:
    number, text, _, _, context = only("# Bail\n## Question 2: Funding\nHow should it be paid for?")
    assert (number, text, context) == ("2", "How should it be paid for?", "Funding")


def test_an_annex_that_repeats_the_questions_adds_none() -> None:
    paper = imported(
        "# Bail\n## One\nQuestion 1: Do you think that courts should sit later?\n## Annex: list\n"
        "Question 1: Do you think the courts should sit later?"
    )
    assert [q.text for q in paper.questions] == ["Do you think that courts should sit later?"]
    assert paper.coverage == 1.0


def test_questions_may_stand_in_the_annex_alone() -> None:
    text = (
        "# Bail\nIs it perfect? No plan is.\n## Annex B – Questions\n1. Is it fair?\n2. Who pays?"
    )
    assert asked(text) == ["Is it fair?", "Who pays?"]


@pytest.mark.parametrize(
    "rhetoric",
    [
        "Why does hope matter? It matters because people act on it.",
        "So where does this leave us? We think that it leaves us hopeful.",
        "## What do we mean by rehabilitation?\nWe mean the whole of a life.",
        "> “Why would anyone keep that quiet?”",
        "One member asked us: “What is the point of it?”",
        "People often ask us: what is coaching? A coach listens.",
        "^ Would you remember the tea? They did.",
        "## What you told us\n- Should fees be lower? Most said yes.",
        "## Frequently asked questions\n### How do I get a permit?\nYou apply online.",
    ],
)
def test_what_is_not_asked_of_the_reader_is_no_question(rhetoric: str) -> None:
    assert asked(f"# A note on hope\n{rhetoric}") == []


def test_prose_asks_where_nothing_else_does() -> None:
    text = (
        "We are writing a paper to explore what good looks like. What would mark out a good prison?"
        " What might it look like in a new one? What could it be in an old one?"
    )
    assert len(asked(text)) == 3


def test_an_answer_to_a_consultation_asks_nothing() -> None:
    text = "# Response to the call for evidence on bail\n## Question 1: What is missing?\nMoney is."
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Is it fair? (Yes / No / Don’t know)", "single"),
        ("Is it fair?\nStrongly agree / Agree / Disagree / Strongly disagree", "scale"),
        ("Which have you used? Tick all that apply.\n☐ Library\n☐ Gym", "multiple"),
        ("Please rank these in order of importance:\n- Cost\n- Distance", "ranking"),
        ("On a scale of 1 to 5, how safe do you feel?", "scale"),
        ("What is your name?", "about_you"),
        ("Are you responding on behalf of an organisation?", "about_you"),
        ("What should change?", "open"),
    ],
)
def test_the_kind_of_a_question(text: str, kind: str) -> None:
    (question,) = imported(f"# Bail\nQuestion 1: {text}").questions
    assert question.kind == kind


def test_an_instruction_belongs_to_the_text_and_reasons_are_a_part() -> None:
    _, text, parts, options, _ = only(
        "# Bail\nQ1. Which do you use? Tick one only.\n- Bus\n- Train\nPlease give your reasons."
    )
    assert text == "Which do you use? Tick one only."
    assert (parts, options) == (("Please give your reasons.",), ("Bus", "Train"))


def test_a_form_asks_about_the_respondent_line_by_line() -> None:
    paper = imported(
        "# Bail\nQ1. Is it fair?\n## About you\nName: ________\nOrganisation: ________"
    )
    assert [(q.text, q.kind) for q in paper.questions[1:]] == [
        ("Name:", "about_you"),
        ("Organisation:", "about_you"),
    ]
