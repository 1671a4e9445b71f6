"""From the figures of a run to JSON in ``results/`` and to the table in ``README.md``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS, README = HERE / "results", HERE / "README.md"


def write(
    figures: dict[str, Any], name: str, results: Path = RESULTS, readme: Path = README
) -> None:
    """Write ``results/NAME.json``, and its table into the README in the place of the last one."""
    results.mkdir(parents=True, exist_ok=True)
    (results / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    begin, end = f"<!-- bench {name} -->", f"<!-- end {name} -->"
    block = f"{begin}\n{table(figures)}\n{end}"
    before = readme.read_text(encoding="utf-8") if readme.exists() else "# Benchmarks\n"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    after = (
        pattern.sub(lambda _: block, before)
        if pattern.search(before)
        else f"{before.rstrip()}\n\n{block}\n"
    )
    readme.write_text(after, encoding="utf-8")


def table(figures: dict[str, Any]) -> str:
    """Return the figures as Markdown, ratios first."""
    machine, release = figures["machine"], figures["release"]
    simulated = "simulated ratings" if release["simulated_ratings"] else "ratings"
    lines = [
        f"### {release['dataset']}: {release['films']:,} films, {release['ratings']:,} {simulated}",
        "",
        f"{machine['date']}, {machine['cpu']}, {machine['cores']} cores, "
        f"{machine['memory_gb']} GB, commit {machine['commit']}, "
        f"load {machine['load_average'][0]} when it began.",
        "",
        "| what | ratio | median ms | p95 ms |",
        "| --- | --- | --- | --- |",
        *(f"| {' | '.join(row)} |" for row in _rows(figures)),
    ]
    for name, why in figures.get("missing", {}).items():
        lines += ["", f"Missing: {name} ({why})."]
    return "\n".join(lines)


def _rows(figures: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    if search := figures.get("search"):
        yield _row("search over HTTP / (encoding + SQL)", search["http_over_parts"], search["http"])
        yield _row("… encoding", None, search["encoding"])
        yield _row("… SQL", None, search["sql"])
    if found := figures.get("recommendations"):
        yield _row("recommendations over HTTP / SQL", found["http_over_sql"], found["http"])
        yield _row("… SQL", None, found["sql"])
    if rebuild := figures.get("rebuild"):
        yield from _rebuild_row(rebuild)
    if peers := figures.get("peers"):
        yield _row(
            _graded("search without encoding", peers["ways"]["served"]),
            None,
            peers["ways"]["served"],
        )
        for name, way in peers["ways"].items():
            if name != "served":
                yield _row(_graded(f"… / {name}", way), way["served_over_this"], way)
    if ranking := figures.get("ranking"):
        yield _row("ranking: the served statement", None, ranking["ways"]["served"])
        for name, way in ranking["ways"].items():
            if name != "served":
                what = f"… / {name} (overlap with exact {way['overlap']})"
                yield _row(what, way["served_over_this"], way)
    for name in ("text", "taste"):
        if recall := figures.get("recall", {}).get(name):
            yield _row(
                f"{name} index: share of the exact first 100", recall["recall_at_100"], recall
            )
    for what, by_clients in figures.get("throughput", {}).items():
        for clients, result in by_clients.items():
            label = f"{what}, {clients} at once: {result['answers_per_s']} a second"
            yield _row(
                label + (f", {result['failed']} failed" if result["failed"] else ""), None, result
            )
    if worker := figures.get("worker"):
        yield "web worker: ready to answer", "", f"{worker['ready_s']} s", ""
        yield (
            "… memory, ready / after searches",
            "",
            f"{worker['ready_mb']} MB",
            (f"{worker['searched_mb']} MB"),
        )
        yield "… holds torch", "", "yes" if worker["holds_torch"] else "no", ""


def _graded(what: str, way: dict[str, Any]) -> str:
    ndcg = way["ndcg_at_10"]
    return what if ndcg is None else f"{what} (nDCG@10 {ndcg})"


def _rebuild_row(rebuild: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    whole, encoded = rebuild["seconds"]["whole"], rebuild["texts_encoded"]
    if not encoded:
        yield "rebuild; no text was new to the encoder", "", f"{whole:,} s", ""
        return
    what = f"rebuild / encoding its {encoded:,} new texts by themselves"
    seconds = f"{whole:,} s over {rebuild['encoder_alone_s']:,} s"
    yield what, _number(rebuild["rebuild_over_encoder"]), seconds, ""


def _row(what: str, ratio: float | None, times: dict[str, Any]) -> tuple[str, str, str, str]:
    return what, _number(ratio), _number(times.get("median_ms")), _number(times.get("p95_ms"))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,}"
