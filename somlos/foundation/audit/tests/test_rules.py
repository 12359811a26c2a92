"""How history is closed: from bytes to bytes."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from somlos.foundation.audit.rules import FIRST_HEAD, Leaf, head, leaf, merkle_root, unpack
from somlos.kernel.ids import new_id

ROW = UUID(int=7)


def leaves(count: int) -> list[Leaf]:
    return [leaf(0, UUID(int=number), [f"v{number}"]) for number in range(count)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["vab", "vc"], ["va", "vbc"]),
        (["va", ""], ["va"]),
        (["n"], ["v"]),
        (["vn"], ["n"]),
        (["va", "vb"], ["vb", "va"]),
    ],
)
def test_rows_that_say_different_things_are_closed_differently(one: list[str], other: list[str]) -> None:
    assert leaf(0, ROW, one).digest != leaf(0, ROW, other).digest


@given(st.lists(st.text(max_size=20), max_size=4), st.lists(st.text(max_size=20), max_size=4))
def test_only_the_same_words_are_closed_alike(one: list[str], other: list[str]) -> None:
    assert (leaf(0, ROW, one) == leaf(0, ROW, other)) is (one == other)


def test_leaves_are_read_back_as_they_were_packed() -> None:
    packed = leaves(5)
    assert list(unpack(b"".join(map(bytes, packed)))) == packed
    assert list(unpack(b"")) == []


def test_the_root_tells_any_leaf_that_is_changed_moved_added_or_removed() -> None:
    for count in range(1, 10):
        rows = leaves(count)
        roots = {merkle_root(rows), merkle_root([*rows, *leaves(1)]), merkle_root(rows[:-1])}
        for place, each in enumerate(rows):
            roots.add(merkle_root([*rows[:place], Leaf(1, each.row, each.digest), *rows[place + 1 :]]))
            roots.add(merkle_root([*rows[:place], Leaf(0, new_id(), each.digest), *rows[place + 1 :]]))
            roots.add(merkle_root([*rows[:place], Leaf(0, each.row, bytes(32)), *rows[place + 1 :]]))
        assert len(roots) == 3 + 3 * count
        if count > 1:
            assert merkle_root(reversed(rows)) not in roots


def test_an_inner_node_is_no_leaf() -> None:
    rows = leaves(4)
    inside = merkle_root(rows[:2]) + merkle_root(rows[2:])
    assert merkle_root([Leaf(inside[0], UUID(bytes=inside[1:17]), inside[17:])]) != merkle_root(rows)


def test_the_head_depends_on_all_that_the_seal_says() -> None:
    root, other = merkle_root(leaves(3)), merkle_root(leaves(4))
    heads = {
        head(1, 0, 10, 3, root, FIRST_HEAD),
        head(2, 0, 10, 3, root, FIRST_HEAD),
        head(1, 1, 10, 3, root, FIRST_HEAD),
        head(1, 0, 11, 3, root, FIRST_HEAD),
        head(1, 0, 10, 4, root, FIRST_HEAD),
        head(1, 0, 10, 3, other, FIRST_HEAD),
        head(1, 0, 10, 3, root, other),
    }
    assert len(heads) == 7
