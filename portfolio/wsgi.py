"""The application that a web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portfolio.settings.production")

application = get_wsgi_application()

# The modules loaded by now stay for good. Told so, the collector does not read them all again, for
# a tenth of a second every few requests, while somebody waits.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
