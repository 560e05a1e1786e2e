"""Played in a copy of the project to which the sample kind was added: from «begin» to the numbered PDF."""

from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.scenarios.luza import Luza
from tests.desk.conftest import Desk


@pytest.mark.django_db
def test_a_memo_is_begun_written_signed_and_printed_with_its_number(luza: Luza, desk: Desk) -> None:
    call_command("check")
    clerk, director = desk("clerk"), desk("director")
    head = luza.people["director"]
    head.set_password("school-district-2011")
    head.save()
    director.force_login(head)
    offered = clerk.get(reverse("documents")).context["board"].begins
    (begin,) = [link.href for link in offered if "memo" in link.href]
    assert director.get(begin).status_code == 404
    asked = clerk.post(begin, {"title": " "})
    assert (asked.status_code, Document.objects.count()) == (422, 0)
    page = clerk.post(begin, {"title": "О ремонте крыльца"}, follow=True)
    memo = Document.objects.get(kind="memo")
    sent = {"text": "Прошу отремонтировать крыльцо.", "seen": memo.revision, "do": "save"}
    assert clerk.post(page.request["PATH_INFO"], sent).url == reverse("paper", args=[memo.pk])
    do = reverse("paper_do", args=[memo.pk])
    refused = clerk.post(do, {"move": "sign", "seen": 2})
    assert refused.status_code == 422
    director.post(do, {"move": "sign", "seen": 2, "password": "school-district-2011"})
    assert Document.objects.get(pk=memo.pk).number == "1-СЗ"
    shown = director.get(reverse("paper", args=[memo.pk]))
    assert f'href="{reverse("memo_list")}"' in shown.content.decode()
    assert "№ 1-СЗ" in shown.content.decode()
    assert b"".join(director.get(reverse("paper_pdf", args=[memo.pk]))).startswith(b"%PDF-")
    assert list(verify()) == []
    listed = director.get("/papers/of/memo/?state=signed").context["board"]
    [row] = listed.rows
    assert [(cell.state.word if cell.state else cell.text) for cell in row.cells] == [
        "1-СЗ",
        "12.09.2011",
        "Memo: signed",
        "Прошу отремонтировать крыльцо.",
    ]
    assert [(chip.label, chip.count) for chip in listed.chips] == [("All", 1), ("Memo: signed", 1)]
    assert desk("head_kulikovo").get("/papers/of/memo/").context["board"].counts == {}
    file = director.get(listed.export)
    sheet = load_workbook(BytesIO(file.content)).active
    assert [cell.value for cell in sheet[2]][-1] == "Прошу отремонтировать крыльцо."
