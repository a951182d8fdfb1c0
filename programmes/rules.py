"""The gates: pure functions that say what a programme's rules make of facts.

`eligibility` and `eligibility_findings` (one child), `plan_findings` (a group's start, a contact's confirmation),
`judge_record` and `record_findings`, `completion_findings`, and `alarms`. On the way there: `doses` and `course_so_far`
(how far a family is), `grows_too_old_from` (from when on an alarm rings). Local defaults of an organisation come in as
`own`: a mapping from key to number over the programme's own. Which elements a record asks: `elements_asked`.
"""

from programmes.asking import elements_asked, elements_required
from programmes.gates.alarms import alarms, grows_too_old_from
from programmes.gates.completion import completion_findings, doses
from programmes.gates.eligibility import eligibility, eligibility_findings
from programmes.gates.on_course import course_so_far
from programmes.gates.plan import plan_findings
from programmes.gates.record import judge_record, record_findings

__all__ = [
    "alarms",
    "completion_findings",
    "course_so_far",
    "doses",
    "elements_asked",
    "elements_required",
    "eligibility",
    "eligibility_findings",
    "grows_too_old_from",
    "judge_record",
    "plan_findings",
    "record_findings",
]
