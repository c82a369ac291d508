"""The verbs: the only writer of an article's state and of editions.

Each is one transaction with the article's row locked; permission and state are checked inside it,
one Event is written. Called twice, it acts once and returns the Event of the first time. A verb
that can't be done raises `Refused` with a sentence for editors.
"""

from articles.workflow.embargoes import lift_embargo, set_embargo
from articles.workflow.periods import KEEP, cancel, reschedule, set_end
from articles.workflow.publishing import bring_in, clarify, correct, publish, update, withdraw
from articles.workflow.refusals import Refused, Stale
from articles.workflow.reviewing import revive, send_back, spike, submit
from articles.workflow.saving import create, save_copy, work_from
from articles.workflow.standing import VERBS, Standing, reasons, told, why_not

__all__ = [
    "KEEP",
    "VERBS",
    "Refused",
    "Stale",
    "Standing",
    "bring_in",
    "cancel",
    "clarify",
    "correct",
    "create",
    "lift_embargo",
    "publish",
    "reasons",
    "reschedule",
    "revive",
    "save_copy",
    "send_back",
    "set_embargo",
    "set_end",
    "spike",
    "submit",
    "told",
    "update",
    "why_not",
    "withdraw",
    "work_from",
]
