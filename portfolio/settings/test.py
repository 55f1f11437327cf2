"""Tests: nothing leaves the process, and what can be cheap is."""

import tempfile
from pathlib import Path

from portfolio.settings.base import *
from portfolio.settings.base import DATABASES

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WAGTAILADMIN_BASE_URL = "http://testserver"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="avant-apres-"))
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A database that is thrown away need not be on the disk.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}

DEMONSTRATION_ALLOWED = True
COMPONENT_GALLERY = True
