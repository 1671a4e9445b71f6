"""Somebody who imports files all along, and what must be true of it afterwards."""

from __future__ import annotations

import json
import socket
import threading
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tests.faults import load

FIRST_DAY: Final = date(2000, 1, 1)


@dataclass
class Importer:
    """Somebody who imports a file a time, each of all films seen on a day of its own."""

    port: int
    token: str
    titles: list[tuple[str, int]]
    acknowledged: set[date] = field(default_factory=set)
    sent: int = 0
    in_flight: threading.Event = field(default_factory=threading.Event)

    def run(self, stop: threading.Event) -> None:
        while not stop.wait(0.2):
            day = FIRST_DAY + timedelta(days=self.sent)
            self.sent += 1
            rows = "".join(f'"{title}",{year},{day}\n' for title, year in self.titles)
            self.in_flight.set()
            with suppress(OSError):
                if self.post(f"Title,Year,WatchedDate\n{rows}") == 200:
                    self.acknowledged.add(day)
            self.in_flight.clear()

    def post(self, csv: str) -> int:
        boundary = uuid.uuid4().hex
        head = f"--{boundary}\r\nContent-Disposition: form-data; "
        head += 'name="file"; filename="a.csv"\r\n\r\n'
        request = f"POST {load.API}/me/import HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        body = f"{head}{csv}\r\n--{boundary}--\r\n".encode()
        request += f"Authorization: Bearer {self.token}\r\nContent-Length: {len(body)}\r\n"
        request += f"Content-Type: multipart/form-data; boundary={boundary}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(request.encode() + body)
            answer = b""
            while part := line.recv(65536):
                answer += part
        return int(answer.split(b" ")[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def wrong_imports(port: int, importer: Importer) -> list[str]:
    """Return days that are there in part, or were acknowledged and are not there."""
    bearer = {"Authorization": f"Bearer {importer.token}"}
    _, export, _ = load.ask(port, "GET", f"{load.API}/me/export?format=ordained", **bearer)
    whole = export if isinstance(export, dict) else json.loads(export)
    days = Counter(entry["watched_on"] for entry in whole["history"])
    wrong = [
        f"{day}: {count} films" for day, count in days.items() if count != len(importer.titles)
    ]
    lost = [day for day in importer.acknowledged if not days[day.isoformat()]]
    return [*wrong, *(f"{day}: lost" for day in lost)]
