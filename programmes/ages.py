"""Ages in whole months, and birthdays.

A child born on 29 February has its birthday on 1 March in a year without that day: a year of life is complete when the
whole of 28 February has passed. So such a child is three (or nine) on 1 March, and not yet on 28 February.
"""

from __future__ import annotations

from datetime import date


def birthday(birth_date: date, age: int) -> date:
    """The day on which somebody reaches `age` years."""
    return after_months(birth_date, 12 * age)


def after_months(day: date, months: int) -> date:
    """The day `months` calendar months later; the first of the next month where that month has no such day."""
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1)


def months_old(birth_date: date, day: date) -> int:
    """Age in complete months on `day`; negative before birth."""
    months = (day.year - birth_date.year) * 12 + day.month - birth_date.month
    return months if after_months(birth_date, months) <= day else months - 1
