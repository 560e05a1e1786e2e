"""What papers of an admission do to each other."""

from django.utils.translation import gettext_lazy as _

from governance.documents.record.effects import Effect

# To the applications: a rating list, a list of enrolment, an appeal, the withdrawal of a consent.
TAKE_OUTCOME = Effect("take_outcome", _("gives its outcome"), _("gives it its outcome"), to_many=True)
ENROL = Effect("enrol", _("enrols"), _("enrols by it"), to_many=True)
EXCLUDE = Effect("exclude", _("excludes"), _("excludes it"), to_many=True)
# To the list of those enrolled, by an application whose place was given up.
GIVE_UP = Effect("give_up", _("gives up a place of"), _("gave up a place of it"))
CORRECT = Effect("correct", _("corrects the points of"), _("corrects its points"))
LAPSE = Effect("lapse", _("ends the processing of"), _("ends it with the consent"))

# To an appeal, by the protocol of its commission.
UPHOLD = Effect(
    "uphold",
    _("upholds"),
    _("upholds it"),
    heading="О рассмотрении",
    motion="за удовлетворение",
    verb="удовлетворить",
)
DISMISS = Effect("dismiss", _("dismisses"), _("dismisses it"), verb="отклонить")
