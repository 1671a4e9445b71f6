"""Sending a delivery: signed as the Standard Webhooks specification says.

Source: https://www.standardwebhooks.com, "Webhook headers" and "Signature scheme".
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import secrets
import socket
import ssl
import time
from typing import Any

from app.webhooks.addresses import AddressError, Target, target_of

SECRET_PREFIX = "whsec_"  # noqa: S105 - the beginning of every secret
SECRET_BYTES = 24
TIMEOUT_S = 10.0
# How many bytes of an answer are read: only its status counts.
MOST_READ = 4096


def new_secret() -> str:
    """Return a secret to sign with."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a message: HMAC-SHA256 of id, time and body, in base64."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def send(
    url: str, policy: str, secret: str, message_id: str, message: dict[str, Any]
) -> str | None:
    """Send a message; return None where it arrived, else what went wrong.

    It arrived where the status is 2xx. A redirection is none: it might lead into a private
    network.
    """
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    timestamp = int(time.time())
    try:
        target = target_of(url, policy)
        status = _post(
            target,
            body,
            {
                "Content-Type": "application/json",
                "User-Agent": "ordained-webhooks",
                "webhook-id": message_id,
                "webhook-timestamp": str(timestamp),
                "webhook-signature": signature(secret, message_id, timestamp, body),
            },
        )
    except AddressError as error:
        return str(error)
    except (OSError, http.client.HTTPException) as error:
        return f"{type(error).__name__}: no answer"
    return None if 200 <= status < 300 else f"it answered {status}"


def _post(target: Target, body: bytes, headers: dict[str, str]) -> int:
    """Return the status of the answer."""
    sock = socket.create_connection((target.ip, target.port), TIMEOUT_S)
    connection = http.client.HTTPConnection(target.host, target.port, timeout=TIMEOUT_S)
    try:
        if target.is_tls:
            # The name's certificate, whatever address was connected to.
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=target.host)
            connection.default_port = http.client.HTTPS_PORT
        connection.sock = sock
        connection.request("POST", target.path, body, headers)
        response = connection.getresponse()
        response.read(MOST_READ)
        return response.status
    finally:
        connection.close()
        sock.close()
