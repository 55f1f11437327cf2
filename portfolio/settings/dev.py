"""A laptop: SQLite, mails kept in a folder, readable errors. Also what the demonstration runs."""

from portfolio.settings.base import *
from portfolio.settings.base import BASE_DIR
from portfolio.settings.environment import env

DEBUG = env.bool("DEBUG", True)
SECRET_KEY = env.str("SECRET_KEY", "only-for-this-laptop-never-for-a-server")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / "var" / "mails"

DEMONSTRATION_ALLOWED = True
COMPONENT_GALLERY = DEBUG
