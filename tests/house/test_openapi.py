"""The API's description is kept in the repository, so that a change to it is seen in review."""

from tools.openapi import SNAPSHOT, described


def test_the_description_in_the_repository_is_the_one_served() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == described(), "run `make openapi` and read what changed"
