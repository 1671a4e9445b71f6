"""A change of a ratio between two results is found; a change of a time alone is not."""

import json
from pathlib import Path

import pytest

from benchmarks.compare import changes, main
from benchmarks.plans import own_times

BEFORE = {
    "release": {"films": 10},
    "search": {"http_over_parts": 1.2, "http": {"median_ms": 10.0}},
    "ranking": {"ways": {"numpy": {"served_over_this": 40.0, "overlap": 1.0}}},
}


def changed(**search: object) -> dict[str, object]:
    return {**BEFORE, "search": {"http_over_parts": 1.2, "http": {"median_ms": 99.0}, **search}}


def test_a_slower_machine_is_no_change() -> None:
    assert changes(BEFORE, changed()) == []


def test_a_ratio_that_moved_more_than_a_share_is_named() -> None:
    assert changes(BEFORE, changed(http_over_parts=1.3)) == []
    assert changes(BEFORE, changed(http_over_parts=1.4)) == [("search.http_over_parts", 1.2, 1.4)]
    assert changes(BEFORE, changed(http_over_parts=1.3), most=0.05)


def test_a_ratio_that_is_not_measured_any_more_is_named() -> None:
    after = {key: value for key, value in BEFORE.items() if key != "ranking"}
    assert [path for path, _, _ in changes(BEFORE, after)] == [
        "ranking.ways.numpy.served_over_this",
        "ranking.ways.numpy.overlap",
    ]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "before.json", tmp_path / "after.json"]
    paths[0].write_text(json.dumps(BEFORE))
    paths[1].write_text(json.dumps(changed(http_over_parts=2.4)))
    assert main([str(paths[0]), str(paths[0])]) == 0
    assert main([*map(str, paths)]) == 1
    assert capsys.readouterr().out == "search.http_over_parts: 1.2 -> 2.4 (+100%)\n"


def test_results_of_other_sizes_are_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "before.json", tmp_path / "after.json"]
    paths[0].write_text(json.dumps(BEFORE))
    paths[1].write_text(json.dumps({**BEFORE, "release": {"films": 20}}))
    with pytest.raises(SystemExit):
        main([*map(str, paths)])
    assert "of 10 and of 20 films" in capsys.readouterr().err


def test_a_node_has_the_time_that_neither_nodes_below_it_nor_steps_it_reads_have() -> None:
    scan = {"Node Type": "Index Scan", "Index Name": "i", "Actual Total Time": 2.0}
    scan |= {"Actual Loops": 3, "Shared Hit Blocks": 7}
    step = {"Node Type": "Sort", "Subplan Name": "CTE near", "Actual Total Time": 7.0}
    step |= {"Actual Loops": 1, "Shared Hit Blocks": 9, "Plans": [scan]}
    first = {"Node Type": "CTE Scan", "CTE Name": "near", "Actual Total Time": 7.5}
    first |= {"Actual Loops": 1, "Shared Hit Blocks": 9}
    later = first | {"Actual Total Time": 0.25, "Shared Hit Blocks": 0}
    plan = {"Node Type": "Limit", "Actual Total Time": 10.0, "Actual Loops": 1}
    plan |= {"Shared Hit Blocks": 10, "Plans": [step, later, first]}
    assert own_times(plan) == [
        ("page: Limit", 2.25, 1),
        ("near: Sort", 1.0, 2),
        ("near: Index Scan i", 6.0, 7),
        ("page: CTE Scan near", 0.25, 0),
        ("page: CTE Scan near", 0.5, 0),
    ]
