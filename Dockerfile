FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MEDIA_ROOT=/media

RUN useradd --system --uid 1000 --home-dir /app newsroom \
    && mkdir -p /app /media \
    && chown newsroom:newsroom /app /media
WORKDIR /app

COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock

COPY --chown=newsroom:newsroom . .
USER newsroom
# Collecting needs settings but no database: neither of these is kept, nor used for anything else.
RUN DATABASE_URL=postgresql://build/build SECRET_KEY=build python manage.py collectstatic --noinput

VOLUME /media
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--respawn-failed-workers", "--workers-kill-timeout", "10", "newsroom.wsgi:application"]
