"""The console's lists: numbers and where texts go, directories, mailboxes."""

from __future__ import annotations

import pytest

from routesim.console import lists
from routesim.console.lists_text import PAGES, page_lines
from routesim.result.typography import columns
from tests.worlds import system_of

SYSTEM = system_of("""
settings: {name: Acme}
users:
  - {extension: 101, name: Ann, voicemail: yes, email: ann@acme.example, directory: Default}
  - {extension: 102, name: Sales, voicemail: yes, directory: sales}
  - {extension: 103, name: Cat, directory: default}
voicemails:
  - {name: Sales, extension: 801, email: sales@acme.example, max_message: 90}
  - {name: Night desk}
queues: [{name: Help, extension: 700}]
conferences: [{name: Weekly, extension: 750}]
dial_plans:
  - name: Main
    extension: 900
    start: ask
    elements:
      ask: {type: digital_receptionist, invalid: again}
      again: {type: digital_receptionist, directory: SALES}
incoming_numbers:
  - {number: +3225880100, destination: {type: dial_plan, dial_plan: 900}, sms_email: texts@acme.example}
  - {number: +3225880101, destination: {type: extension, extension: 700}}
  - {number: +3225880102, destination: {type: voicemail, voicemail: Sales}}
  - {number: +3225880103, destination: {type: voicemail, voicemail: 101}}
  - {number: +3225880104, destination: {type: voicemail, voicemail: Night desk}}
  - {number: +3225880105, destination: {type: conference, conference: Weekly}}
  - {number: +3225880106, destination: {type: number, number: +32470000101}}
  - {number: +3225880107, destination: {type: hang_up}}
  - {number: +3225880108}
""")


def test_a_number_is_listed_with_where_it_leads_and_where_texts_to_it_go() -> None:
    found = [(entry.type, entry.leads_to, entry.sms_email) for entry in lists.numbers(SYSTEM)]
    assert found == [
        ("dial_plan", "dial plan Main (900)", "texts@acme.example"),
        ("extension", "queue Help (700)", None),
        ("voicemail", "mailbox Sales (801)", None),
        ("voicemail", "mailbox of Ann (101)", None),
        ("voicemail", "mailbox Night desk", None),
        ("conference", "conference Weekly (750)", None),
        ("number", "+32470000101", None),
        ("hang_up", None, None),
        ("not_configured", None, None),
    ]


def test_a_directory_is_listed_with_its_users_and_who_searches_it_in_any_case() -> None:
    assert list(lists.directories(SYSTEM)) == [
        ("Default", ("101", "103"), ("dial_plan:900/ask",)),
        ("sales", ("102",), ("dial_plan:900/again",)),
    ]


def test_a_directory_that_is_searched_and_lists_nobody_is_listed_too() -> None:
    elements = "elements: {a: {type: digital_receptionist}}"
    system = system_of(f"dial_plans: [{{name: P, extension: 900, start: a, {elements}}}]")
    assert list(lists.directories(system)) == [("default", (), ("dial_plan:900/a",))]
    assert list(page_lines(system, "directories", 80))[-1].split() == ["default", "nobody", "P", "(900)", "→", "a"]


def test_a_mailbox_is_listed_with_whom_it_notifies_and_its_longest_message() -> None:
    assert list(lists.mailboxes(SYSTEM)) == [
        ("101", "Ann", "ann@acme.example", None),
        ("102", "Sales", None, None),
        ("801", "Sales", "sales@acme.example", 90.0),
        (None, "Night desk", None, None),
    ]


def test_the_lists_read_like_tables() -> None:
    lines = list(page_lines(SYSTEM, "numbers", 80))
    assert lines[:3] == [
        "Incoming numbers of Acme",
        "  number       leads to                 texts (SMS) go to",
        "  +3225880100  dial plan Main (900)     texts@acme.example",
    ]
    assert lines[-1] == "  +3225880108  not configured           the default address"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [60, 80])
def test_a_list_stays_within_its_columns_whatever_the_names(name: str, width: int) -> None:
    long = "The Right Honourable Friederike Wilhelmina Charlotte"
    page = SYSTEM.model_dump_json().replace("Ann", long).replace("Weekly", long)
    lines = list(page_lines(type(SYSTEM).model_validate_json(page), name, width))
    assert all(columns(line) <= width and line == line.rstrip() for line in lines)


def test_an_empty_list_says_so() -> None:
    assert list(page_lines(system_of(""), "mailboxes", 80)) == ["Mailboxes of Phone system", "  none"]
