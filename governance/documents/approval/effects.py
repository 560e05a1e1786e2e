"""What papers do to each other on the ways that kinds share: a meeting, a decision, an order."""

from django.utils.translation import gettext_lazy as _

from governance.documents.record.effects import Effect

# A meeting, and its protocol.
TAKE_UP = Effect("take_up", _("takes up for decision"), _("has it on the agenda"))
RELEASE = Effect("release", _("leaves undecided"), _("left it undecided"))
PROTOCOL_OF = Effect("protocol_of", _("protocol of"), _("its protocol"), ordered=False)

# What a body decides, and the order that follows.
AGREE = Effect(
    "agree",
    _("agrees"),
    _("agrees to it"),
    heading="О согласовании",
    motion="за согласование",
    verb="согласовать",
    refusal="не согласовывать",
)
SEND_BACK = Effect("send_back", _("sends back"), _("sends it back"), verb="вернуть на доработку")
PUT_UP = Effect("put_up", _("puts up for approval"), _("puts it up for approval"))
APPROVE = Effect(
    "approve",
    _("approves"),
    _("approves it"),
    heading="Об утверждении",
    motion="за утверждение",
    verb="утвердить",
    refusal="не утверждать",
)
SUPPORT = Effect(
    "support",
    _("supports"),
    _("supports it"),
    to_many=True,
    heading="О поддержке",
    motion="за поддержку",
    verb="поддержать",
)
DECLINE = Effect("decline", _("declines"), _("declines it"), verb="отклонить")

# What an advisory vote says of a paper that somebody else decides.
RECOMMEND = Effect("recommend", _("recommends"), _("recommended by"), ordered=False)
ADVISE_AGAINST = Effect("advise_against", _("advises against"), _("advised against by"), ordered=False)

# Other words from a day on: an order changed by an order, a contract by an additional agreement.
AMEND = Effect("amend", _("amends"), _("changes it"))
# The paper on changes has lost its force: what it changed reads as before.
UNDO_CHANGES = Effect("undo_changes", _("no longer changes"), _("changes it no longer"))
# To a list that an order has approved, by the order that changes that one; and if it is not issued after all.
CHANGE_LIST = Effect("change_list", _("changes the list"), _("changes it"))
DROP_CHANGE = Effect("drop_change", _("leaves the list as it is"), _("left it as it is"))

# The paper that an order approves was changed before the signature: the order gets the words that follow.
WORD_ANEW = Effect("word_anew", _("gives other words to"), _("gave it other words"), to_many=True)

# The chair lets the decision on it wait.
SUSPEND = Effect(
    "suspend", _("lets the decision wait on"), _("the decision on it is suspended:"), ordered=False
)

# The opinion of the employees' body on a local act; and that it is not needed any more.
CONSIDER = Effect("consider", _("lets it go on to the order"), _("its opinion was considered"))
DROP_OPINION = Effect("drop_opinion", _("asks no more"), _("is asked no more by"))

# The end of its force: from the beginning («отменить»), or from a day on («признать утратившим силу»).
ANNUL = Effect("annul", _("annuls"), _("annuls it"))
REPEAL = Effect("repeal", _("repeals"), _("takes its force away"))
# What an annulled order has ended or changed stands again.
RESTORE = Effect("restore", _("restores"), _("puts it in force again"))

# A point of a decision that an order charges people with: followed there, done with it, back if it loses its force.
TAKE_OVER = Effect("take_over", _("carries out points of"), _("carries out its points:"), to_many=True)
FULFIL = Effect("fulfil", _("has carried out a point of"), _("carried out a point by"), to_many=True)
HAND_BACK = Effect("hand_back", _("gives points back to"), _("gave points back"), to_many=True)
