"""The door for web servers: newsroom.wsgi:application."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

django_application = get_wsgi_application()

# Models can be imported from here on.
from articles.reader.press import Press  # noqa: E402

application = Press(django_application) if settings.PRESS_MEMORY else django_application
