"""Logos: made anew, never without words, gone with their file, and public when verified."""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from accounts.models import Organisation, User
from consultation.activity.models import Activity
from tests.conftest import ClientFor
from tests.page import fetch, read_page
from tests.papers.uploads import image, upload
from tests.people import make_membership, make_suspension
from tests.structure.test_doors import content_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owned(participant: User) -> Organisation:
    return make_membership(participant, role="owner").organisation


@pytest.fixture
def owner(participant: User, owned: Organisation, client_for: ClientFor) -> Client:
    return client_for(participant)


def url(organisation: Organisation, name: str = "change-logo") -> str:
    return reverse(f"organisations:{name}", args=[organisation.slug])


def put(client: Client, organisation: Organisation, content: bytes | None = None) -> int:
    """Upload a logo as the form does; return the answer's status."""
    file = upload(image() if content is None else content, "secret-name.png")
    typed = {"file": file, "alt": "A lighthouse"}
    return client.post(url(organisation), typed).status_code


def files() -> list[str]:
    return [name for _, _, names in os.walk(settings.MEDIA_ROOT) for name in names]


def test_a_logo_is_made_anew_and_small(owner: Client, owned: Organisation) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    assert put(owner, owned, image((2400, 1200), "JPEG", exif=exif)) == 302
    answer = Client().get(url(owned, "logo"))
    made = Image.open(BytesIO(content_of(answer)))
    assert (made.format, made.size) == ("WEBP", (480, 240))
    assert dict(made.getexif()) == {}


def test_the_answer_tells_nothing_of_the_upload(owner: Client, owned: Organisation) -> None:
    put(owner, owned)
    answer = Client().get(url(owned, "logo"))
    assert "secret-name" not in str(answer.headers)
    assert answer["Content-Type"] == "image/webp"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert [re.fullmatch(r"\w{16}\.webp", name) is None for name in files()] == [False]


def test_a_browser_that_has_it_is_not_sent_it_again(owner: Client, owned: Organisation) -> None:
    put(owner, owned)
    first = Client().get(url(owned, "logo"))
    again = Client().get(url(owned, "logo"), headers={"If-None-Match": first["ETag"]})
    assert (first["Cache-Control"], again.status_code) == ("public, max-age=600", 304)
    put(owner, owned, image((500, 500)))
    other = Client().get(url(owned, "logo"), headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


def test_a_replaced_logo_leaves_no_file(
    owner: Client,
    owned: Organisation,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            put(owner, owned)
    owned.refresh_from_db()
    assert files() == [Path(owned.logo.name).name]


def test_a_removed_logo_leaves_no_file(
    owner: Client,
    owned: Organisation,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    put(owner, owned)
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(url(owned, "remove-logo"))
        owner.post(url(owned, "remove-logo"))
    assert files() == []
    owned.refresh_from_db()
    assert (owned.logo_alt, Activity.objects.about(owned).count()) == ("", 2)
    assert Client().get(url(owned, "logo")).status_code == 404


HOSTILE = {
    "drawing in code": b"<svg onload='alert(1)'></svg>",
    "JPEG, PNG or WebP": b"GIF89a" + b"\0" * 40,
    "empty": b"",
    "damaged": image()[:200],
    "blurred as a logo": image((20, 20)),
}


@pytest.mark.parametrize("why", HOSTILE)
def test_what_is_no_logo_is_refused_and_the_words_stay(
    why: str, owner: Client, owned: Organisation
) -> None:
    typed = {"file": upload(HOSTILE[why], "logo.png"), "alt": "A lighthouse"}
    answer = owner.post(url(owned), typed)
    assert answer.status_code == 422
    assert why in read_page(answer).text
    assert "A lighthouse" in answer.content.decode()
    assert files() == []


def test_a_file_that_was_dropped_on_its_way_says_why(
    owner: Client, owned: Organisation, settings: Settings
) -> None:
    put(owner, owned)
    settings.UPLOAD_MAX_BYTES = 100
    answer = owner.post(url(owned), {"file": upload(image()), "alt": "Another"})
    assert answer.status_code == 422
    assert "too large" in read_page(answer).text
    assert Organisation.objects.get().logo_alt == "A lighthouse"


def test_a_logo_without_words_is_refused(owner: Client, owned: Organisation) -> None:
    answer = owner.post(url(owned), {"file": upload(image()), "alt": " "})
    assert answer.status_code == 422
    assert "some readers cannot see it" in read_page(answer).text


def test_the_words_change_alone(owner: Client, owned: Organisation) -> None:
    put(owner, owned)
    before = files()
    owner.post(url(owned), {"alt": "A lighthouse at night"})
    assert files() == before
    page = fetch(Client(), reverse("reading:organisation", args=[owned.slug]))
    assert [picture.get("alt") for picture in page.tree.iter("img")] == ["A lighthouse at night"]


def test_the_logo_of_an_unverified_one_is_for_its_people_and_staff(
    owner: Client, owned: Organisation, other_participant: User, editor: User, client_for: ClientFor
) -> None:
    put(owner, owned)
    Organisation.objects.update(verified_at=None)
    found = [
        client.get(url(owned, "logo"))
        for client in (Client(), client_for(other_participant), owner, client_for(editor))
    ]
    assert [answer.status_code for answer in found] == [404, 404, 200, 200]
    assert "no-store" in found[2]["Cache-Control"]


def test_a_member_a_stranger_and_who_is_suspended_put_no_logo(
    owner: Client, owned: Organisation, participant: User, other_participant: User,
    client_for: ClientFor
) -> None:  # fmt: skip
    assert put(client_for(other_participant), owned) == 404
    make_membership(other_participant, owned)
    assert put(client_for(other_participant), owned) == 404
    make_suspension(participant)
    assert put(owner, owned) == 404
    assert files() == []


def test_a_moderator_puts_a_logo_and_goes_back_to_the_desk(
    moderator: User, owned: Organisation, client_for: ClientFor
) -> None:
    answer = client_for(moderator).post(url(owned), {"file": upload(image()), "alt": "A boat"})
    assert answer["Location"] == reverse("register:organisation", args=[owned.slug])


def test_a_full_disk_is_said_and_leaves_nothing(
    owner: Client, owned: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("consultation.lib.storing.default_storage.save", full)
    answer = owner.post(url(owned), {"file": upload(image()), "alt": "A boat"})
    assert answer.status_code == 422
    assert "no room" in read_page(answer).text
    assert not Organisation.objects.get().logo
