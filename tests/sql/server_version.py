"""Whether a server answers, and which one."""

from __future__ import annotations

import psycopg2


def version(url: str) -> str:
    dsn = url.replace("postgresql+psycopg2", "postgresql")
    connection = psycopg2.connect(dsn)
    try:
        with connection.cursor() as cursor:
            cursor.execute("select version()")
            return str(cursor.fetchone()[0])  # type: ignore[index]
    finally:
        connection.close()
