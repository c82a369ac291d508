"""Pictures on a server that speaks S3: moto's, which is one of its own process."""

import re
import subprocess
import sys

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client

from articles import workflow
from articles.models import Picture
from tests import people
from tests.desk.test_picture_upload import describe, send
from tests.photo import files
from tests.reader.press.conftest import wait
from tests.reader.press.serving import Server
from tests.setup.conftest import free_port

KEYS = {"AWS_ACCESS_KEY_ID": "of-the-tests", "AWS_SECRET_ACCESS_KEY": "of-the-tests"}
BUCKET, REGION = "pictures", "eu-west-1"


@pytest.fixture
def bucket(monkeypatch):
    """A bucket that is to be made, and the address of its server."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    resource = boto3.resource("s3", endpoint_url=address, region_name=REGION)

    def answers() -> bool:
        try:
            return not list(resource.buckets.all())
        except EndpointConnectionError:
            return False

    wait(answers)
    yield resource.Bucket(BUCKET), address
    server.terminate()
    server.wait(20)


@pytest.fixture
def site(bucket, transactional_db, settings):
    """A site whose pictures are there, and these tests' own process, which is the desk."""
    _, address = bucket
    options = {"bucket_name": BUCKET, "endpoint_url": address, "region_name": REGION}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "newsroom.storage.MediaOnS3",
            "OPTIONS": {**options, "signature_version": "s3v4"},
        },
    }
    call_command("make_bucket")
    own = {"S3_BUCKET": BUCKET, "S3_ENDPOINT": address, "S3_REGION": REGION}
    site = Server(1, **own).wait()
    yield site
    site.end()


def boto_of(bucket):
    return boto3.resource("s3", endpoint_url=bucket[1], region_name=REGION)


def ask(site: Server, address: str):
    asked = site.connect()
    asked.request("GET", address)
    answer = asked.getresponse()
    answer.body = answer.read()
    asked.close()
    return answer


def test_a_bucket_is_made_once(site, bucket, capsys):
    call_command("make_bucket")
    assert "pictures is there" in capsys.readouterr().out
    assert [each.name for each in boto_of(bucket).buckets.all()] == [BUCKET]


def test_a_picture_goes_there_and_readers_get_it_from_the_site(site, bucket):
    chief, desk = people.chief(), Client()
    desk.force_login(chief)
    assert send(desk, files.telling("JPEG")).status_code == 201
    picture = Picture.objects.get()
    describe(desk, picture, alt="A ferry", credit="Ida")
    stored = {each.key for each in bucket[0].objects.all()}
    assert picture.file.name in stored
    assert {name for name in stored if name.startswith("__processed__")}
    picture.refresh_from_db()
    article = people.article(chief, people.section("World"), lead_picture=picture)
    workflow.publish(article, chief)
    page = ask(site, article.editions.get().get_absolute_url())
    address = re.search(r'src="(/media/[^"]+)"', page.body.decode())[1]
    sent = ask(site, address)
    assert (sent.status, sent.getheader("Content-Type")) == (200, "image/webp")
    with default_storage.open(address.removeprefix("/media/")) as kept:
        assert sent.body == kept.read()
    assert ask(site, f"/media/{picture.file.name}").status == 404


def test_what_a_picture_lacks_is_made_when_a_reader_needs_it(site, bucket):
    desk = Client()
    desk.force_login(people.chief())
    send(desk, files.telling("JPEG"))
    name = next(each.key for each in bucket[0].objects.all() if each.key.endswith(".webp"))
    default_storage.delete(name)
    assert ask(site, f"/media/{name}").status == 200
    assert default_storage.exists(name)
    assert ask(site, f"/media/{name.replace('.webp', '.avif')}").status == 404
