"""The verbs: the only writer of an article's state and of editions.

Each is one transaction with the article's row locked; permission and state are checked inside it,
one Event is written. Called twice, it acts once and returns the Event of the first time. A verb
that can't be done raises `Refused` with a sentence for editors.
"""

from articles.workflow.adding import add_picture, said_by
from articles.workflow.attending import attend, leave, take_over
from articles.workflow.bringing import Brought, bring_in_all, bring_in_version
from articles.workflow.checking import check_claims, reopen_claim
from articles.workflow.embargoes import lift_embargo, set_embargo
from articles.workflow.feeding import close_feed, feed_of, renew_feed
from articles.workflow.keeping import (
    OpenForm,
    close_form,
    discard,
    forget,
    keep,
    keep_again,
    saved_as,
)
from articles.workflow.noting import (
    answer_note,
    mentioned,
    reopen_note,
    resolve_note,
    take_back_note,
    write_note,
)
from articles.workflow.partnering import (
    close_partner,
    make_partner,
    partner_of,
    renew_token,
)
from articles.workflow.periods import KEEP, cancel, reschedule, set_end
from articles.workflow.placing import (
    Rearranged,
    Wish,
    arrange,
    end_placement,
    move_placement,
    place,
)
from articles.workflow.planning import (
    assign,
    begin,
    change_assignment,
    drop,
    give_back,
    resume,
    take,
)
from articles.workflow.preparing import prepare_later
from articles.workflow.publishing import bring_in, clarify, correct, publish, update, withdraw
from articles.workflow.refusals import Refused, Stale
from articles.workflow.replacing import replace_picture, restore_picture
from articles.workflow.reviewing import revive, send_back, spike, submit
from articles.workflow.saving import create, restore, save_copy, work_from
from articles.workflow.sharing import (
    is_open,
    maker_sees,
    note_opening,
    revoke_share,
    share,
    share_of,
    withdrawn_at,
)
from articles.workflow.standing import VERBS, Standing, moment, reasons, told, why_not
from articles.workflow.telling import refuse_mail, tell, tell_again, want_mail

__all__ = [
    "KEEP",
    "VERBS",
    "Brought",
    "OpenForm",
    "Rearranged",
    "Refused",
    "Stale",
    "Standing",
    "Wish",
    "add_picture",
    "answer_note",
    "arrange",
    "assign",
    "attend",
    "begin",
    "bring_in",
    "bring_in_all",
    "bring_in_version",
    "cancel",
    "change_assignment",
    "check_claims",
    "clarify",
    "close_feed",
    "close_form",
    "close_partner",
    "correct",
    "create",
    "discard",
    "drop",
    "end_placement",
    "feed_of",
    "forget",
    "give_back",
    "is_open",
    "keep",
    "keep_again",
    "leave",
    "lift_embargo",
    "make_partner",
    "maker_sees",
    "mentioned",
    "moment",
    "move_placement",
    "note_opening",
    "partner_of",
    "place",
    "prepare_later",
    "publish",
    "reasons",
    "refuse_mail",
    "renew_feed",
    "renew_token",
    "reopen_claim",
    "reopen_note",
    "replace_picture",
    "reschedule",
    "resolve_note",
    "restore",
    "restore_picture",
    "resume",
    "revive",
    "revoke_share",
    "said_by",
    "save_copy",
    "saved_as",
    "send_back",
    "set_embargo",
    "set_end",
    "share",
    "share_of",
    "spike",
    "submit",
    "take",
    "take_back_note",
    "take_over",
    "tell",
    "tell_again",
    "told",
    "update",
    "want_mail",
    "why_not",
    "withdraw",
    "withdrawn_at",
    "work_from",
    "write_note",
]
