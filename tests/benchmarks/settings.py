"""A server as in production, on this machine, over a database of its own."""

import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-benchmarks")
os.environ.setdefault("SITE_URL", "http://127.0.0.1")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1")
os.environ["SECURE_SSL_REDIRECT"] = "false"

from portfolio.settings.production import *  # noqa: F403
from portfolio.settings.production import BASE_DIR, DATABASES, MIDDLEWARE, THEME

FOLDER = Path(BASE_DIR / "var" / "benchmark")
FOLDER.mkdir(parents=True, exist_ok=True)

# Never the database that the environment names, but one beside it, on the same server.
database = DATABASES["default"]
in_file = database["ENGINE"] == "django.db.backends.sqlite3"
database["NAME"] = str(FOLDER / "db.sqlite3") if in_file else "avant_apres_benchmark"
database["TEST"] = {"NAME": database["NAME"]}

MEDIA_ROOT = FOLDER / f"media-{database['ENGINE'].rpartition('.')[2]}"
STATIC_ROOT = FOLDER / f"static-{THEME}"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEMONSTRATION_ALLOWED = True

ROOT_URLCONF = "tests.benchmarks.urls"
MIDDLEWARE = ["tests.benchmarks.middleware.ServerTiming", *MIDDLEWARE]
