"""The site behind gunicorn, as in production, while it is measured."""

import gzip
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

HOST, PORT = "127.0.0.1", int(os.environ.get("PORT", "8123"))
SITE = f"http://{HOST}:{PORT}"
LIST = "/realisations/"
COMMAND = (
    *(sys.executable, "-m", "gunicorn", "tests.benchmarks.wsgi"),
    *("--bind", f"{HOST}:{PORT}", "--workers", "1", "--threads", "4", "--log-level", "error"),
)
PATIENCE = 30  # seconds


@contextmanager
def serving() -> Iterator[None]:
    """Serve the site in one process, as many threads as a browser opens connections."""
    if answers():
        raise SystemExit(f"Le port {PORT} est déjà pris. Choisissez-en un autre : PORT=8124")
    server = subprocess.Popen(COMMAND)  # noqa: S603
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers():
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("Le serveur n’a pas démarré.")
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait()


def answers() -> bool:
    try:
        return get("/robots.txt") is not None
    except OSError:
        return False


def get(address: str, cookie: str = "") -> tuple[http.client.HTTPResponse, bytes]:
    """Ask this server for an address, as a browser would; return the response and its body."""
    connection = http.client.HTTPConnection(HOST, PORT, timeout=PATIENCE)
    headers = {"Accept-Encoding": "gzip", **({"Cookie": cookie} if cookie else {})}
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    packed = response.headers.get("Content-Encoding") == "gzip"
    return response, gzip.decompress(body) if packed else body
