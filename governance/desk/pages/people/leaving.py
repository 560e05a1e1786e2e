"""Leaving a post: for a term, with somebody who stands in, or for good, with whoever takes over what waits for it."""

from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Crumb
from governance.desk.pages.organisation.act_page import ActPage
from governance.desk.pages.people.forms import AwayForm, EndForm
from governance.desk.pages.people.scope import PersonFormPage, people_of, scope
from governance.desk.pages.profile import PROFILE
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.flows.engine.handing_over import hand_over, tasks_left
from governance.roles.acts.appointing import appoint, dismiss, leads, posts_to_stand_in_for, stand_in_for
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import UnitKind


class EndPage(PersonFormPage):
    """What waits for the holder of a post, and who takes it over with the post."""

    title = gettext_lazy("End the appointment")
    submit = gettext_lazy("Dismiss")
    template = "governance/appointment_end.html"
    shows = ("left",)

    person: Person
    form: EndForm

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        held = Appointment.objects.select_related("person", "unit__district", "seat")
        self.post = get_object_or_404(held.filter(unit__in=scope(request)), pk=pk)
        self.person = self.post.person
        self.form = EndForm(self.data, self.post)
        self.left = [] if self.post.is_acting else tasks_left(self.post)

    def change(self) -> HttpResponse:
        given, by = self.form.cleaned_data, self.request.user
        basis, until, successor = given["basis"], given["until"], given.get("successor")
        dismiss(self.post, by=by, basis=basis, until=until)
        if successor is None:
            return self.done(_("%(who)s: the appointment ends.") % {"who": self.person.name})
        appoint(
            successor,
            Role(self.post.role),
            self.post.unit,
            by=by,
            basis=basis,
            since=until + timedelta(days=1),
            seat=self.post.seat,
            title=self.post.title,
        )
        hand_over(self.left, successor)
        return self.done(
            _("%(who)s: the appointment ends; %(successor)s takes over from %(day)s.")
            % {
                "who": self.person.name,
                "successor": successor.name,
                "day": f"{until + timedelta(days=1):%d.%m.%Y}",
            }
        )

    def get_lead(self) -> str:
        return f"{self.person.full_name}, {self.post.capacity} ({self.post.unit})"


class AwayPage(ActPage):
    """Who stands in for somebody in all their posts at once; `holder`: for whom."""

    submit = gettext_lazy("Name the stand-in")
    title = gettext_lazy("Stand-in for a term")

    form: AwayForm
    holder: Person

    def about(self, holder: Person) -> None:
        self.holder = holder
        posts = posts_to_stand_in_for(holder)
        units = [post.unit_id for post in posts]
        self.form = AwayForm(self.data, self.people(posts), posts, self.orders(units))

    def people(self, posts: QuerySet[Appointment]) -> QuerySet[Person]:
        """Those who may stand in: anybody else of the district."""
        others = Person.objects.filter(district_id=self.holder.district_id, is_active=True)
        return others.exclude(pk=self.holder.pk)

    def orders(self, units: list[int]) -> QuerySet[Document]:
        """The orders in force of the schools where the posts are, as far as this person may see them."""
        visible = Document.objects.visible_to(self.request.user, self.request.pairs)
        in_force = KINDS["order"].states_in(Phase.IN_FORCE)
        return visible.filter(kind="order", state__in=in_force, unit__in=units).order_by(
            "-registered_on", "-pk"
        )

    def change(self) -> HttpResponse:
        given = self.form.cleaned_data
        posts, person = given["posts"], given["person"]
        named = stand_in_for(
            posts,
            person,
            by=self.request.user,
            basis=given["basis"],
            since=given["since"],
            until=given["until"],
        )
        said = ngettext(
            "%(who)s stands in until %(day)s, in %(n)d post.",
            "%(who)s stands in until %(day)s, in %(n)d posts.",
            len(named),
        )
        return self.done(said % {"who": person.name, "day": f"{given['until']:%d.%m.%Y}", "n": len(named)})


class OwnAwayPage(AwayPage):
    """A head names their own stand-in."""

    section = PROFILE
    lead = gettext_lazy(
        "Whoever stands in acts in your posts for the term, by the order; you act in them as well."
    )

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        if not leads(request.user):
            raise Http404
        self.about(request.user)

    def people(self, posts: QuerySet[Appointment]) -> QuerySet[Person]:
        """Whoever acts for outside bodies alone sees nobody of the district, only those who hold a post there too."""
        everybody = super().people(posts)
        units = {post.unit for post in posts}
        if any(unit.kind != UnitKind.OUTSIDE for unit in units):
            return everybody
        return everybody.filter(pk__in=Appointment.objects.in_force().filter(unit__in=units).values("person"))

    def get_cancel(self) -> str:
        return reverse("profile")


class PersonAwayPage(AwayPage, PersonFormPage):
    """An administrator names the stand-in of somebody else."""

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        super().__init__(request)
        self.person = get_object_or_404(people_of(scope(request)), pk=pk)
        self.about(self.person)

    def get_crumbs(self) -> list[Crumb]:
        return PersonFormPage.get_crumbs(self)
