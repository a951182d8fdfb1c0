"""Reasons and follow-ups that fit any programme, so that each programme's file lists only what is its own."""

from __future__ import annotations

from programmes.protocol import Reason
from programmes.text import Choice, Text

NOT_DUE_HERE = Reason(
    key="not_due_here",
    text=Text("hoort niet bij dit contact", "does not belong to this contact"),
    is_deviation=False,
)
"""For elements that are asked at every contact, yet planned for some: "not practised today" is then no deviation."""

USUAL_REASONS = (
    Reason(key="no_time", text=Text("te weinig tijd", "too little time")),
    Reason(key="crisis", text=Text("er speelde iets dat voorging", "something else had to come first")),
    Reason(key="no_interpreter", text=Text("er was geen tolk", "there was no interpreter")),
    Reason(key="parent_declined", text=Text("de ouder wilde dit nu niet", "the parent did not want this now")),
    Reason(key="child_absent", text=Text("het kind was er niet", "the child was not there")),
    Reason(key="material_missing", text=Text("het materiaal was er niet", "the material was not there")),
    Reason(key="leader_ill", text=Text("een begeleider was ziek", "a leader was ill")),
)

USUAL_FOLLOW_UPS = (
    Choice("next_contact", Text("volgende keer doen", "do it at the next contact")),
    Choice("call_this_week", Text("deze week bellen", "call this week")),
    Choice("catch_up", Text("apart inhalen", "catch up separately")),
    Choice("send_material", Text("materiaal nasturen", "send the material")),
    Choice("ask_supervisor", Text("bespreken met de trainer of supervisor", "discuss with the trainer or supervisor")),
    Choice(
        "nothing_needed", Text("er is niets nodig, en dat is besproken", "nothing is needed, and that was discussed")
    ),
)

HANDED_OVER = (
    Choice("lent", Text("uitgeleend", "lent")),
    Choice("given", Text("gegeven", "given")),
    Choice("used_only", Text("alleen gebruikt", "only used")),
)
