"""People of a family in words: how old, in which groep."""

from datetime import date

from flask_babel import gettext, ngettext

from programmes.ages import months_old
from programmes.facts import VOORSCHOOL
from thuisbasis.families.models import Child

MONTHS_UNTIL = 6  # years


def age_words(birth_date: date | None, on: date) -> str:
    """How old somebody is on a day: "3 jaar en 2 maanden" while months matter, later "7 jaar"; "" if unknown."""
    if birth_date is None:
        return ""
    years, months = divmod(max(months_old(birth_date, on), 0), 12)
    in_years = ngettext("%(num)d jaar", "%(num)d jaar", years)
    in_months = ngettext("%(num)d maand", "%(num)d maanden", months)
    if years >= MONTHS_UNTIL or (years and not months):
        return in_years
    return gettext("%(years)s en %(months)s", years=in_years, months=in_months) if years else in_months


def groep_words(child: Child) -> str:
    """ "voorschool", "groep 2", or "" while it is unknown."""
    if not child.groep:
        return ""
    return gettext("voorschool") if child.groep == VOORSCHOOL else gettext("groep %(number)s", number=child.groep)
