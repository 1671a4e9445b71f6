"""Answers that several people are about to ask for: each is computed once in a process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final

MOST_KEPT: Final = 64


class KeptAnswers:
    """The last answers by key; a key must name all that its answer depends on."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[threading.Lock, list[Any]]] = OrderedDict()

    def get(self, key: Hashable, compute: Callable[[], Any]) -> Any:
        """Return the answer of a key; who asks while it is computed waits for it.

        Where computing fails, who asks next computes again.
        """
        with self._lock:
            entry = self._kept.setdefault(key, (threading.Lock(), []))
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        computing, answer = entry
        with computing:
            if not answer:
                answer.append(compute())
            return answer[0]
