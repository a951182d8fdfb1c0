"""One thing that is wrong with a programme as it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`field`: the path of the field, as in “tracks[0].steps[2].covers”. `wrong`: what is. `mend`: what to do."""

    field: str
    wrong: str
    mend: str

    def sentence(self, file: str) -> str:
        """The problem as one sentence that names the file, the field and the mend."""
        return f"{file}: {self.field} {self.wrong}; {self.mend}."
