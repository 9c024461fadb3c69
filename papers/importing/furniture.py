"""What of a web page is the site and not the document, by its tag, its role and its names."""

import re

from lxml import html as lxml_html

from papers.importing.readers.html_forms import is_asked_in, puts_questions

BY_TAG = {
    "script": "a script of the web page",
    "style": "a style sheet of the web page",
    "template": "a template of the web page",
    "noscript": "shown only where scripts are off",
    "nav": "navigation of the website",
    "aside": "beside the page's main content",
    "footer": "the website's footer",
    "form": "a form of the website",
    "button": "a button of the website",
    "select": "a form of the website",
    "textarea": "a form of the website",
    "iframe": "embedded from elsewhere",
    "svg": "a drawing",
    "head": "the head of the web page",
}
BY_ROLE = {
    "navigation": "navigation of the website",
    "complementary": "beside the page's main content",
    "contentinfo": "the website's footer",
    "banner": "the website's header",
    "search": "a form of the website",
    "dialog": "a message over the page",
    "alertdialog": "a message over the page",
}
# Names that sites give to what surrounds an article: whole words of a class or an id.
BY_NAME = (
    (re.compile(r"cookies?(?:banner|bar|notice|consent|message)?|gdpr|consent"), "a cookie notice"),
    (re.compile(r"breadcrumbs?"), "navigation of the website"),
    (re.compile(r"share|sharing|social|addthis|sharedaddy"), "links for sharing the page"),
    (re.compile(r"skiplinks?|skip"), "navigation of the website"),
    (re.compile(r"newsletter|signup|subscribe"), "a sign-up of the website"),
    (re.compile(r"comments?|commentlist|commentform|disqus"), "comments of readers"),
)
WORDS = re.compile(r"[a-z]+")


def why_left_out(element: lxml_html.HtmlElement) -> str:
    """The reason why an element is no part of the document, empty when it is."""
    tag = str(element.tag)
    if tag == "footer" and _inside(element, {"blockquote", "figure"}):
        return ""
    if tag == "form" and (_holds_the_page(element) or puts_questions(element)):
        return ""
    if tag == "select" and is_asked_in(element):
        return ""
    if tag == "header" and not _inside(element, {"main", "article", "section"}):
        heading = element.find(".//h1")
        return "the website's header" if heading is None else ""
    return (
        BY_TAG.get(tag)
        or BY_ROLE.get(element.get("role") or "")
        or ("hidden on the web page" if _is_hidden(element) else "")
        or _by_name(element)
    )


def _inside(element: lxml_html.HtmlElement, tags: set[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _holds_the_page(form: lxml_html.HtmlElement) -> bool:
    """Some systems wrap the whole page in one form; then it is no form of the website's."""
    return form.find(".//main") is not None or form.find(".//h1") is not None


def _is_hidden(element: lxml_html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _by_name(element: lxml_html.HtmlElement) -> str:
    if element.tag in {"html", "body", "main", "article", "p", "h1", "h2"}:
        return ""
    names = WORDS.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
    for pattern, why in BY_NAME:
        if any(pattern.fullmatch(name) for name in names) and not _holds_the_page(element):
            return why
    return ""
