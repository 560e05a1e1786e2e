"""Who may see a paper, asked from the paper and from the person, is the same for everybody and everything."""

import pytest

from governance.documents.record.document import Document
from governance.documents.record.readers import readers_of
from governance.roles.person import Person


@pytest.mark.any_database
def test_the_readers_of_each_paper_are_those_who_see_it(demo: None) -> None:
    papers = list(Document.objects.order_by("pk"))
    seen: dict[int, set[int]] = {paper.pk: set() for paper in papers}
    for person in Person.objects.filter(is_active=True):
        for key in Document.objects.visible_to(person).values_list("pk", flat=True):
            seen[key].add(person.pk)
    assert {paper.pk: {person.pk for person in readers_of(paper)} for paper in papers} == seen
    assert any(paper.model.confidential for paper in papers)
    assert any(paper.state == "draft" for paper in papers)
