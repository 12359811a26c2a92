"""What holds for children, carers and files, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from somlos.foundation.access.rules import Protection
from somlos.foundation.people.rules import (
    Age,
    CarerKind,
    Decides,
    Details,
    NewCarer,
    Ready,
    Stage,
    WhyNot,
    age_on,
    may_decide,
    missing,
    why_not_care,
    why_not_register,
)
from somlos.foundation.people.rules.children import merged, same_details
from somlos.foundation.people.rules.files import LARGEST, MOST_LINES, Encoding, Fault, read_list
from somlos.foundation.people.rules.lists import why_not_make_list
from somlos.foundation.people.tests.children import BORN, number

TODAY = date(2026, 3, 2)
DETAILS = st.builds(
    Details,
    name=st.sampled_from(["", "Ella Berg", "Aksel Lie"]),
    called=st.sampled_from(["", "Ella"]),
    birth_date=st.sampled_from([None, BORN]),
    expected_on=st.none(),
    language=st.sampled_from(["", "nb", "prs"]),
    interpreter_needed=st.booleans(),
    protection=st.sampled_from(Protection),
)


# Age


@pytest.mark.parametrize(
    ("born", "expected", "age"),
    [
        (date(2020, 12, 1), None, Age(Stage.YEARS, 5)),
        (date(2024, 3, 3), None, Age(Stage.MONTHS, 23)),
        (date(2024, 3, 2), None, Age(Stage.YEARS, 2)),
        (date(2026, 2, 20), None, Age(Stage.MONTHS, 0)),
        (date(2026, 3, 5), None, Age(Stage.MONTHS, 0)),
        (None, date(2026, 6, 1), Age(Stage.UNBORN)),
        (None, None, Age(Stage.UNKNOWN)),
    ],
)
def test_an_age_is_said_in_months_until_two_and_then_in_years(born, expected, age):
    assert age_on(TODAY, birth_date=born, expected_on=expected) == age


# Children


@pytest.mark.parametrize(
    ("details", "why"),
    [
        (Details(name="Ella"), None),
        (Details(anonymous_key="den blå lua"), None),
        (Details(), WhyNot.NO_NAME),
        (Details(name="x" * 121), WhyNot.TOO_LONG),
        (Details(name="Ella", called="x" * 121), WhyNot.TOO_LONG),
        (Details(anonymous_key="x" * 41), WhyNot.TOO_LONG),
        (Details(name="Ella", language="klingon"), WhyNot.UNKNOWN_LANGUAGE),
        (Details(name="Ella", birth_date=BORN, expected_on=TODAY), WhyNot.BORN_AND_EXPECTED),
        (Details(name="Ella", birth_date=TODAY + timedelta(days=1)), WhyNot.BORN_IN_THE_FUTURE),
        (Details(name="Ella", birth_date=TODAY), None),
        (Details(name="Ella", birth_date=date(2001, 3, 3)), None),
        (Details(name="Ella", birth_date=date(2001, 3, 2)), WhyNot.TOO_OLD),
        (Details(name="Ella", expected_on=date(2027, 3, 2)), WhyNot.EXPECTED_TOO_FAR_OFF),
        (Details(name="Ella", expected_on=date(2025, 3, 2)), WhyNot.EXPECTED_IN_THE_PAST),
    ],
)
def test_what_cannot_be_written_of_a_child_is_told_why(details, why):
    assert why_not_register(details, national_id=None, today=TODAY) is why


def test_a_number_and_a_birth_date_say_the_same_day():
    other = Details(name="Ella", birth_date=date(2020, 12, 2))

    assert why_not_register(other, national_id=number(BORN), today=TODAY) is WhyNot.BIRTH_DATE_DIFFERS
    assert why_not_register(Details(name="Ella"), national_id=number(BORN), today=TODAY) is None


@given(DETAILS, DETAILS)
def test_what_is_told_adds_to_what_is_known_and_never_lowers_a_protection(known, told):
    both = merged(known, told)

    assert list(Protection).index(both.protection) >= list(Protection).index(known.protection)
    for column in ("name", "called", "language", "birth_date"):
        assert getattr(both, column) == (getattr(told, column) or getattr(known, column))
    assert merged(both, told) == both
    assert same_details(merged(known, known), known)


def test_a_birth_ends_the_waiting():
    assert merged(Details(name="x", expected_on=TODAY), Details(birth_date=TODAY)) == Details(
        name="x", birth_date=TODAY
    )


# Carers


def test_what_each_carer_may_decide():
    drawn = """
                                     consent  daily_life  be_told
    parent_with_responsibility          ✓         ✓          ✓
    parent_without_responsibility       ·         ·          ✓
    foster_parent                       ·         ✓          ✓
    institution                         ·         ✓          ✓
    child_welfare_as_carer              ✓         ✓          ✓
    legal_guardian                      ✓         ·          ✓
    representative                      ✓         ·          ✓
    """
    _, *rows = (line.split() for line in drawn.splitlines() if line.strip())
    table = {kind: {what for what, mark in zip(Decides, marks, strict=True) if mark == "✓"} for kind, *marks in rows}

    assert {kind.value: set(may_decide(kind)) for kind in CarerKind} == table


@pytest.mark.parametrize(
    ("name", "stated_by", "stated_on", "why"),
    [
        ("Mona", "mor", TODAY, None),
        ("", "mor", TODAY, WhyNot.NO_NAME),
        ("x" * 121, "mor", TODAY, WhyNot.TOO_LONG),
        ("Mona", "", TODAY, WhyNot.STATED_BY_NOBODY),
        ("Mona", "mor", TODAY + timedelta(days=1), WhyNot.STATED_IN_THE_FUTURE),
    ],
)
def test_a_carer_is_written_with_who_said_it_and_when(name, stated_by, stated_on, why):
    carer = NewCarer(name, CarerKind.FOSTER_PARENT, stated_by, stated_on)

    assert why_not_care(carer, today=TODAY) is why


# Lists and readiness


@pytest.mark.parametrize(
    ("name", "starts", "ends", "why"),
    [
        ("Blåklokke", TODAY, date(2026, 8, 1), None),
        ("", TODAY, date(2026, 8, 1), WhyNot.NO_NAME),
        ("x" * 81, TODAY, date(2026, 8, 1), WhyNot.TOO_LONG),
        ("Blåklokke", TODAY, TODAY, WhyNot.ENDS_BEFORE_IT_STARTS),
        ("Blåklokke", date(2025, 1, 1), TODAY, WhyNot.LIST_ENDED),
        ("Blåklokke", TODAY, date(2027, 8, 1), WhyNot.TOO_LONG_TIME),
    ],
)
def test_a_list_has_a_name_and_lasts_a_year_at_most(name, starts, ends, why):
    assert why_not_make_list(name, starts=starts, ends=ends, today=TODAY) is why


def test_what_is_missing_is_told_in_the_order_one_decides():
    assert missing({Ready.BASIS_CHOSEN, Ready.DPIA_READ}) == tuple(Ready)[2:]
    assert missing(set(Ready)) == ()


# Files


def read(content, *, real_allowed=False):
    encoded = content.encode() if isinstance(content, str) else content
    return read_list(encoded, stated_by="foreldrene", stated_on=TODAY, real_allowed=real_allowed, today=TODAY)


def faults(content, **options):
    return [(each.line, each.column, each.fault) for each in read(content, **options).wrong]


HEADING = "Navn;Fødselsdato;Foresatt 1;Foresatt 1 foreldreansvar\n"


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_is_read_however_a_spreadsheet_writes_it(mark, encoding, end):
    lines = [
        ["Navn", "Fødselsdato", "Språk", "Tolk"],
        ["Åse Ærø", "05.01.2021", "Dari", "Ja"],
        ["Ella", "2021-01-05", "", ""],
    ]
    content = end.join(mark.join(cells) for cells in lines).encode(encoding)

    found = read(content)

    assert found.wrong == ()
    assert [row.details for row in found.rows] == [
        Details(name="Åse Ærø", birth_date=date(2021, 1, 5), language="prs", interpreter_needed=True),
        Details(name="Ella", birth_date=date(2021, 1, 5)),
    ]
    assert found.encoding is (Encoding.WINDOWS_1252 if encoding == "cp1252" else Encoding.UTF_8)


def test_names_may_stand_in_two_columns_and_quotes_may_hold_a_separator():
    found = read('fornavn,etternavn,født\n"Ella, liten",Berg,05.01.2021\n')

    assert [row.details.name for row in found.rows] == ["Ella, liten Berg"]


def test_a_number_alone_tells_the_birth_date():
    (row,) = read(f"navn;fødselsnummer\nElla;{number(BORN).digits}\n").rows

    assert (row.details.birth_date, row.national_id) == (BORN, number(BORN))


def test_carers_come_with_what_they_are_and_who_said_it():
    heading = "navn;født;foresatt 1;foresatt 1 foreldreansvar;foresatt 1 telefon;foresatt 2;foresatt 2 rolle\n"
    (row,) = read(heading + "Ella;05.01.2021;Mona;ja;00 00 00 01;Finn;Fostermor\n").rows

    assert row.carers == (
        NewCarer("Mona", CarerKind.PARENT_WITH_RESPONSIBILITY, "foreldrene", TODAY, None, "00 00 00 01"),
        NewCarer("Finn", CarerKind.FOSTER_PARENT, "foreldrene", TODAY),
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b";;\n;", Fault.EMPTY),
        (b"\xef\xbb\xbf  \r\n ", Fault.EMPTY),
        (b"x" * (LARGEST + 1), Fault.TOO_LARGE),
        (b"PK\x03\x04rest", Fault.SPREADSHEET),
        ("navn;født".encode("utf-16"), Fault.UNKNOWN_ENCODING),
        (b"navn;f\x81dt\n", Fault.UNKNOWN_ENCODING),
        ("navn;født\nÅse".encode() + b";f\xf8dt\n", Fault.MIXED_ENCODING),
        (b"navn;alder\x00\n", Fault.NOT_TEXT),
        (b'navn;f\xc3\xb8dt\n"Ella;05.01.2021\n', Fault.BROKEN_QUOTES),
        ("navn;født\n" + "Ella;05.01.2021\n" * (MOST_LINES + 1), Fault.TOO_MANY_LINES),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why_and_nothing_else_is(content, fault):
    found = read(content)

    assert [each.fault for each in found.wrong] == [fault]
    assert found.rows == ()


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("navn;født\n", [(1, "", Fault.NO_CHILDREN)]),
        ("navn;alder\nElla;5\n", [(1, "alder", Fault.UNKNOWN_COLUMN), (1, "fødselsdato", Fault.MISSING_COLUMN)]),
        ("født\n05.01.2021\n", [(1, "navn", Fault.MISSING_COLUMN)]),
        ("navn;født;Født\nElla;05.01.2021;05.01.2021\n", [(1, "Født", Fault.COLUMN_TWICE)]),
        ("navn;født;foresatt 2\nElla;05.01.2021;Mona\n", [(1, "foresatt 2 foreldreansvar", Fault.MISSING_COLUMN)]),
        ("navn;født;foresatt 7\nElla;05.01.2021;Mona\n", [(1, "foresatt 7", Fault.UNKNOWN_COLUMN)]),
        (HEADING + "Ella;31.02.2021;;\n", [(2, "Fødselsdato", Fault.NOT_A_DAY)]),
        (HEADING + "Ella;5/1-2021;;\n", [(2, "Fødselsdato", Fault.NOT_A_DAY)]),
        (HEADING + ";05.01.2021;;\n", [(2, "Navn", Fault.NO_NAME)]),
        (HEADING + "Ella;;;\n", [(2, "Fødselsdato", Fault.NO_DAY)]),
        (HEADING + "Ella;05.01.2031;;\n", [(2, "Fødselsdato", Fault.BORN_IN_THE_FUTURE)]),
        (HEADING + "Ella;05.01.1921;;\n", [(2, "Fødselsdato", Fault.TOO_OLD)]),
        (HEADING + "Ella;05.01.2021;Mona;kanskje\n", [(2, "Foresatt 1 foreldreansvar", Fault.UNKNOWN_CARER)]),
        (HEADING + "Ella;05.01.2021;Mona;\n", [(2, "Foresatt 1 foreldreansvar", Fault.UNKNOWN_CARER)]),
        (HEADING + "Ella;05.01.2021;;ja\n", [(2, "Foresatt 1", Fault.CARER_WITHOUT_NAME)]),
        (HEADING + "Ella;05.01.2021;Mona;ja;rest\n", [(2, "", Fault.TOO_MANY_CELLS)]),
        (HEADING + "Ella;05.01.2021;;\n\n\nella;2021-01-05;;\n", [(5, "Navn", Fault.CHILD_TWICE)]),
        ("navn;født;tolk\nElla;05.01.2021;kanskje\n", [(2, "tolk", Fault.NOT_YES_OR_NO)]),
        ("navn;født;språk\nElla;05.01.2021;klingon\n", [(2, "språk", Fault.UNKNOWN_LANGUAGE)]),
        ("navn;født;adressesperre\nElla;05.01.2021;hemmelig\n", [(2, "adressesperre", Fault.UNKNOWN_PROTECTION)]),
        ("navn;født;adressesperre\nNoah;05.01.2019;strengt fortrolig\n", [(2, "adressesperre", Fault.STRICT_ADDRESS)]),
        ("navn;fødselsnummer\nElla;12345678901\n", [(2, "fødselsnummer", Fault.NOT_A_NUMBER)]),
        ("navn;født;termin\nElla;05.01.2021;05.06.2026\n", [(2, "termin", Fault.BORN_AND_EXPECTED)]),
        ("navn;termin\nElla;05.06.2029\n", [(2, "termin", Fault.EXPECTED_TOO_FAR_OFF)]),
        (f"navn;født;fødselsnummer\nElla;02.12.2020;{number(BORN).digits}\n", [(2, "fødselsnummer", Fault.BIRTH_DATE_DIFFERS)]),
        (f"navn;fødselsnummer\nElla;{number(BORN).digits}\nEmil;{number(BORN).digits}\n", [(3, "navn", Fault.CHILD_TWICE)]),
        (
            "navn;født;foresatt 1;foresatt 1 rolle;foresatt 2;foresatt 2 rolle\nElla;05.01.2021;Mona;ja;MONA;nei\n",
            [(2, "foresatt 2", Fault.CARER_TWICE)],
        ),
        (
            f"navn;fødselsnummer;foresatt;foresatt rolle;foresatt fnr\nElla;{number(BORN).digits};Mona;ja;{number(BORN).digits}\n",
            [(2, "foresatt fnr", Fault.CARER_IS_THE_CHILD)],
        ),
        (
            "navn;født;adressesperre;foresatt;foresatt rolle;foresatt telefon\nElla;05.01.2021;fortrolig;Mona;ja;00 00 00 01\n",
            [(2, "adressesperre", Fault.PHONE_OF_PROTECTED)],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_line_and_column(content, wrong):
    assert faults(content) == wrong


def test_all_that_is_wrong_is_told_at_once():
    content = HEADING + "Ella;31.02.2021;;\n;05.01.2021;;\nAksel;05.01.2021;Mona;?\n"

    assert [line for line, *_ in faults(content)] == [2, 3, 4]


def test_twins_are_two_children():
    assert faults(HEADING + "Ella;05.01.2021;;\nEmil;05.01.2021;;\n") == []


def test_a_made_up_number_is_for_demonstrations_and_a_real_one_is_not():
    made_up = f"navn;fødselsnummer\nElla;{number(BORN).digits}\n"

    assert faults(made_up, real_allowed=True) == [(2, "fødselsnummer", Fault.MADE_UP_PERSON)]


def test_no_sentence_about_a_number_shows_the_number():
    found = read(f"navn;fødselsnummer\nElla;{number(BORN).digits}\n")

    assert number(BORN).digits not in repr(found)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told_what_is_wrong_with(content):
    found = read(content)

    assert found.wrong or found.rows


@given(st.text(max_size=300))
def test_any_text_under_a_good_heading_is_read_or_told_what_is_wrong_with(text):
    found = read(("navn;født\n" + text).encode("utf-8", "surrogatepass"))

    assert found.wrong or found.rows
