"""Formal answers: the drafting room, what it keeps, the receipt and its mails."""
