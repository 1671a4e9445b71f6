"""The parts of one sentence that says why a film is for tonight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from embeddings.answers.cards import Card
from embeddings.answers.reasons import Reason
from embeddings.answers.shared import are_alike
from embeddings.answers.shelf_words import ECHOES
from embeddings.answers.tags import TagWords
from embeddings.answers.tonight_types import By, ForWatcher, Satisfaction, WhyPart
from embeddings.answers.traits import FilmTraits

# From this share of everybody's best on one may say that a film is for all.
FOR_ALL: Final = 0.4
# Of how many people a loved film is named, and how many wished moods are.
MOST_LOVED: Final = 2
MOST_MOODS: Final = 2
# From this closeness on a film is near to the words: 1 is the nearest of those compared.
NEAR: Final = 0.6


def why(
    card: Card,
    by: By,
    satisfaction: Satisfaction | None,
    for_watchers: Sequence[ForWatcher],
    traits: FilmTraits | None,
    words: TagWords,
    wanted: Sequence[str],
    closeness: float | None,
    runtime_max: int | None,
) -> list[WhyPart]:
    """Return the parts in the order in which one says them; see `app.tonight.schemas.WhyPart`.

    Parameters
    ----------
    wanted : sequence of str
        Moods and tags that were wished for.
    closeness : float or None
        To the words.
    runtime_max : int or None
        The time that was asked for.
    """
    parts: list[WhyPart] = []
    having_say = [at for at, watcher in enumerate(for_watchers) if watcher.satisfaction is not None]
    if satisfaction and len(having_say) > 1 and satisfaction.least >= FOR_ALL:
        parts.append(WhyPart("for-all", having_say, share=satisfaction.least))
    parts += _loved(for_watchers)
    parts += _wished(traits, words, wanted)
    if closeness is not None and closeness >= NEAR:
        parts.append(WhyPart("words"))
    if runtime_max is not None and card.runtime is not None:
        parts.append(WhyPart("minutes", minutes=card.runtime))
    if planning := [at for at, watcher in enumerate(for_watchers) if watcher.on_watchlist]:
        parts.append(WhyPart("watchlist", planning))
    parts += _stars(for_watchers)
    if by == "popular" or not parts:
        parts.append(WhyPart("popular"))
    return parts


def _loved(for_watchers: Sequence[ForWatcher]) -> list[WhyPart]:
    """Name the film that speaks most for it, of those whom it satisfies most."""
    found = []
    for at, watcher in enumerate(for_watchers):
        satisfaction = watcher.satisfaction
        if satisfaction is None:
            continue
        sayable = (
            reason
            for reason in watcher.reasons
            if reason.speaks == "for" and _can_be_said(satisfaction, reason)
        )
        if (reason := next(sayable, None)) is not None:
            found.append((satisfaction, at, reason))
    found.sort(key=lambda ranked: (-ranked[0], ranked[1]))
    people: dict[int, list[int]] = {}
    for _, at, reason in found:
        people.setdefault(reason.movie_id, []).append(at)
    parts: dict[int, WhyPart] = {}
    for _, _, reason in found:
        parts.setdefault(
            reason.movie_id,
            WhyPart(
                "loved",
                people[reason.movie_id],
                movie_id=reason.movie_id,
                title=reason.title,
                shared=reason.shared,
            ),
        )
    return list(parts.values())[:MOST_LOVED]


def _can_be_said(satisfaction: float, reason: Reason) -> bool:
    """Return whether one would say "like this film, which you love".

    Films that share next to nothing one could name are not like each other, whatever the vectors
    say: *A Charlie Brown Christmas* was like *The Shining*, for the winter. Of a film that hardly
    suits the person, what is only estimated is no likeness either: with a wish for something warm,
    *Monsters University* was like *Alien*, for its monster.
    """
    if satisfaction >= FOR_ALL:
        return are_alike(reason.shared)
    known = [trait for trait in reason.shared if not trait.estimated]
    return satisfaction > 0 and are_alike(known)


def _wished(traits: FilmTraits | None, words: TagWords, wanted: Sequence[str]) -> list[WhyPart]:
    if traits is None:
        return []
    had: list[str] = []
    for name in wanted:
        # "Twisty" and "plot twist" are one thing to say.
        if name in traits.sure and not any({name, said} in ECHOES for said in had):
            had.append(name)
    return [
        WhyPart(
            "mood" if words[name].kind == "mood" else "tag",
            name=name,
            estimated=not traits.is_known(words[name]),
        )
        for name in had[:MOST_MOODS]
    ]


def _stars(for_watchers: Sequence[ForWatcher]) -> list[WhyPart]:
    """Say the lowest predicted rating, where every one of them is more than a guess."""
    told = [
        (watcher.prediction.stars, at)
        for at, watcher in enumerate(for_watchers)
        if watcher.prediction.stars is not None and not watcher.prediction.too_early
    ]
    having_say = sum(watcher.satisfaction is not None for watcher in for_watchers)
    if not told or len(told) < having_say:
        return []
    return [WhyPart("stars", [at for _, at in told], stars=min(told)[0])]
