"""Writing a mail from its three templates: subject, text and HTML."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from css_inline import CSSInliner  # noqa: TID251 (the one module that builds mail)
from django.conf import settings
from django.template import Context, Engine

from consultation.lib.text import with_plain_spaces
from consultation.mail.header_text import one_line
from consultation.mail.kinds import Mail, kind_named
from consultation.mail.models import Message
from consultation.mail.unsubscribing import unsubscribe_url


def absolute_url(path: str) -> str:
    """Return the address a mail may carry: from settings, never from a request's Host header."""
    return f"{settings.SITE_URL}{path}"


def compose_from_templates(
    prefix: str,
    context: Mapping[str, Any],
    *,
    message: Message,
    headers: Mapping[str, str] | None = None,
    why: str = "",
) -> Mail:
    """Return the mail of `emails/<prefix>_subject.txt`, `emails/<prefix>.txt` and `.html`.

    The last two extend `emails/layout.txt` and `emails/layout.html`, which say why the reader gets
    the mail and how to stop it; `why` where this one knows better than its kind. Text templates are
    rendered without HTML escaping.
    """
    everything = {
        **context,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "why": why or kind_named(message.kind).why,
        "unsubscribe_url": stop_url(message),
    }
    subject = one_line(_render(f"emails/{prefix}_subject.txt", everything, escape=False))
    everything["subject"] = subject
    text = _render(f"emails/{prefix}.txt", everything, escape=False)
    html = _render(f"emails/{prefix}.html", everything, escape=True)
    text = re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"  # tags leave empty lines behind
    return Mail(subject, text, _inliner().inline(html), headers or {})


def stop_url(message: Message) -> str | None:
    """Return the link that stops this kind for this reader; None where it cannot be stopped."""
    kind = kind_named(message.kind)
    if kind.stop_path is not None:
        return absolute_url(kind.stop_path(message))
    if message.recipient is None or kind.unsubscribe is None:
        return None
    return unsubscribe_url(person=message.recipient.public_id, kind=message.kind)


def _render(name: str, context: Mapping[str, Any], *, escape: bool) -> str:
    template = Engine.get_default().get_template(name)
    text = str(template.render(Context(dict(context), autoescape=escape)))
    return text if escape else with_plain_spaces(text)


@cache
def _inliner() -> CSSInliner:
    """Mail programs drop linked styles; only the dark colours stay in a <style>, as media rules."""
    css = Engine.get_default().get_template("emails/mail.css").source
    return CSSInliner(extra_css=str(css), keep_at_rules=True, load_remote_stylesheets=False)
