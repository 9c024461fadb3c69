"""Bytes of a text file as text: UTF-8, UTF-16 or the Windows code page, told apart by the bytes."""

import codecs

from papers.importing.refusals import DocumentRefusedError

NOT_A_DOCUMENT = (
    "This file is not a document that can be read. "
    "Import a Word (.docx), OpenDocument (.odt), PDF, HTML, Markdown or text file."
)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What is no text in any of these encodings; tabs, line ends and form feeds are.
CONTROLS = dict.fromkeys([*range(9), *range(14, 32), 127])


def decode(data: bytes) -> str:
    """The text; control characters that show nothing are dropped. Refuses what is no text."""
    text = _decode(data)
    if "\x00" in text:
        raise DocumentRefusedError(NOT_A_DOCUMENT)
    cleaned = text.translate(CONTROLS)
    if len(text) - len(cleaned) > len(text) // 20:
        raise DocumentRefusedError(NOT_A_DOCUMENT)
    return cleaned.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _silent_utf16(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    # A damaged byte here and there is still UTF-8: as Windows text, each dash of it would break.
    letters = sum(character > "\x7f" for character in text)
    if text.count("\ufffd") * 10 < letters:
        return text
    return data.decode("cp1252", "replace")


def _silent_utf16(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of English text is nothing."""
    start = data[:2000]
    half = len(start) // 2
    if half and start[1::2].count(0) > half * 0.7 and not start[0::2].count(0):
        return "utf-16-le"
    if half and start[0::2].count(0) > half * 0.7 and not start[1::2].count(0):
        return "utf-16-be"
    return ""
