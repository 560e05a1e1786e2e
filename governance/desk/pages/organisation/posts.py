"""The posts of a district in the cases that papers ask for: suggested, and corrected where the suggestion is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.page import Page
from governance.desk.pages.organisation.act_page import ActPage
from governance.desk.pages.organisation.case_fields import CASES, case_field
from governance.desk.pages.organisation.forms import ActForm
from governance.desk.pages.organisation.settings import district_of
from governance.desk.pages.organisation.setup import SET_UP
from governance.documents.language.cases import in_case
from governance.documents.settings.posts import LONGEST_FORM, POST_FORMS, correct_post, declined
from governance.roles.appointment import Appointment
from governance.roles.unit import Unit

TITLE = gettext_lazy("Posts in cases")


@dataclass
class PostLine:
    """A post with its cases, as papers take them today."""

    post: str
    forms: list[str]
    is_corrected: bool
    href: str


@dataclass(kw_only=True)
class PostsPage(Page):
    """The context of templates/governance/organisation/posts.html."""

    lines: list[PostLine]


def posts_of(district: Unit) -> list[str]:
    """How papers call the posts held today, and those that were corrected."""
    held = Appointment.objects.in_force().filter(Q(unit=district) | Q(unit__district=district))
    posts = {appointment.capacity for appointment in held}
    return sorted({*posts, *POST_FORMS.on(district.pk)}, key=str.casefold)


@signed_in
def posts_page(request: SignedInRequest) -> HttpResponse:
    district = district_of(request)
    corrected = POST_FORMS.on(district.pk)
    page = PostsPage(
        title=TITLE,
        section=SET_UP.name,
        crumbs=[SET_UP.crumb],
        lines=[
            PostLine(
                post,
                [declined(post, case, district.pk) for case in CASES],
                post in corrected,
                f"{reverse('post')}?{urlencode({'post': post})}",
            )
            for post in posts_of(district)
        ],
    )
    return page.response(request, "governance/organisation/posts.html")


class PostForm(ActForm):
    """The cases of one post; one that is left empty is suggested again."""

    genitive = case_field(gettext_lazy("In the genitive"), gettext_lazy("Of whom? «In the person of …»"))
    dative = case_field(gettext_lazy("In the dative"), gettext_lazy("To whom? «To announce thanks to …»"))
    accusative = case_field(gettext_lazy("In the accusative"), gettext_lazy("Whom? «To appoint …»"))
    instrumental = case_field(gettext_lazy("In the instrumental"), gettext_lazy("By whom? «Signed by …»"))
    prepositional = case_field(gettext_lazy("In the prepositional"), gettext_lazy("About whom? «About …»"))

    field_order = (*CASES, "since", "basis")

    def __init__(self, data: QueryDict | None, post: str, district: int) -> None:
        super().__init__(data, initial={case.value: declined(post, case, district) for case in CASES})
        self.post = post

    @property
    def corrected(self) -> dict[str, str]:
        """The forms that differ from what is suggested."""
        typed = {case: " ".join(self.cleaned_data[case.value].split()) for case in CASES}
        return {case.value: form for case, form in typed.items() if form and form != in_case(self.post, case)}


class PostPage(ActPage):
    """One post; the address names it, for posts are words and no rows."""

    title = gettext_lazy("Post in cases")
    section = SET_UP

    form: PostForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.district = district_of(request)
        self.post = request.GET.get("post", "").strip()
        if not 0 < len(self.post) <= LONGEST_FORM:
            raise Http404
        self.form = PostForm(self.data, self.post, self.district.pk)

    def change(self) -> HttpResponse:
        act = {"by": self.request.user, **self.form.act}
        correct_post(self.district, self.post, self.form.corrected, **act)
        return self.done(_("The changes have been kept."))

    def get_lead(self) -> str:
        return self.post

    def get_crumbs(self) -> Sequence[Crumb]:
        return [SET_UP.crumb, Crumb(str(TITLE), reverse("posts"))]

    def get_cancel(self) -> str:
        return reverse("posts")
