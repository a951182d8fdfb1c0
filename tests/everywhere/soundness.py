"""What may be wrong with a page whatever it is about."""

import re
from collections import Counter
from html import unescape

ID = re.compile(r'\sid="([^"]+)"')
POINTER = re.compile(r'\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]+)"')
# What the database keeps and no reader should meet: keys of states and reasons, ids, dates and times as machines write
# them. English pages have the words of states by right.
RAW = re.compile(
    r"\b[a-z]+(?:_[a-z]+)+\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+\b|\b\d{4}-\d\d-\d\d\b|\b\d\d:\d\d:\d\d\b"
)
ENGLISH = re.compile(
    r"\b(planned|confirmed|held|recorded|completed|missed|cancelled|proposed|waiting|placed|active|paused|ended|declined"
    r"|forming|started|finished|stopped|lent|given|returned|kept|lost|delivered|moved|illness|weather|Monday|Tuesday)\b"
)
UNREAD = re.compile(r"<(?:script|style|textarea|svg)\b.*?</(?:script|style|textarea|svg)>|<[^>]*>", re.DOTALL)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL | re.IGNORECASE)


def faults(page: str, language: str) -> list[str]:
    """What is wrong with a page's HTML, in words; nothing when it is sound."""
    ids = ID.findall(page)
    twice = sorted(name for name, times in Counter(ids).items() if times > 1)
    missing = sorted({name for names in POINTER.findall(page) for name in names.split()} - set(ids))
    checks = {
        f"its language is not {language}": re.search(rf'<html[^>]*\slang="{language}"', page),
        "it has no one h1": len(re.findall(r"<h1[\s>]", page)) == 1,
        "it has no title": re.search(r"<title>\s*[^\s·]", page),
        f"ids stand there twice: {twice}": not twice,
        f"ids are pointed at that are not there: {missing}": not missing,
        "an inline style": not re.search(r"<[^>]+\sstyle=", page),
        "an event handler": not re.search(r"<[^>]+\son[a-z]+=", page),
        "an inline script": not re.search(r"<script(?![^>]*\ssrc=)", page),
        "a form that posts without its token": all(map(_has_token, FORM.findall(page))),
        "an empty value shows": not re.search(r">\s*(None|Undefined|\[\]|\{\})\s*<", page),
        "a button or link without words": not re.search(r"<(a|button)\b(?![^>]*aria-label)[^>]*>\s*</\1>", page),
        f"keys instead of words: {raw_keys(page)}": not raw_keys(page),
        "a picture without alt": not re.search(r"<img\b(?![^>]*\salt=)", page),
    }
    return [fault for fault, fine in checks.items() if not fine]


def _has_token(form: str) -> bool:
    is_post = re.match(r"<form[^>]*\smethod=\"post\"", form, re.IGNORECASE)
    return not is_post or 'name="csrf_token"' in form


def raw_keys(page: str) -> list[str]:
    """The keys, ids, machine's dates and (on a Dutch page) English states among the words of a page."""
    words = re.sub(r"\S*[@/]\S*", " ", unescape(UNREAD.sub(" ", page)))  # addresses are what they are
    found = RAW.findall(words)
    if re.search(r'<html[^>]*\slang="nl"', page):
        found += ENGLISH.findall(words)
    return sorted(set(found))
