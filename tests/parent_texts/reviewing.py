"""A coordinator who reviews texts."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tests import factories
from thuisbasis.organisations.models import Organisation, Staff
from thuisbasis.parent_texts import queries, services
from thuisbasis.parent_texts.standing import Standing
from thuisbasis.parent_texts.texts import text_or_404
from thuisbasis.permissions import Actor, Role

KEY = "real--joint_practice"


@dataclass(frozen=True)
class Reviewing:
    """An organisation in which somebody looks at texts."""

    session: Session
    organisation: Organisation
    staff: Staff

    @property
    def actor(self) -> Actor:
        return factories.actor_of(self.organisation, self.staff, Role.COORDINATOR, every_school=True)

    def standing(self, language: str = "tr", key: str = KEY) -> Standing:
        """How a text stands now."""
        return queries.standing(self.session, self.actor, text_or_404("prompt", key), language)

    def review(self, language: str = "tr", key: str = KEY) -> None:
        """Mark what stands there as reviewed."""
        standing = self.standing(language, key)
        services.mark_reviewed(self.session, self.actor, standing, text_hash=standing.text_hash)

    def write(self, words: str, language: str = "tr") -> None:
        """Write one's own words on top of what stands there."""
        standing = self.standing(language)
        services.write_own(self.session, self.actor, standing, words=words, number=standing.number)


def reviewing(session: Session, *, name: str = "Saida Bennani", organisation: Organisation | None = None) -> Reviewing:
    """A coordinator of a new organisation, or of this one."""
    organisation = organisation or factories.make_organisation(session)
    staff = factories.make_staff(session, organisation, name=name, roles=[Role.COORDINATOR])
    return Reviewing(session, organisation, staff)
