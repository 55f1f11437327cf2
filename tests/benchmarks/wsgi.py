"""What gunicorn runs: the site, and its media, which a web server gives in production."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

application = WhiteNoise(get_wsgi_application(), root=settings.MEDIA_ROOT, prefix="media/")
