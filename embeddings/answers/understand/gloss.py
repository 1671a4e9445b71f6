"""A query in other words, each of which knows where it comes from.

German words are read in English, and mistyped words as the words they stand for. What is found in
the new words is shown with the words as typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.answers.understand.spans import Span


@dataclass(frozen=True)
class Gloss:
    """A text made of another by replacing some of its words.

    Attributes
    ----------
    text
        With the replacements.
    typed
        The text that it was made of.
    pieces : sequence of ((int, int), (int, int))
        Of each replacement, in their order: its span in ``text``, and the span of what it replaces
        in ``typed``.
    before : Gloss, optional
        Whose ``text`` is ``typed``, where that is made of another.
    """

    text: str
    typed: str
    pieces: Sequence[tuple[Span, Span]] = ()
    before: Gloss | None = None

    @classmethod
    def of(
        cls,
        typed: str,
        replacements: Sequence[tuple[Span, str]] = (),
        before: Gloss | None = None,
    ) -> Gloss:
        """Return a text with some spans replaced.

        Parameters
        ----------
        typed : str
            ``before.text`` where there is one.
        replacements : sequence of ((int, int), str)
            In the order of the spans, of which no two overlap.
        before : Gloss, optional

        Examples
        --------
        >>> gloss = Gloss.of("lustiger film", [((0, 8), "funny")])
        >>> gloss.text, gloss.words_typed((0, 5))
        ('funny film', 'lustiger')
        """
        text, at = "", 0
        pieces: list[tuple[Span, Span]] = []
        for (start, end), word in replacements:
            text += typed[at:start]
            pieces.append(((len(text), len(text) + len(word)), (start, end)))
            text += word
            at = end
        return cls(text + typed[at:], typed, pieces, before)

    def words_typed(self, span: Span) -> str:
        """Return the words as typed that a span of ``text`` comes from, whole replacements."""
        start, end = span
        typed = self._place(start, 0), self._place(end, 1)
        return self.before.words_typed(typed) if self.before else self.typed[slice(*typed)].strip()

    def _place(self, at: int, side: int) -> int:
        """Return the character of ``typed`` that one of ``text`` comes from."""
        shift = 0
        for (start, end), old in self.pieces:
            if at < start or (at == start and not side):
                break
            if at < end or (at == end and side):
                return old[side]
            shift = old[1] - end
        else:
            return at + shift
        return old[0] if at == start else at + shift
