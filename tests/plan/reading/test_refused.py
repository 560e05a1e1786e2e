"""Files that hold no plan are refused in a sentence."""

import openpyxl
import pytest

from governance.documents.kinds.plan.tables import UnreadablePlan
from tests.plan.conftest import saved
from tests.plan.reading.conftest import codes, numbers_and_texts, read_text, refusal, rewritten


@pytest.mark.parametrize("data", [b"", b" \r\n\t"])
def test_empty_file_is_refused(data):
    assert refusal(data, "plan.txt") == "The file is empty. Choose the file that holds the plan."


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 ...", "plan.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "plan.doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "plan.docx"),
        (b"{\\rtf1 ...}", "plan.rtf"),
    ],
)
def test_other_formats_are_to_be_saved_as_docx(data, name):
    assert "save it as .docx without a password" in refusal(data, name)


def test_unknown_ending_is_to_be_saved_as_docx(plan_txt):
    assert refusal(plan_txt, "plan.odt") == (
        "A plan is imported from .txt, .docx or .xlsx. Open “plan.odt” and save it as .docx or .xlsx."
    )


def test_content_is_judged_and_not_the_name(plan_txt, plan_docx, plan_xlsx):
    for data, name in (
        (plan_txt, "plan.docx"),
        (plan_docx, "plan.xlsx"),
        (plan_xlsx, "plan.txt"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "plan.txt"),
        (rewritten(b"PK\x05\x06" + bytes(18), note=lambda _: b"hello"), "plan.docx"),
    ):
        assert "is damaged, or is not a" in refusal(data, name)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_cut_file_is_refused_in_one_sentence(plan_docx, plan_xlsx, kept):
    for data, name in ((plan_docx, "plan.docx"), (plan_xlsx, "plan.xlsx")):
        assert "is damaged" in refusal(data[: int(len(data) * kept)], name)


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "[Content_Types].xml"])
def test_broken_part_is_refused_in_one_sentence(plan_docx, part):
    assert "is damaged" in refusal(rewritten(plan_docx, **{part: lambda xml: xml[:50]}), "plan.docx")


def test_missing_column_is_refused_naming_those_found_and_those_expected():
    with pytest.raises(UnreadablePlan) as refused:
        read_text("1.\tСбор\n", header="№\tМероприятия\n")
    assert str(refused.value) == (
        "The table has the columns “№; Мероприятия”, and a plan needs "
        "“No.”, “Activity”, “Term”, “Executors”. Name the columns so and import again."
    )


def test_file_without_a_table_is_refused():
    assert "holds no table" in refusal("План работы на 2011-2012 учебный год".encode(), "plan.txt")


@pytest.mark.parametrize(("count", "doubted"), [(1000, []), (1001, None), (10_000, None)])
def test_plan_has_at_most_a_thousand_rows(count, doubted):
    rows = "А\t\t\t\n" + "".join(f"{n + 1}.\tСбор\tмай\tСовет\n" for n in range(count))
    if doubted is None:
        with pytest.raises(UnreadablePlan, match="at most 1000 "):
            read_text(rows)
    else:
        assert codes(read_text(rows)) == doubted


@pytest.mark.parametrize("length", [10_000, 10_001, 1_000_000])
def test_field_has_at_most_ten_thousand_characters(length):
    rows = f"А\t\t\t\n1.\t{'я' * length}\tмай\tСовет\n"
    if length > 10_000:
        with pytest.raises(UnreadablePlan, match="at most 10000 fit"):
            read_text(rows)
    else:
        assert numbers_and_texts(read_text(rows)) == {"А": [("1", "я" * length)]}


def test_rows_joined_beyond_the_limit_of_a_field_are_refused():
    with pytest.raises(UnreadablePlan, match="at most 10000 fit"):
        read_text(f"А\t\t\t\n1.\t{'я' * 9_000}\tмай\tСовет\n\t{'ю' * 9_000}\t\t\n")


def test_file_over_the_limit_is_refused(settings):
    assert "larger than 20 MB" in refusal(bytes(settings.UPLOAD_LIMIT_BYTES) + b"x", "plan.txt")


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_archive_that_unpacks_without_end_is_refused_unopened(plan_docx, plan_xlsx, name):
    data = plan_docx if name == "plan.docx" else plan_xlsx
    bomb = rewritten(data, bomb=lambda _: bytes(65 * 2**20))
    assert "unpacks to more than 64 MB" in refusal(bomb, name)


@pytest.mark.parametrize("address", ["XFD1", "A1048576", "ZZ9999"])
def test_stray_cell_far_from_the_table_is_refused_before_it_fills_the_memory(address):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "№"
    workbook.active[address] = "x"
    assert "beyond row 9999 or column AZ" in refusal(saved(workbook), "plan.xlsx")
