"""The pages a person meets: each by name, with who looks at it and how it is reached."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

REHABILITATION: Final = "/papers/good-rehabilitation/"
DAY: Final = re.compile(r"^\d+\s\w+ 20\d\d\b")
QUESTION: Final = f"{REHABILITATION}questions/1/"
DESK_PAPER: Final = "/desk/papers/good-rehabilitation/"
# Of tests/browser/papers.py: every kind of question, a cover, files, and what was asked before.
EVERY_KIND: Final = "/papers/the-first-week-again/"
DESK_EVERY_KIND: Final = f"/desk{EVERY_KIND}"
FORMAL: Final = f"{EVERY_KIND}answer/"
ROOM_TO_WRITE: Final = "/papers/room-to-write/"
QUESTIONS_TO_GIVE: Final = 60
IN_WELSH: Final = "/papers/yr-wythnos-gyntaf-eto/"


@dataclass(frozen=True)
class Place:
    """A page, seen by a sample person (or by a visitor), after these steps."""

    path: str
    person: str = ""
    steps: Callable[[Page], None] | None = None

    def reach(self, page: Page) -> None:
        page.goto(self.path)
        if self.steps:
            self.steps(page)


def press(button: str) -> Callable[[Page], None]:
    def steps(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("button", name=re.compile(button)).first.click()

    return steps


def follow(link: str) -> Callable[[Page], None]:
    def steps(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("link", name=re.compile(link)).first.click()

    return steps


def open_the_first_thread(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".response > header > a[href^='/responses/']").first.click()


def go_to_pin(page: Page) -> None:
    open_the_first_thread(page)
    follow("^(Unp|P)in the response")(page)


def follow_what_is_said(page: Page) -> None:
    """Follow the question, unless an earlier look did, and go to the list of what one follows."""
    button = page.get_by_role("button", name="Follow this question")
    if button.count():
        with page.expect_navigation():
            button.click()
    page.goto("/people/me/following/")


def press_what_no_button_asks(page: Page) -> None:
    with page.expect_navigation():
        page.locator("button[name=agree]").first.evaluate(
            "(it) => { it.dataset.plainly = it.name = 'love'; it.click(); }"
        )


def ask_for_a_code(page: Page) -> None:
    page.get_by_label("Email address").first.fill("nobody@soundings.example")
    press("Send me a code")(page)


def save_without_a_title(page: Page) -> None:
    page.get_by_label("Title").fill("")
    press("^Save")(page)


def write_no_rules(page: Page) -> None:
    page.get_by_label("The house rules").fill("")
    press("^Publish")(page)


def paste_a_paper(page: Page) -> None:
    page.get_by_label("text", exact=False).last.fill(
        "What keeps a home\n\nHomes are lost quickly.\n\nQuestion 1: What keeps a home kept?"
    )
    press("Read it")(page)


def enter_the_room(page: Page) -> None:
    """Begin a formal answer of one's own, or go on with the one begun in an earlier look."""
    if page.get_by_role("link", name="Your own", exact=True).count():
        return follow("^Your own$")(page)
    page.get_by_label("I do, for myself").check()
    return press("^Begin$")(page)


def open_a_drafted_answer(page: Page) -> None:
    enter_the_room(page)
    with page.expect_navigation():
        page.locator(".room-ask a").nth(2).click()
    page.locator("textarea[name=body]").fill("A letter for the doctor, and somebody to read it.")
    press("^Save$")(page)


def comment_on_nothing(page: Page) -> None:
    enter_the_room(page)
    press("^Add the comment$")(page)


def look_back_on_an_answer(page: Page) -> None:
    open_a_drafted_answer(page)
    follow("^All versions$")(page)


PLACES: Final = {
    "home": Place("/"),
    "papers": Place("/papers/"),
    "paper": Place(REHABILITATION),
    "paper, closed": Place("/papers/rehabilitation-revolution/"),
    "papers, found": Place("/papers/?q=rehabilitation"),
    "papers, none found": Place("/papers/?q=xylophone"),
    "paper, announced": Place("/papers/release-for-the-day/"),
    "paper, every kind": Place(EVERY_KIND),
    "paper, in Welsh": Place(IN_WELSH),
    "paper, no more open": Place("/papers/the-first-week/"),
    "paper, withdrawn": Place("/papers/a-paper-overtaken/"),
    "question, a choice": Place(f"{EVERY_KIND}questions/3/", "northfield"),
    "question, no longer asked": Place(f"{EVERY_KIND}questions/2/"),
    "question, in Welsh": Place(f"{IN_WELSH}questions/1/"),
    "editions": Place(f"{EVERY_KIND}editions/"),
    "changes": Place(f"{EVERY_KIND}editions/2/changes/"),
    "about": Place("/about/"),
    "question": Place(QUESTION),
    "question, signed in": Place(QUESTION, "northfield"),
    "question, narrowed": Place(f"{QUESTION}?find=people&capacity=person&sort=agreed"),
    "question, nothing found": Place(f"{QUESTION}?find=xylophone&region=vast"),
    "respond, with an error": Place(f"{QUESTION}respond/", "other", press("Post your response")),
    "reply": Place(QUESTION, "northfield", follow("^Reply to")),
    "thread": Place(QUESTION, "", open_the_first_thread),
    "sign in": Place("/accounts/login/"),
    "sign in, with an error": Place("/accounts/login/", "", press("Send me a code")),
    "code": Place("/accounts/login/", "", ask_for_a_code),
    "join": Place("/accounts/signup/"),
    "join, with errors": Place("/accounts/signup/", "", press("Send me a code")),
    "house rules": Place("/people/house-rules/"),
    "formal answer": Place(FORMAL),
    "formal answer, whose": Place(FORMAL, "northfield"),
    "formal answer, nobody’s": Place(FORMAL, "northfield", press("^Begin$")),
    "formal answer, its room": Place(FORMAL, "harbour", enter_the_room),
    "formal answer, an answer": Place(FORMAL, "harbour", open_a_drafted_answer),
    "formal answer, its versions": Place(FORMAL, "harbour", look_back_on_an_answer),
    "formal answer, no comment": Place(FORMAL, "harbour", comment_on_nothing),
    "my page": Place("/people/me/", "northfield"),
    "my responses": Place("/people/me/responses/", "other"),
    "my response, to edit": Place("/people/me/responses/", "northfield", follow("^Edit")),
    "my response, to withdraw": Place(
        "/people/me/responses/", "northfield", follow("^Withdraw your")
    ),
    # The oldest is the sample's: the newest may be somebody's that a moderator has yet to read.
    "pin a thread": Place(f"{QUESTION}?sort=oldest", "lead", go_to_pin),
    "answered in the report, with an error": Place(
        f"{QUESTION}answered/", "editor", press("^Mark as answered")
    ),
    "what I follow": Place("/people/me/following/", "other"),
    "what I follow, something": Place(QUESTION, "northfield", follow_what_is_said),
    "new for me": Place("/people/me/notices/", "northfield"),
    "what was not noted": Place(QUESTION, "other", press_what_no_button_asks),
    "my name": Place("/people/me/name/", "northfield"),
    "my address": Place("/accounts/email/", "northfield"),
    "signing in": Place("/people/me/sign-in/", "lead"),
    "signing in, with a code only": Place("/people/me/sign-in/", "northfield"),
    "where one is signed in": Place("/accounts/sessions/", "northfield"),
    "is it you": Place("/people/me/sign-in/again/", "northfield"),
    "add an app": Place("/accounts/2fa/totp/activate/", "northfield"),
    "add an app, with an error": Place(
        "/accounts/2fa/totp/activate/", "northfield", press("Set it up")
    ),
    "add a passkey": Place("/accounts/2fa/webauthn/add/", "northfield"),
    "remove the app": Place("/accounts/2fa/totp/deactivate/", "editor"),
    "my mail": Place("/people/me/mail/", "northfield"),
    "my mail, with the digest": Place("/people/me/mail/", "lead"),
    "organisations": Place("/organisations/", "other"),
    "organisations, narrowed": Place("/organisations/?q=e&does=housing&region=wales", "other"),
    "organisations, none found": Place("/organisations/?q=xylophone&size=vast", "other"),
    "organisation": Place("/organisations/northfield-resettlement-trust/"),
    "organisation, its owner’s": Place(
        "/organisations/northfield-resettlement-trust/", "northfield"
    ),
    "organisation, not verified": Place("/organisations/eastbank-family-visits/", "harbour"),
    "profile": Place("/organisations/northfield-resettlement-trust/edit/", "northfield"),
    "logo, with errors": Place(
        "/organisations/northfield-resettlement-trust/logo/change/",
        "northfield",
        press("Save the logo"),
    ),
    "desk": Place("/desk/", "lead"),
    "register": Place("/desk/organisations/", "lead"),
    "register, what waits": Place("/desk/organisations/?standing=awaiting&kind=member", "lead"),
    "entry of the register": Place("/desk/organisations/eastbank-family-visits/", "lead"),
    "add to the register, with errors": Place("/desk/organisations/add/", "lead", press("^Save")),
    "decline, with an error": Place(
        "/desk/organisations/eastbank-family-visits/decline/", "lead", press("^Decline")
    ),
    "queue": Place("/desk/moderation/", "lead"),
    "review": Place("/desk/moderation/", "lead", follow("^Read")),
    "people": Place("/desk/people/", "lead"),
    "people, none found": Place("/desk/people/?q=xylophone", "moderator"),
    "person": Place("/desk/people/?q=northfield", "lead", follow("^Resettlement manager")),
    "person, a moderator’s": Place(
        "/desk/people/?q=northfield", "moderator", follow("^Resettlement manager")
    ),
    "person, on the staff": Place("/desk/people/?q=editor", "lead", follow("^Papers editor")),
    "house rules, with a preview": Place("/desk/people/house-rules/", "lead", press("^Preview")),
    "house rules, with an error": Place("/desk/people/house-rules/", "lead", write_no_rules),
    "exports": Place("/desk/exports/", "lead"),
    "desk papers": Place("/desk/papers/", "lead"),
    "structure": Place(DESK_PAPER, "lead"),
    "preview": Place(f"{DESK_PAPER}preview/", "lead"),
    "preview, announced": Place(f"{DESK_PAPER}preview/?as=member&stage=announced", "lead"),
    "preview links": Place(f"{DESK_PAPER}preview/links/", "lead"),
    "preview links, with an error": Place(
        f"{DESK_PAPER}preview/links/", "lead", press("Make the link")
    ),
    "dates and life": Place(f"{DESK_PAPER}life/", "lead"),
    "change the dates": Place(f"{DESK_PAPER}life/dates/", "lead"),
    "extend, with an error": Place(f"{DESK_PAPER}life/extend/", "lead", press("Extend it")),
    "withdraw": Place(f"{DESK_PAPER}life/withdraw/", "lead"),
    "edit, with errors": Place(f"{DESK_PAPER}details/", "lead", save_without_a_title),
    "change a question": Place(DESK_PAPER, "lead", follow("^Change.*question|^Edit.*question")),
    "publish": Place(f"{DESK_PAPER}publish/", "lead"),
    "import": Place("/desk/papers/import/", "editor"),
    "review of an import": Place("/desk/papers/import/", "editor", paste_a_paper),
    "files": Place(f"{DESK_EVERY_KIND}files/", "editor"),
    "copy": Place(f"{DESK_EVERY_KIND}copy/", "editor"),
    "translation": Place("/desk/papers/yr-wythnos-gyntaf-eto/translation/", "editor"),
    "undo": Place(f"{DESK_EVERY_KIND}undo/", "editor"),
    "life, extended": Place(f"{DESK_EVERY_KIND}life/", "editor"),
    "checklist": Place(f"{DESK_EVERY_KIND}publish/", "editor"),
    "structure, every kind": Place(DESK_EVERY_KIND, "editor"),
    "carry questions on": Place(DESK_EVERY_KIND, "editor", follow("Carry|carry")),
    "mailbox": Place("/mailbox/"),
    "letter": Place("/mailbox/", "lead", follow("code")),
    "not found": Place("/nowhere/"),
}
