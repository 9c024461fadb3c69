"""Who is called to answer or to talk, in each way in which papers call them."""

import pytest

from tests.papers.importing.written import imported


@pytest.mark.parametrize(
    ("sentence", "audiences"),
    [
        ("The Panel welcomes submissions from beekeepers and from growers.", "beekeepers|growers"),
        ("We encourage growers, young and old, to send evidence.", "growers, young and old"),
        ("Who this paper is for: growers and their neighbours.", "growers and their neighbours"),
        ("This survey is aimed mainly at growers.", "growers"),
        ("We hope that growers, in particular, will take part.", "growers"),
        ("We want to hear from everyone, but especially night growers.", "night growers"),
        ("Growers are warmly invited to respond.", "Growers"),
        ("The views of growers would be especially valuable.", "growers"),
        ("Anyone who keeps bees should get in touch.", "Anyone who keeps bees"),
        ("We are holding two events online for growers, and one for heirs.", "growers|heirs"),
    ],
)
def test_a_call_names_its_audience(sentence: str, audiences: str) -> None:
    paper = imported(f"# Hives\n## Next\nBees are few.\n\n{sentence}")
    assert [call.audience for call in paper.calls] == audiences.split("|")


@pytest.mark.parametrize(
    "sentence",
    [
        "It was a pleasure to talk to those who were there.",
        "I am glad to say that, thanks to contributions from growers, the paper is out.",
        "We welcome the response from the Ministry of Hives.",
        "Respondents are invited to comment on the draft.",
        "We need to work with growers to mend this.",
        "We invite you to respond.",
    ],
)
def test_thanks_and_reports_call_nobody(sentence: str) -> None:
    assert imported(f"# Hives\n## Next\nBees are few.\n\n{sentence}").calls == ()


@pytest.mark.parametrize("lead", ["## Who should respond?", "This paper is aimed at:"])
def test_a_list_of_those_who_are_called(lead: str) -> None:
    paper = imported(f"# Hives\n## Next\nBees are few.\n\n{lead}\n- growers\n- keepers")
    assert [call.audience for call in paper.calls] == ["growers", "keepers"]


def test_a_line_under_who_should_respond() -> None:
    paper = imported("# Hives\n## Who should respond\nGrowers, keepers and their heirs.")
    assert [call.audience for call in paper.calls] == ["Growers, keepers and their heirs"]
