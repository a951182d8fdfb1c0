from hypothesis import given
from hypothesis import strategies as st

from thuisbasis.tablet.merging import three_way

values = st.lists(st.text(max_size=3), min_size=1, max_size=2)
fields = st.dictionaries(st.sampled_from("abcd"), values)


def test_different_fields_of_two_people_both_stay() -> None:
    merge = three_way({"a": ["1"], "b": ["1"]}, {"a": ["2"], "b": ["1"]}, {"a": ["1"], "b": ["3"]})
    assert merge.fields == {"a": ["2"], "b": ["3"]}
    assert merge.conflicts == ()


def test_the_same_field_changed_twice_asks() -> None:
    merge = three_way({"a": ["1"]}, {"a": ["2"]}, {"a": ["3"]})
    assert merge.conflicts == ("a",)
    assert merge.fields == {"a": ["3"]}


def test_the_same_change_by_both_is_no_conflict() -> None:
    assert three_way({"a": ["1"]}, {"a": ["2"]}, {"a": ["2"]}).conflicts == ()


def test_emptying_a_field_counts_as_a_change() -> None:
    assert three_way({"a": ["1"]}, {}, {"a": ["1"]}).fields == {}
    assert three_way({"a": ["1"]}, {}, {"a": ["2"]}).conflicts == ("a",)


@given(fields, fields)
def test_who_changed_nothing_gets_the_other_text_whole(
    base: dict[str, list[str]], theirs: dict[str, list[str]]
) -> None:
    merge = three_way(base, base, theirs)
    assert merge.fields == theirs
    assert merge.conflicts == ()


@given(fields, fields, fields)
def test_what_nobody_else_touched_is_never_lost(
    base: dict[str, list[str]], mine: dict[str, list[str]], theirs: dict[str, list[str]]
) -> None:
    merge = three_way(base, mine, theirs)
    for name, value in mine.items():
        if theirs.get(name) == base.get(name):
            assert merge.fields[name] == value


@given(fields, fields, fields)
def test_both_sides_see_the_same_conflicts(
    base: dict[str, list[str]], mine: dict[str, list[str]], theirs: dict[str, list[str]]
) -> None:
    assert set(three_way(base, mine, theirs).conflicts) == set(three_way(base, theirs, mine).conflicts)
