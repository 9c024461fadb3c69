"""Five documents in the shapes of those that the product was made for, and what each must give."""

import pytest

from papers.importing import ImportedPaper, assemble, interpret
from papers.importing.reading import read_document

ANNOUNCEMENT = """\
In a post last spring (June 2031) about ‘Allotments: what does ‘fair’ look like?’ I put a row of \
questions about waiting lists. I am glad to say that, thanks to contributions from the Trust’s \
growers and others, a whole paper on the subject is out.
The paper wants to begin a debate while the new by-laws are being written. It asks for a new way \
to speak of plots, and of those who wait for one, in town and country alike. (Download \
allotments pdf)
Waiting is now understood as a matter not only of land but also of time and of money. (Source) \
Seen so, a fair list is the work of a whole town as much as of one clerk.
Please do help by joining in. As a society (or any other body) with plots to let, what do you \
think ‘fair’ looks like on a waiting list, and what part can societies play in keeping it so? \
You can leave your comments here or see the end of the paper.
What's new
Blogs
How we dug the long bed
Latest on X
Come and meet our new chair on 15 July at 12:30. Bring your questions!
"""

BULLETS = """\
What does a fair waiting list look like?
We would like to hear from everyone with an interest, and have set out questions below.
Questions for discussion
• Is need the best measure, or is time? And who should judge it?
• The county keeps one register for all its towns. It counts names and not households.
• What could a register count instead? Or the plots that nobody digs?
• Please share any example of a list that works well.
"""

SUBMISSION = """\
Plot Trust's response to the Council's proposals for a 'Digging Revolution'

Plot Trust welcomes this chance to help shape the Council's plans ahead of the by-laws in the \
autumn. We say what matters to growers.

Room to dig

There are a number of barriers to digging. Is it any wonder that growers leave? The tenders have \
favoured large growers who dig over one or more districts.

More information

If you wish to discuss any part of this submission please contact:

Policy Adviser, Plot Trust

Email: policy@plots.example

Tel: 01632 960 963

Web: www.plots.example

©Plot Trust, September 2031
"""

DOWNLOAD = """\
Good Neighbours on Allotments

15 JANUARY 2032

In our recent publication – Good Neighbours on Allotments – the Trust argues that a plot is more \
than its crop.

The paper outlines several recommendations to do this, including widening the paths; training \
stewards to listen; and opening a store for shared tools.

The full discussion paper is available to download here.

We want to help any society. In particular we would value conversations with:

  • site stewards; and
  • those who hope to run a store

to learn what they do already. If any of this speaks to you, do get in touch.
"""

IN_WAITING = """\
In the light of the Minister’s speech on land, the Trust’s team is now at work on a new paper \
that will explore what ‘fair’ might look like on a new site. What would mark out a site that is \
‘easy to share’? What might ‘fair’ look like where all the plots are new? And what could it \
start to look like on old sites, given the state of their paths?
Here are a couple of documents that I have found useful:
- In April 2031 the Land Office published the National Register of Plots Held in Common in \
England. It sets out who holds what.
- In October 2031 the Land Office also published a revised map, listing all the sites in the county.
The new paper will consider the place of societies. Members will of course be invited to take \
part. Watch this space…
What's new
Blogs
"""


def read(text: str) -> ImportedPaper:
    document = read_document(text.encode(), "paper.txt")
    return assemble(document, interpret(document))


@pytest.mark.parametrize("text", [ANNOUNCEMENT, BULLETS, SUBMISSION, DOWNLOAD, IN_WAITING])
def test_nothing_is_lost(text: str) -> None:
    assert read(text).coverage == 1.0


def test_a_post_that_announces_a_paper() -> None:
    paper = read(ANNOUNCEMENT)
    assert [one.anchor_text for one in paper.sources] == ["Download allotments pdf", "Source"]
    assert (paper.calls, len(paper.questions)) == ((), 1)
    assert "How we dug the long bed" in [one.text for one in paper.stripped]


def test_questions_in_bullets_with_their_parts_and_context() -> None:
    paper = read(BULLETS)
    assert [(one.text, one.parts) for one in paper.questions] == [
        ("Is need the best measure, or is time?", ("And who should judge it?",)),
        ("What could a register count instead?", ("Or the plots that nobody digs?",)),
        ("Please share any example of a list that works well.", ()),
    ]
    assert paper.questions[1].context.startswith("The county keeps one register")


def test_a_submission_asks_nothing_and_says_whom_to_write_to() -> None:
    paper = read(SUBMISSION)
    assert (paper.questions, paper.unsourced_claims, paper.sources) == ((), (), ())
    assert paper.contact.splitlines()[1:] == [
        "Policy Adviser, Plot Trust",
        "Email: policy@plots.example",
        "Tel: 01632 960 963",
        "Web: www.plots.example",
    ]
    assert paper.date == "2031-09"


def test_a_paper_to_download_with_recommendations_and_a_call() -> None:
    paper = read(DOWNLOAD)
    assert [one.text for one in paper.recommendations] == [
        "widening the paths",
        "training stewards to listen",
        "opening a store for shared tools",
    ]
    assert [one.audience for one in paper.calls] == [
        "site stewards",
        "those who hope to run a store",
    ]
    assert [(one.title, one.anchor_text) for one in paper.sources] == [
        ("Good Neighbours on Allotments", "available to download here")
    ]


def test_a_paper_announced_before_it_is_written() -> None:
    paper = read(IN_WAITING)
    assert len(paper.questions) == 3
    assert [one.title for one in paper.sources] == [
        "National Register of Plots Held in Common in England",
        "revised map",
    ]
    assert "Blogs" in [one.text for one in paper.stripped]
