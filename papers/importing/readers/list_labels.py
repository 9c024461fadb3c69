"""Numbers as lists write them: 3, c, iii, and their capitals."""

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def label_of(number: int, style: str) -> str:
    """`number` in the style that HTML and OpenDocument name by its first: 1, a, A, i or I."""
    if style in {"a", "A"}:
        letters = as_letters(number)
    elif style in {"i", "I"}:
        letters = as_roman(number)
    else:
        return str(number)
    return letters.upper() if style.isupper() else letters


def as_letters(number: int) -> str:
    """1 is a, 26 is z; then aa, bb, cc, as word processors count."""
    if not 1 <= number <= 780:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def as_roman(number: int) -> str:
    if not 1 <= number < 4000:
        return str(number)
    written = ""
    for value, letters in ROMAN:
        written += letters * (number // value)
        number %= value
    return written
