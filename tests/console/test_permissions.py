"""The console's menu as one user sees it."""

from __future__ import annotations

import pytest

from routesim.console.permissions import MENU, Menu, menu_lines, menu_of, menu_record
from routesim.model.user import RIGHTS
from tests.worlds import system_of


def menu(permissions: str) -> Menu:
    return menu_of(system_of(f"users: [{{extension: 101, name: Alice, {permissions}}}]").users[0])


GRANTED = "permissions: {username: alice, password: hunter2secret, grants: {%s}}"


def test_the_menu_has_every_right_in_the_consoles_order() -> None:
    assert tuple(right for _, rights in MENU for right in rights) == RIGHTS
    assert len(RIGHTS) == 23


def test_each_page_can_be_hidden_seen_or_changed() -> None:
    found = menu(GRANTED % "users: edit, phones: view, queues: no")
    access = {entry.right: entry.access for entry in found.entries}
    assert (access["users"], access["phones"], access["queues"], access["switches"]) == ("edit", "view", "no", "no")
    assert len(found.hidden) == 21


def test_a_right_granted_by_yes_can_be_used_in_full() -> None:
    entry = next(entry for entry in menu(GRANTED % "user_portal: yes").entries if entry.right == "user_portal")
    assert (entry.access, entry.granted) == ("edit", "yes")


@pytest.mark.parametrize(
    ("grant", "may_apply", "said"),
    [
        ("yes", True, "May apply changes: what is saved takes effect once this user presses the button."),
        ("edit", True, "May apply changes: what is saved takes effect once this user presses the button."),
        ("view", False, "Sees the apply button but may not press it: changes wait until somebody else applies them."),
        ("no", False, "May not apply changes: they wait until somebody else applies them."),
    ],
)
def test_who_may_apply_changes_is_said(grant: str, may_apply: bool, said: str) -> None:
    found = menu(GRANTED % f"apply_changes_button: {grant}")
    assert found.may_apply is may_apply
    assert list(menu_lines(found, 100))[-1] == said


@pytest.mark.parametrize(
    ("permissions", "said"),
    [
        (GRANTED % "", "Signs in as alice, with a password."),
        ("permissions: {username: alice}", "User name alice; cannot sign in, since no password is set."),
        ("voicemail: yes", "Cannot sign in: the configuration gives this user no `permissions`."),
    ],
)
def test_whether_the_user_can_sign_in_is_said(permissions: str, said: str) -> None:
    assert list(menu_lines(menu(permissions), 100))[1] == said


def test_the_pages_stand_in_groups_and_what_is_hidden_is_said() -> None:
    lines = list(menu_lines(menu(GRANTED % "users: edit, phones: view"), 80))
    assert lines[3:10] == [
        "  Own page",
        "    User portal               no    hidden",
        "  People and phones",
        "    Users                     edit",
        "    Administrator             no    hidden",
        "    Phones                    view",
        "    User groups               no    hidden",
    ]
    assert "2 of 23 pages are shown, 21 are hidden." in lines


def test_everything_and_nothing_are_said_in_full() -> None:
    every = ", ".join(f"{right}: view" for right in RIGHTS)
    assert "All 23 pages are shown." in list(menu_lines(menu(GRANTED % every), 80))
    assert "All 23 pages are hidden." in list(menu_lines(menu(GRANTED % ""), 80))


def test_the_password_is_nowhere() -> None:
    found = menu(GRANTED % "users: edit")
    assert found.has_password
    assert "hunter2secret" not in repr(found) + str(menu_record(found)) + "".join(menu_lines(found, 80))
