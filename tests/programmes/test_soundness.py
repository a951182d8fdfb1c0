"""A badly written programme is refused in one sentence that names the file, the field and the mend."""

from dataclasses import replace
from pathlib import Path

import pytest

from programmes.catalogue import load
from programmes.problem import Problem
from programmes.protocol import Programme
from programmes.soundness import UnsoundProgrammeError, check, problems
from tests.programmes.shipped import ALL, PACT, PITTIGE_JAREN, REAL
from tests.programmes.writing import written

ELEMENT = "elements=(READ_ALOUD,)"
RULES = 'plan_rules=(CourseCovers(source="L"),)'


def refusal(folder: Path, *changes: tuple[str, str]) -> str:
    written(folder, "fourth.py", *changes)
    with pytest.raises(UnsoundProgrammeError) as refused:
        load(folder)
    return str(refused.value)


def test_the_shipped_programmes_are_sound() -> None:
    assert [list(problems(programme)) for programme in ALL] == [[], [], []]


def test_a_well_written_fourth_programme_is_accepted(tmp_path: Path) -> None:
    written(tmp_path, "fourth.py")

    assert load(tmp_path).get("voorleesexpress").name == "VoorleesExpress"


def test_a_problem_is_one_sentence() -> None:
    assert Problem("key", "is “X”", "use lower case").sentence("real.py") == "real.py: key is “X”; use lower case."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'key="voorleesexpress"',
            'key="Voorlees Express"',
            "fourth.py: key is “Voorlees Express”; use lower-case letters, digits and hyphens.",
        ),
        ('version="1"', 'version="een"', "fourth.py: version is “een”; use numbers with dots, such as “1” or “2.1”."),
        ('leaders=("home-visitor",)', "leaders=()", "fourth.py: leaders is empty; a programme needs at least one."),
        ("tracks=(TRACK,)", "tracks=()", "fourth.py: tracks is empty; a programme needs at least one."),
        (
            "tracks=(TRACK,)",
            "tracks=(TRACK, TRACK)",
            "fourth.py: tracks has “voorlees-20” twice; give each its own key.",
        ),
        ("tracks=(TRACK,)", "tracks=(TRACK)", "fourth.py: tracks is a Track; write a tuple[Track, ...]."),
        ('name="VoorleesExpress"', "name=7", "fourth.py: name is a int; write a str."),
        (
            'Text("20 weken", "20 weeks")',
            'Text("20 weken", " ")',
            "fourth.py: tracks[0].name.en is empty; write the text in both languages.",
        ),
        (
            'cadence=Weekly(), source="L"',
            'cadence=Weekly(), source="X"',
            "fourth.py: tracks[0].cadences[0].source is “X”; "
            "use S, P or L for where the fact comes from, or several of them.",
        ),
        (
            'key="voorlees-20"',
            'key="voorlees_20"',
            "fourth.py: tracks[0].key is “voorlees_20”; use lower-case letters, digits and hyphens.",
        ),
        (
            "range(1, 21)",
            "range(1, 1)",
            "fourth.py: tracks[0].steps is empty; a track needs at least one step.",
        ),
        (
            'key=f"evening-{number:02}"',
            'key="evening"',
            "fourth.py: tracks[0].steps has “evening” twice; give each its own key.",
        ),
        (
            'key=f"evening-{number:02}"',
            'key=f"evening {number:02}"',
            "fourth.py: tracks[0].steps[0].key is “evening 01”; use lower-case letters, digits and hyphens.",
        ),
        (
            "range(1, 21)",
            "range(2, 4)",
            "fourth.py: tracks[0].steps numbers home_visit as [2, 3]; number each kind from 1 on without gaps.",
        ),
        (
            'cadences=(KindCadence(kind=StepKind.HOME_VISIT, cadence=Weekly(), source="L"),)',
            "cadences=()",
            "fourth.py: tracks[0].cadences has no rhythm for home_visit; "
            "add a KindCadence for it, ByHand() if it has none.",
        ),
        (
            "minutes=60",
            "minutes=90",
            "fourth.py: tracks[0].steps[0].minutes is 90, outside 45 to 75; let minutes lie within minutes_range.",
        ),
        (
            "minutes=60",
            "minutes=60, block=21 - number",
            "fourth.py: tracks[0].steps has blocks in the order "
            "[20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]; let block numbers only go up.",
        ),
        (
            'covers=("read_aloud",)',
            'covers=("read_alout",)',
            "fourth.py: tracks[0].steps[0].covers names “read_alout”, which does not exist; "
            "add it to elements, or take it out here.",
        ),
        (
            'covers=("read_aloud",)',
            'covers=("read_aloud",) if number > 1 else ()',
            "fourth.py: tracks[0].steps cannot cover “read_aloud” often enough (Also at: Reading evening 1); "
            "let more steps name it in covers.",
        ),
        (
            'key="read_aloud"',
            'key="read-aloud"',
            "fourth.py: elements[0].key is “read-aloud”; use lower-case letters, digits and underscores.",
        ),
        (
            "reasons=USUAL_REASONS",
            "reasons=()",
            "fourth.py: elements[0].reasons is empty; an element needs at least one, or it cannot be answered.",
        ),
        (
            "reasons=USUAL_REASONS",
            "reasons=__import__('programmes.reasons').reasons.NOT_DUE_HERE",
            "fourth.py: elements[0].reasons is a Reason; write a tuple[Reason, ...].",
        ),
        (
            "reasons=USUAL_REASONS",
            "reasons=(__import__('programmes.reasons').reasons.NOT_DUE_HERE,)",
            "fourth.py: elements[0].reasons holds no deviation; add a reason why the element may honestly fail.",
        ),
        (
            "kind=FieldKind.TITLE",
            "kind=FieldKind.CHOICE",
            "fourth.py: elements[0].evidence[0].choices is empty; give the choices, or make it a TEXT.",
        ),
        (
            "kind=FieldKind.TITLE",
            "kind=FieldKind.GRID",
            "fourth.py: elements[0].evidence[0].rows or its columns are empty; a GRID needs both.",
        ),
        (
            "kind=FieldKind.TITLE",
            "kind=FieldKind.TITLE, not_after=('pages', 'none')",
            "fourth.py: elements[0].evidence[0].not_after names “pages”, which does not exist; "
            "add it to evidence, or take it out here.",
        ),
        (
            "kind=FieldKind.TITLE",
            "kind=FieldKind.TITLE, one_at_a_time_for=('9',)",
            "fourth.py: elements[0].evidence[0] names “9”, which does not exist; "
            "add it to the groepen, or take it out here.",
        ),
        (
            "value=75",
            "value=175",
            "fourth.py: local_defaults[0].value is 175, outside 0 to 100; let it lie within least and most.",
        ),
        (
            'percent="completion_percent"',
            'percent="completed_percent"',
            "fourth.py: completion[0].percent names “completed_percent”, which does not exist; "
            "add it to local_defaults, or take it out here.",
        ),
        (
            "AttendShare(kind=StepKind.HOME_VISIT",
            "AttendShare(kind=StepKind.TRAINING",
            "fourth.py: completion[0].kind names training, which track “voorlees-20” does not have; "
            "add such a step or change the kind.",
        ),
        (
            "EveryContact((StepKind.HOME_VISIT,))",
            "EveryContact((StepKind.TRAINING,))",
            "fourth.py: elements[0].asked_at names training, which track “voorlees-20” does not have; "
            "add such a step or change the kind.",
        ),
        (
            "EveryContact((StepKind.HOME_VISIT,))",
            "__import__('programmes.dose').dose.FromTheme('poems')",
            "fourth.py: elements[0].asked_at names the theme “poems”, which track “voorlees-20” does not have; "
            "give a step of each track that theme.",
        ),
        (
            "frequency=EachContact()",
            "frequency=__import__('programmes.dose').dose.EachBlock()",
            "fourth.py: elements[0].frequency is EachBlock, yet no step has a block; number the blocks of the steps.",
        ),
        (
            "frequency=EachContact()",
            "frequency=__import__('programmes.dose').dose.EachRow('title')",
            "fourth.py: elements[0].frequency names “title”, which is no grid; name an evidence field of kind GRID.",
        ),
        (
            "frequency=EachContact()",
            "frequency=__import__('programmes.dose').dose.AtLeast('evenings')",
            "fourth.py: elements[0].frequency names “evenings”, which does not exist; "
            "add it to local_defaults, or take it out here.",
        ),
        (
            "from programmes.text import Text",
            "from programmes.text import Texts",
            "fourth.py: line 11 cannot be read "
            "(ImportError: cannot import name 'Texts' from 'programmes.text' (PATH)); mend that line.",
        ),
        ("TRACK = Track(", "TRACK = Track((", "fourth.py: line 26 cannot be read"),
        (
            "    symbol=Symbol.SQUARE,\n",
            "",
            "fourth.py: line 47 cannot be read (TypeError: Programme.__init__() missing 1 required keyword-only "
            "argument: 'symbol'); mend that line.",
        ),
        (
            "PROGRAMME = Programme(",
            "FOURTH = Programme(",
            "fourth.py defines no programme: set PROGRAMME to a Programme, or PROGRAMMES to a tuple of them.",
        ),
    ],
)
def test_what_is_badly_written_is_refused_with_file_field_and_mend(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    said = refusal(tmp_path, (old, new))

    before, _, after = sentence.partition("PATH")
    assert said.startswith(before)
    assert said.endswith(after)
    assert "\n" not in said


@pytest.mark.parametrize(
    ("programme", "change", "sentence"),
    [
        (
            PITTIGE_JAREN,
            {"qualifications": ()},
            "x.py: plan_rules[0].qualification names “pittige-jaren-course”, which does not exist; "
            "add it to qualifications, or take it out here.",
        ),
        (
            PITTIGE_JAREN,
            {"plan_rules": (replace(PITTIGE_JAREN.plan_rules[1], advised_least=4),)},
            "x.py: plan_rules[0] advises a group outside its own bounds; let least ≤ advised ≤ most.",
        ),
        (
            PITTIGE_JAREN,
            {"tracks": PITTIGE_JAREN.tracks[:1]},
            "x.py: conditions[2].tracks names “behandeling-18”, which does not exist; "
            "add it to tracks, or take it out here.",
        ),
        (
            PITTIGE_JAREN,
            {"indications": PITTIGE_JAREN.indications[1:]},
            "x.py: conditions[2].tracks names “diagnosed”, which does not exist; "
            "add it to indications, or take it out here.",
        ),
        (
            PITTIGE_JAREN,
            {"completion": (replace(PITTIGE_JAREN.completion[1], elements=("goals",)),)},
            "x.py: completion[0].elements names “goals”, which does not exist; "
            "add it to elements, or take it out here.",
        ),
        (
            REAL,
            {"plan_rules": (replace(REAL.plan_rules[2], elements=("books",)),)},
            "x.py: plan_rules[0].elements names “books”, which does not exist; "
            "add it to elements, or take it out here.",
        ),
        (
            REAL,
            {"conditions": (replace(REAL.conditions[0], groepen=()),)},
            "x.py: conditions[0].groepen is empty; name at least one groep.",
        ),
        (
            REAL,
            {"conditions": (replace(REAL.conditions[0], groepen=("kleuters",)),)},
            "x.py: conditions[0].groepen names “kleuters”, which does not exist; "
            "add it to the groepen, or take it out here.",
        ),
        (
            PACT,
            {"week_plan": replace(PACT.week_plan, elements=("level",))},  # type: ignore[type-var]
            "x.py: week_plan.elements names “level”, which does not exist; add it to elements, or take it out here.",
        ),
        (
            PACT,
            {"practice_log": replace(PACT.practice_log, kinds=PACT.practice_log.kinds[:2])},  # type: ignore[type-var,union-attr]
            "x.py: practice_log.weekly_kinds[0].kinds names “story”, which does not exist; "
            "add it to practice_log.kinds, or take it out here.",
        ),
        (
            PITTIGE_JAREN,
            {"acquaintance": REAL.acquaintance},
            "x.py: acquaintance.kind names home_visit, which track “preventie-14” does not have; "
            "add such a step or change the kind.",
        ),
    ],
)
def test_names_that_lead_nowhere_are_refused(programme: Programme, change: dict[str, object], sentence: str) -> None:
    with pytest.raises(UnsoundProgrammeError) as refused:
        check(replace(programme, **change), "x.py")  # type: ignore[arg-type]

    assert str(refused.value) == sentence


def test_a_covering_element_that_no_step_covers_is_refused() -> None:
    tracks = tuple(
        replace(
            track,
            steps=tuple(
                replace(step, covers=tuple(key for key in step.covers if key != "positive_interaction"))
                for step in track.steps
            ),
        )
        for track in PITTIGE_JAREN.tracks
    )

    found = [problem.field for problem in problems(replace(PITTIGE_JAREN, tracks=tracks))]

    assert found[0] == "elements[1].asked_at"


def test_a_number_in_a_rhythm_must_exist() -> None:
    defaults = tuple(default for default in REAL.local_defaults if default.key != "open_month_school_days")

    assert next(problems(replace(REAL, local_defaults=defaults))).field == "tracks[0].cadences[0]"


def test_the_same_programme_and_version_in_two_files_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "fourth.py")
    written(tmp_path, "second.py")

    with pytest.raises(UnsoundProgrammeError) as refused:
        load(tmp_path)

    assert str(refused.value) == (
        "second.py: version “1” of “voorleesexpress” is also in fourth.py; give one of them another key or version."
    )
