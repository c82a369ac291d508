"""How long a photograph takes until the desk, and readers, can have it.

    DATABASE_URL=... python -m tests.benchmarks.pictures [megapixels]

The database is migrated, and may be thrown away; files go to a folder that is removed. The picture
is grainy, which is the slowest kind to encode.
"""

import io
import os
import statistics
import sys
import tempfile
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after django.setup()
from django.core.files.base import ContentFile  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from PIL import Image  # noqa: E402

from articles import workflow  # noqa: E402
from articles.models import Picture  # noqa: E402
from tests import people  # noqa: E402

ROUNDS = 5
#: What an editor waits for at most, in seconds.
USABLE_IN = 3


def photograph(megapixels: float) -> bytes:
    """A JPEG of 3:2 with forms and grain."""
    height = round((megapixels * 1e6 / 1.5) ** 0.5)
    size = (round(height * 1.5), height)
    planes = []
    for sigma in (12, 16, 20):
        forms = Image.effect_noise((size[0] // 40, size[1] // 40), 90).resize(size)
        planes.append(Image.blend(forms, Image.effect_noise(size, sigma), 0.25))
    file = io.BytesIO()
    Image.merge("RGB", planes).save(file, "JPEG", quality=92)
    return file.getvalue()


def once(content: bytes) -> tuple[float, float]:
    """Return the seconds until the desk can show and place it, and those until readers can."""
    start = time.perf_counter()
    picture = workflow.add_picture(people.reporter(), ContentFile(content, name="x.jpg"))
    usable = time.perf_counter() - start
    Picture.objects.get(pk=picture.pk).prepare()
    return usable, time.perf_counter() - start


def main() -> None:
    megapixels = float(sys.argv[1]) if len(sys.argv) > 1 else 24
    content = photograph(megapixels)
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        times = [once(content) for _ in range(ROUNDS)]
    usable, ready = (statistics.median(column) for column in zip(*times, strict=True))
    renditions = len(Picture.objects.latest("pk").file.renditions)
    print(f"{megapixels:g} megapixels, {len(content) / 1e6:.1f} MB, median of {ROUNDS}")
    print(f"usable at the desk after {usable:.2f} s (at most {USABLE_IN} s)")
    print(f"all {renditions} renditions after {ready:.2f} s; the queue is {settings.TASKS_BACKEND}")
    sys.exit(usable > USABLE_IN)


if __name__ == "__main__":
    main()
