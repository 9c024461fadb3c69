import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from consultation.mail.mailbox import sink
from consultation.mail.mailbox.letters import newest_letters, read_letter
from tests.sinks import serve_handler

pytestmark = pytest.mark.django_db
GOOD = "20270304T170000000000Z-0123456789abcdef.eml"


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.MAILBOX_FOLDER = tmp_path / "mailbox"
    settings.MAILBOX_FOLDER.mkdir()
    return tmp_path / "mailbox"


@pytest.fixture
def port(folder: Path) -> Iterator[int]:
    yield from serve_handler(sink.FolderHandler(folder))


def mail(subject: str = "Your code") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["To"] = subject, "reader@soundings.example"
    mail["From"] = "noreply@soundings.example"
    mail.set_content("Go to http://testserver/papers/ <now> & read.\n")
    mail.add_alternative("<p>Go <script>alert(1)</script></p>", subtype="html")
    return mail


def send(port: int, *mails: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port) as server:
        for each in mails:
            server.send_message(each)


def write(folder: Path, name: str, content: bytes | None = None) -> None:
    (folder / name).write_bytes(mail().as_bytes() if content is None else content)


def test_a_mail_sent_to_the_sink_is_on_the_page(client: Client, port: int) -> None:
    send(port, mail())
    page = client.get(reverse("mailbox:letter-list")).content.decode()
    assert "Your code" in page
    assert "reader@soundings.example" in page


def test_the_newest_comes_first(port: int, folder: Path) -> None:
    send(port, mail("First"), mail("Second"))
    assert [letter.subject for letter in newest_letters(folder)] == ["Second", "First"]


def test_the_sink_keeps_only_the_newest(
    port: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sink, "MOST_KEPT", 2)
    send(port, *(mail(f"Mail {number}") for number in range(4)))
    assert [letter.subject for letter in newest_letters(folder)] == ["Mail 3", "Mail 2"]


def test_one_mail_shows_its_text_with_links_and_its_headers(client: Client, folder: Path) -> None:
    write(folder, GOOD)
    page = client.get(reverse("mailbox:letter", args=[GOOD])).content.decode()
    assert '<a href="http://testserver/papers/"' in page
    assert "&lt;now&gt; &amp; read" in page
    assert "noreply@soundings.example" in page


def test_the_html_part_stands_in_a_sandbox(client: Client, folder: Path) -> None:
    write(folder, GOOD)
    outer = client.get(reverse("mailbox:letter", args=[GOOD]))
    inner = client.get(reverse("mailbox:letter-html", args=[GOOD]))
    assert "sandbox" in outer.content.decode()
    assert "frame-src 'self'" in outer["Content-Security-Policy"]
    assert inner["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    )
    assert inner["X-Frame-Options"] == "SAMEORIGIN"


def test_a_mail_without_html_has_no_html_page(client: Client, folder: Path) -> None:
    write(folder, GOOD, b"Subject: Plain\n\nOnly text.\n")
    assert "Only text." in client.get(reverse("mailbox:letter", args=[GOOD])).content.decode()
    assert client.get(reverse("mailbox:letter-html", args=[GOOD])).status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"Content-Type: text/plain; charset=no-such\n\nText",
        b"Content-Type: multipart/alternative\n\nNo boundary",
        b"Subject: =?utf-8?b?/////?=\nTo: <<>>,,\n\nText",
    ],
)
def test_odd_mail_breaks_no_page(client: Client, folder: Path, content: bytes) -> None:
    write(folder, GOOD, content)
    assert client.get(reverse("mailbox:letter-list")).status_code == 200
    assert client.get(reverse("mailbox:letter", args=[GOOD])).status_code in {200, 404}


@pytest.mark.parametrize("name", ["note.txt", ".hidden.eml", "x.eml", GOOD[:-4]])
def test_other_files_are_left_out(folder: Path, name: str) -> None:
    write(folder, name)
    assert newest_letters(folder) == []
    assert read_letter(folder, name) is None


def test_what_cannot_be_read_is_left_out(folder: Path) -> None:
    (folder / GOOD).mkdir()
    assert newest_letters(folder) == []


@pytest.mark.parametrize("name", ["../secret.eml", "..%2f..%2fetc%2fpasswd", "%00.eml", GOOD + "x"])
def test_no_path_leads_out_of_the_folder(client: Client, folder: Path, name: str) -> None:
    (folder.parent / "secret.eml").write_bytes(mail("Secret").as_bytes())
    answer = client.get(f"{reverse('mailbox:letter-list')}{name}/")
    assert answer.status_code in {400, 404}
    assert b"Secret" not in answer.content


def test_a_missing_folder_is_an_empty_mailbox(client: Client, folder: Path) -> None:
    folder.rmdir()
    assert "No mail yet" in client.get(reverse("mailbox:letter-list")).content.decode()


def test_without_a_folder_there_is_no_mailbox(client: Client, settings: Settings) -> None:
    address = reverse("mailbox:letter-list")
    settings.MAILBOX_FOLDER = None
    assert client.get(address).status_code == 404


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    from django.core.management import CommandError, call_command

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=str(port)):
            call_command("mail_sink", port=port, folder=tmp_path)
