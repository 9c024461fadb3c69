"""A site with a canary in each text that few may read."""

import uuid
from datetime import UTC, datetime, timedelta

from django.urls import URLPattern, reverse

from accounts.actions import ask_to_join, invite, propose_organisation
from accounts.actions.importing import keep_register_import
from accounts.actions.logos import put_logo
from accounts.actions.organisations import change_organisation
from accounts.actions.rights import ask_for_erasure, erase_person
from accounts.forms.logos import LOGO
from accounts.models import Membership, Organisation, User
from accounts.register.reading import read_register
from consultation.lib.pictures import make_picture
from consultation.responses.actions import post_response
from consultation.responses.actions.drafting import save_draft
from consultation.responses.actions.following import follow
from consultation.responses.drafts.drafting import Writing
from consultation.responses.models import Draft, Response
from consultation.responses.taking_part.following import Target
from consultation.responses.threads.placing import MYSELF, Capacity
from papers.actions import add_call, add_source, create_paper, keep_import, make_preview_link
from papers.importing.blocks import Block, BlockKind, Document
from papers.models import Call, Paper, PaperImport, PreviewLink, Question, Section, Source
from tests.asking import make_paper, post, post_published, question_of
from tests.digests.told import make_notice
from tests.papers.uploads import PDF, attach, hang, image, upload
from tests.people import make_membership, make_person, make_suspension
from tests.structure.changed import Changed
from tests.structure.formal_answers import FormalAnswers


class World:
    """A published paper with everything in it, and a canary in each text that few may read."""

    def __init__(self, editor: User, participant: User, moderator: User) -> None:
        self.paper = make_paper(editor)
        self.question = question_of(self.paper)
        self.section = Section.objects.get(paper=self.paper)
        add_source(
            actor=editor, section=self.section, title="A source", publisher="", date="", url=""
        )
        add_call(actor=editor, paper=self.paper, audience="Governors", text="Talk to us.")
        self.organisation = self._organisation(participant)
        self.public = post_published(moderator, self.question, "public words")
        self.held = post(participant, self.question, "canary-held")
        self.authors = participant, moderator
        self.private = self._private(moderator, self.question)
        self._aside(editor)
        make_preview_link(actor=editor, paper=self.paper, name="canary-preview-name")
        file = PDF + b"canary-working-file"
        self.attachment = attach(editor, self.paper, "canary-working-attachment", file)
        self.cover = hang(editor, self.paper, "canary-working-cover")
        self._announce(editor)
        self._draft(editor)
        self.kept = self._import(editor)
        self.register_import = keep_register_import(
            actor=moderator,
            file_name="canary-register.csv",
            read=read_register(b"Name\ncanary-register-name\n"),
        )
        self.person = self._suspended()
        self.draft = self._begin_answers(participant)
        self.formal = FormalAnswers.of(
            Membership.objects.get(user=participant, organisation=self.organisation),
            moderator,
            self.question,
            self.aside.paper,
        )
        # After all else of the participant's: from now on what they post is public at once.
        self.changed = Changed.of(participant, moderator, self.aside)
        self._tell(editor, participant)

    def _tell(self, *people: User) -> None:
        """Notices of everything there is: what may not be read must not come out by them either."""
        for person in people:
            for response in Response.objects.exclude(user=person):
                make_notice(person, response)
            follow(actor=person, target=Target(self.paper.pk, thread_id=self.held.pk))

    def _private(self, author: User, question: Question, capacity: Capacity = MYSELF) -> Response:
        return post_response(
            actor=author,
            question_id=question.pk,
            body="canary-private",
            client_token=uuid.uuid4(),
            visibility=Response.Visibility.PRIVATE,
            capacity=capacity,
        ).response

    def _aside(self, editor: User) -> None:
        """Another paper: a verified organisation's answers, and the place of somebody erased."""
        self.aside = question_of(make_paper(editor, title="An aside"))
        self.speaker = make_person("speaker")
        membership = make_membership(self.speaker, "Standing Trust")
        self.verified = membership.organisation
        self.unheard = post(self.speaker, self.aside, "canary-unheard", membership=membership)
        self._private(self.speaker, self.aside, Capacity(membership))
        goer = make_person("canary-erased")
        place = post_published(goer, self.aside, "canary-erased words")
        stayer = make_person("stayer")
        post_published(stayer, self.aside, "An answer to an answer.", to=place)
        erase_person(actor=None, person=goer)
        self.place = Response.objects.get(pk=place.pk)

    def _organisation(self, owner: User) -> Organisation:
        """One that has an owner, a colleague, somebody who asks to join, and an invitation."""
        organisation = propose_organisation(actor=owner, name="Harbour Project").organisation
        self.colleague = make_person("colleague")
        make_membership(self.colleague, organisation, confirmed=False)
        asker = make_person("asker")
        self.asked = ask_to_join(actor=asker, organisation=organisation, words="canary-request")
        self.invited = invite(
            actor=owner, organisation=organisation, email="canary-invited@x.example", role="member"
        )
        change_organisation(
            actor=owner,
            organisation=organisation,
            expected_version=organisation.version,
            about="canary-profile words",
        )
        logo = make_picture(upload(image()), LOGO)
        put_logo(actor=owner, organisation=organisation, picture=logo, alt="canary-profile logo")
        return organisation

    def _suspended(self) -> User:
        """Somebody whose address moderators may read, and whose suspension and appeal leads may."""
        person = make_person("canary-person")
        make_suspension(
            person,
            reason="canary-suspension reason",
            appeal="canary-suspension appeal",
            appealed_at=datetime.now(UTC),
        )
        ask_for_erasure(actor=person)
        return person

    def _begin_answers(self, participant: User) -> Draft:
        """What somebody is writing, for themself and for an organisation that others answer for."""
        kept = []
        for membership in (None, Membership.objects.get(user=participant)):
            writing = Writing(
                question_id=self.question.pk,
                body="canary-unposted words",
                client_token=uuid.uuid4(),
                asked_as=1,
                membership=membership,
            )
            kept.append(save_draft(actor=participant, writing=writing))
        assert kept[0] is not None
        return kept[0]

    def _announce(self, editor: User) -> None:
        """A paper that opens next week: its title may be read, its questions not yet."""
        soon = datetime.now(UTC) + timedelta(days=7)
        make_paper(
            editor,
            title="A coming paper",
            ask="canary-announced-ask",
            opens_at=soon,
            closes_at=soon + timedelta(days=9),
        )

    def _draft(self, editor: User) -> None:
        create_paper(actor=editor, title="canary-draft-paper", summary="canary-draft-summary")
        # What an editor types after publishing is on no public page before the next edition.
        Paper.objects.filter(pk=self.paper.pk).update(
            title="canary-working-title", summary="canary-working-summary"
        )
        Section.objects.filter(paper=self.paper).update(body="canary-working-body")

    def _import(self, editor: User) -> PaperImport:
        """A document read in for review: its words are the editors' until they are published."""
        words = "canary-import title", "What would a canary-import ask?"
        blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in words)
        return keep_import(
            actor=editor, file_name="canary-import.txt", document=Document(blocks, "plain")
        )

    def hidden_doors(self) -> dict[str, str]:
        """Return addresses of rows that the table's own addresses do not name."""
        coming = Paper.objects.get(title="A coming paper").slug
        aside = [self.aside.paper.slug, self.aside.number]
        asked_aside = reverse("responses:question", args=aside)
        people = {
            f"{page} of {person.public_name}": reverse(f"people:{page}", args=[person.public_id])
            for page in ("person", "responses", "history", "mail")
            for person in (*self.authors, self.speaker)
        }
        return people | {
            "an announced paper": reverse("reading:paper", args=[coming]),
            "its question": reverse("responses:question", args=[coming, 1]),
            "its editions": reverse("reading:editions", args=[coming]),
            "its edition": reverse("reading:edition", args=[coming, 1]),
            "its feed": reverse("reading:paper-feed", args=[coming]),
            "a search for it": reverse("reading:papers") + "?q=canary",
            "a search of people": reverse("people:list") + "?q=canary",
            "a search of organisations": reverse("reading:organisations") + "?q=canary",
            "a verified organisation": reverse("reading:organisation", args=[self.verified.slug]),
            "what it has on the desk": reverse("register:people", args=[self.verified.slug]),
            "the paper it answered": reverse("reading:paper", args=aside[:1]),
            "the feed of that paper": reverse("reading:paper-feed", args=aside[:1]),
            "the question it answered": asked_aside,
            "words found in the answers": f"{asked_aside}?find=canary",
            "all that was answered": reverse("responses:print-question", args=aside),
            "its held answer": reverse("responses:permalink", args=[self.unheard.public_id]),
            "the review of it": reverse("moderation:review", args=[self.unheard.public_id]),
            "the question in private": reverse("responses:question", args=[aside[0], 2]),
            "an erased place": reverse("responses:thread", args=[*aside, self.place.public_id]),
            "the way to it": reverse("responses:permalink", args=[self.place.public_id]),
            **self.changed.doors(),
            **self.formal.doors(),
        }

    def url(self, name: str, pattern: URLPattern) -> str:
        values = {
            "slug": self.paper.slug,
            "number": self.question.number,
            "public_id": self.public.public_id,
            "section_id": self.section.pk,
            "question_id": self.question.pk,
            "source_id": Source.objects.get().pk,
            "call_id": Call.objects.get().pk,
            "import_id": self.kept.pk,
            "direction": "up",
            "file_format": "pdf",
            "token": "forged",
            "pk": self.draft.pk if name == "responses:discard-draft" else 0,
            "secret": "A" * 43,
            "signed": "forged",
            "role": "editor",
            "link_id": PreviewLink.objects.get().pk,
            "attachment_id": self.attachment.pk,
            "file_name": self.attachment.file_name,
            "name": "20260101T000000000000Z-0123456789abcdef.eml",
            "invitation_id": self.invited.pk,
            "request_id": self.asked.pk,
            "decision": "refuse",
        }
        if name.startswith(("organisations:", "register:")) or name.endswith("organisation"):
            values["slug"] = self.organisation.slug
            values["public_id"] = self.colleague.public_id
        values |= self.formal.values(name)
        if name.startswith("files:"):
            is_cover = name.endswith("cover")
            values["public_id"] = (self.cover if is_cover else self.attachment).public_id
        if name.startswith("register:"):
            values["import_id"] = self.register_import.pk
        if name.startswith("people:"):
            values["public_id"] = self.person.public_id
        if name.startswith("moderation:"):
            values["public_id"] = self.held.public_id
        names = pattern.pattern.converters or pattern.pattern.regex.groupindex
        return reverse(name, kwargs={key: values[key] for key in names})
