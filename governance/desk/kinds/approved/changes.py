"""Writing the changes of a plan or a regulation: its text as it reads now, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Crumb, Words
from governance.desk.base.fields import day_field, text_field
from governance.desk.papers.forms import Facts, FactsForm, SeenForm
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.write import WritePage
from governance.documents.approval.amendable import part_named, standing_parts
from governance.documents.approval.amendments import Action, Change, Group, Part
from governance.documents.approval.changes_read import LONGEST_TEXT
from governance.documents.kinds.approved.changes import PaperChanges
from governance.documents.kinds.approved.changes_kinds import CHANGES_KINDS
from governance.documents.kinds.approved.text import MAX_LINE
from governance.documents.record.document import Document

# In an address: the end of a section, where no part stands before what is added.
END = "end"


class ChangesHeadForm(FactsForm[PaperChanges]):
    """From which day the changes act, and who worked them out."""

    begins = day_field(
        gettext_lazy("The changes act from"),
        required=False,
        help_text=gettext_lazy("If empty: from the day on which they are approved."),
    )
    author = text_field(gettext_lazy("Worked out by"), MAX_LINE, required=False)

    def prepare(self) -> None:
        self.initial.update(begins=self.document.acts_from, author=self.document.author_text)


@dataclass(frozen=True)
class ShownPart:
    """A part of the text that is changed, with what is done to it; `href` leads to the page of that."""

    part: Part
    href: str
    add_href: str
    change: Change | None = None
    added: bool = False

    @property
    def words(self) -> list[str]:
        return [value for value in self.part.words.values() if value]

    @property
    def new_words(self) -> list[str]:
        return [value for value in self.change["words"].values() if value] if self.change is not None else []

    @property
    def taken_out(self) -> bool:
        return self.change is not None and self.change["action"] == Action.EXCLUDE


@dataclass(frozen=True)
class ShownGroup:
    group: Group
    parts: list[ShownPart]
    add_href: str


class ChangesPage(WritePage[PaperChanges]):
    """The whole text as it reads now, with what the paper changes in it; every part has a page of its own."""

    move = "write_changes"
    template = "governance/approved/changes.html"
    label = gettext_lazy("Write the changes")
    address, name = "papers/<key:pk>/changes/", "changes_edit"

    @property
    def groups(self) -> Iterator[ShownGroup]:
        changes = {change["part"]: change for change in self.document.changes}
        for group in self.document.amended.edition_groups():
            added = [
                change
                for change in self.document.changes
                if change["action"] == Action.ADD and change["group"] == group.key
            ]
            parts: list[ShownPart] = []
            for part in group.standing:
                parts.append(self._shown(group, part, changes.get(part.key)))
                parts += [self._added(group, change) for change in added if change["after"] == part.key]
            parts += [self._added(group, change) for change in added if not change["after"]]
            yield ShownGroup(group, parts, self._address("changes_add", group.key, END))

    @property
    def stale(self) -> Iterator[tuple[str, str]]:
        """Changes of parts that read in this way no longer: what they are called, and where they are taken out."""
        standing = standing_parts(self.document.amended.edition_groups())
        for change in self.document.changes:
            if change["action"] != Action.ADD and change["part"] not in standing:
                yield (
                    part_named(self.document.amended, change["number"]),
                    self._address("changes_part", change["part"]),
                )

    def _shown(self, group: Group, part: Part, change: Change | None) -> ShownPart:
        href = "" if part.fixed else self._address("changes_part", part.key)
        return ShownPart(part, href, self._address("changes_add", group.key, part.key), change)

    def _added(self, group: Group, change: Change) -> ShownPart:
        part = Part(change["part"], change["number"], change["words"])
        return ShownPart(part, self._address("changes_part", part.key), "", change, added=True)

    def _address(self, name: str, *keys: str) -> str:
        return reverse(name, args=[self.document.pk, *keys])

    def send(self) -> HttpResponse | None:
        return redirect("changes_edit", pk=self.document.pk)

    def get_crumbs(self) -> list[Crumb]:
        return crumbs_of(self.document)


class PartPage(ChangesPage):
    """One part: other words for it, or its end; of one that is added, its words."""

    template = "governance/approved/change.html"
    name = "changes_part"
    submit = gettext_lazy("Save")

    part_of_text: Part | None
    change: Change | None

    def prepare(self) -> None:
        key = str(self.part["part"])
        self.change = next((change for change in self.document.changes if change["part"] == key), None)
        found = standing_parts(self.document.amended.edition_groups()).get(key)
        self.key = key
        if found is not None:
            self.section_title, self.part_of_text = found[0].title, found[1]
        elif self.change is not None:
            self.section_title, self.part_of_text = self.change["section"], None
        else:
            raise Http404

    @property
    def is_added(self) -> bool:
        return self.change is not None and self.change["action"] == Action.ADD

    @property
    def does(self) -> str:
        """Which button was pressed: save the words, take the part out, leave the text as it is."""
        return self.request.POST.get("do", "save")

    def get_form(self) -> SeenForm:
        form = super().get_form()
        first = next(iter(self.document.amended.part_words))
        for name, label in self.document.amended.part_words.items():
            form.fields[name] = text_field(
                label,
                LONGEST_TEXT,
                lines=4 if name == first else 2,
                missing=gettext_lazy("Write the new words."),
                required=name == first and self.does not in ("exclude", "leave"),
                printed=True,
            )
            form.initial[name] = self._words().get(name, "")
        return form

    def _words(self) -> Mapping[str, str]:
        if self.change is not None and self.change["words"]:
            return dict(self.change["words"])
        return self.part_of_text.words if self.part_of_text is not None else {}

    def entry(self) -> Facts | None:
        """The change that was asked for; None to leave the text as it is."""
        if self.does == "leave":
            return None
        words = {name: self.form.cleaned_data[name] for name in self.document.amended.part_words}
        if self.is_added:
            assert self.change is not None
            return {**self.change, "words": words}
        action = Action.EXCLUDE if self.does == "exclude" else Action.REWORD
        return {"action": action, "part": self.key, "words": words}

    def facts(self) -> Facts:
        kept = [change for change in self.document.changes if change["part"] != self.key]
        entry = self.entry()
        return {"changes": [*kept, entry] if entry is not None else kept}

    def send(self) -> HttpResponse | None:
        return WritePage.send(self)

    def saved(self, paper: Document) -> HttpResponse:
        return redirect(f"{self.get_cancel()}#part-{self.key or self.anchor}")

    @property
    def anchor(self) -> str:
        """Where in the text the eye goes after an addition."""
        return ""

    def get_lead(self) -> Words:
        return self.section_title

    def get_title(self) -> Words:
        number = self.change["number"] if self.change is not None else ""
        if self.part_of_text is not None:
            number = self.part_of_text.number
        return part_named(self.document.amended, number)

    def get_cancel(self) -> str:
        return reverse("changes_edit", args=[self.document.pk])

    def get_crumbs(self) -> list[Crumb]:
        return [*crumbs_of(self.document), Crumb(_("Changes"), self.get_cancel())]


class AddPage(PartPage):
    """A new part, behind another one or at the end of a section."""

    name = "changes_add"
    submit = gettext_lazy("Add")

    def prepare(self) -> None:
        self.part_of_text = self.change = None
        self.key = ""
        group = next(
            (one for one in self.document.amended.edition_groups() if one.key == str(self.part["group"])),
            None,
        )
        if group is None:
            raise Http404
        self.group, self.section_title = group, group.title
        self.behind = next((part for part in group.standing if part.key == str(self.part["after"])), None)

    @property
    def anchor(self) -> str:
        return self.behind.key if self.behind is not None else f"end-{self.group.key}"

    def entry(self) -> Facts:
        words = {name: self.form.cleaned_data[name] for name in self.document.amended.part_words}
        after = self.behind.key if self.behind is not None else ""
        return {"action": Action.ADD, "group": self.group.key, "after": after, "words": words}

    def get_title(self) -> Words:
        if self.behind is not None:
            return _("Add behind %(number)s") % {"number": self.behind.number}
        return _("Add at the end of «%(section)s»") % {"section": self.group.title or self.group.number}


KINDS = [kind.kind_name for kind in CHANGES_KINDS]
ADDRESSES = [
    path("papers/<key:pk>/changes/<slug:part>/", PartPage.view(KINDS), name="changes_part"),
    path("papers/<key:pk>/changes/<slug:group>/add/<slug:after>/", AddPage.view(KINDS), name="changes_add"),
]
