"""A file as git knows it; whatever is typed, git sees no option in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files.revision import read_file_or_revision
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path)
    made.commit(pbx="old", sub__pbx="old below")
    made.commit(pbx="new")
    monkeypatch.chdir(tmp_path)
    return made


def refusal(name: str) -> str:
    with pytest.raises(UnusableInput) as caught:
        read_file_or_revision(name)
    return str(caught.value)


def test_a_revision_is_read_as_it_was(repository: Repository) -> None:
    assert read_file_or_revision("HEAD~1:pbx.yaml") == b"old"
    assert read_file_or_revision("main:pbx.yaml") == b"new"
    assert read_file_or_revision("pbx.yaml") == b"new"


def test_what_is_staged_is_read(repository: Repository) -> None:
    (repository.folder / "pbx.yaml").write_text("staged")
    repository.git("add", "pbx.yaml")
    (repository.folder / "pbx.yaml").write_text("in the folder")
    assert read_file_or_revision(":pbx.yaml") == b"staged"


def test_a_path_counts_from_the_top_or_with_a_dot_from_here(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder / "sub")
    assert read_file_or_revision("HEAD:pbx.yaml") == b"new"
    assert read_file_or_revision("HEAD:./pbx.yaml") == b"old below"


def test_a_file_whose_name_looks_like_a_revision_is_that_file(repository: Repository) -> None:
    (repository.folder / "HEAD:pbx.yaml").write_text("a strange name")
    assert read_file_or_revision("HEAD:pbx.yaml") == b"a strange name"


def test_bytes_come_as_they_are(repository: Repository) -> None:
    content = b"\xff\xfea\0\r\n" * 100_000
    (repository.folder / "odd.yaml").write_bytes(content)
    repository.commit()
    assert read_file_or_revision("HEAD:odd.yaml") == content


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("HEAD:gone.yaml", "git knows no file gone.yaml at the revision HEAD (a path counts from the top of the"),
        ("HEAD~9:pbx.yaml", "git knows no file pbx.yaml at the revision HEAD~9 "),
        (":gone.yaml", "git knows no file gone.yaml among what is staged "),
        ("HEAD:sub", "is a folder, expected a file"),
        ("HEAD:pbx.yaml\nHEAD:sub/pbx.yaml", "is no revision that git could know"),
        ("gone.yaml", "cannot be read: no such file or directory"),
        ("HEAD:a\0b", "cannot be read: no file can have this name"),
    ],
)
def test_what_git_does_not_know_is_told(repository: Repository, name: str, why: str) -> None:
    told = refusal(name)
    assert why in told
    assert told.isprintable()


@pytest.mark.parametrize("name", ["--output=stolen:x", "-o:x", "--upload-pack=touch stolen:x", "--textconv:pbx.yaml"])
def test_no_name_becomes_an_option(repository: Repository, name: str) -> None:
    assert refusal(name).endswith("is no revision that git could know")
    assert not (repository.folder / "stolen").exists()


def test_a_name_cannot_steer_a_terminal(repository: Repository) -> None:
    assert refusal("\x1b[31mHEAD:x").startswith("\\x1b[31mHEAD:x: git knows no file x at the revision \\x1b[31mHEAD")


def test_outside_a_repository_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    assert "there is no such file, and git says: fatal: not a git repository" in refusal("HEAD:pbx.yaml")


def test_without_git_the_file_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal("HEAD:pbx.yaml").endswith(
        "there is no such file, and git, which might know the revision, cannot be run"
    )


def test_a_revision_may_be_no_larger_than_a_file(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routesim.files.revision.MOST_BYTES", 2)
    assert refusal("HEAD:pbx.yaml") == "HEAD:pbx.yaml: larger than 64 MiB, the most that is read"
