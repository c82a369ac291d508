"""Picture files as cameras, phones and agencies make them, written byte by byte."""

import io
import struct
import zlib

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

#: The words that no file we keep or serve may have; each file below has all it can hold of them.
SECRETS = (b"52,31.2N", b"Ada Quill", b"Safe house", b"SERIAL-4711", b"DateTimeOriginal")
KINDS = ("JPEG", "PNG", "WEBP", "AVIF")
#: Degrees, minutes, seconds.
LATITUDE = (52.0, 31.0, 12.0)
GPS, CAMERA, ORIENTATION = 0x8825, 0x8769, 0x0112

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 exif:GPSLatitude="52,31.2N" exif:DateTimeOriginal="2026-01-02T10:11:12+01:00"
 photoshop:Credit="Harbour Agency" photoshop:City="Safe house">
<dc:creator><rdf:Seq><rdf:li>Ada Quill</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Harbour Agency</rdf:li></rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li xml:lang="pt">Barca</rdf:li>
<rdf:li xml:lang="x-default">The ferry at dawn &amp; the café.</rdf:li></rdf:Alt></dc:description>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt>
<rdf:li xml:lang="x-default">A white ferry in the fog.</rdf:li>
</rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def photograph(size=(400, 300)):
    """Forms and grain, so that nothing survives by chance."""
    return Image.merge("RGB", [Image.effect_noise(size, sigma) for sigma in (30, 60, 90)])


def saved(kind, image=None, **options):
    file = io.BytesIO()
    (image or photograph()).save(file, kind, **options)
    return file.getvalue()


def exif(orientation=6, zone="+01:00"):
    made = Image.Exif()
    made[ORIENTATION] = orientation
    made[0x010E] = "A ferry, says the camera"
    made[0x013B] = "Ada Quill"
    made.get_ifd(CAMERA).update({0x9003: "2026:01:02 10:11:12", 0xA431: "SERIAL-4711"})
    if zone:
        made.get_ifd(CAMERA)[0x9011] = zone
    made.get_ifd(GPS).update({1: "N", 2: LATITUDE, 3: "E", 4: (13.0, 24.0, 0.0)})
    return made.tobytes()


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def telling(kind, orientation=6):
    """A file of this kind with all that Exif and XMP can say of it."""
    options = {"exif": exif(orientation), "icc_profile": profile()}
    if kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP)
        options["pnginfo"].add_text("Author", "Ada Quill")
    else:
        options["xmp"] = XMP.encode()
    return saved(kind, **options)


def iim(fields, utf_8=True):
    """IPTC-IIM's block of application records: numbers and texts."""
    block = b"\x1c\x01\x5a\x00\x03\x1b%G" if utf_8 else b""
    for number, text in fields.items():
        value = text.encode("utf-8" if utf_8 else "latin-1")
        block += struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value
    return block


def with_iptc(block, content=None):
    """A JPEG in which Photoshop has put this block."""
    content = content or saved("JPEG")
    resource = (
        b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)
    )
    return with_segment(0xED, b"Photoshop 3.0\0" + resource, content)


def with_segment(marker, payload, content):
    """The JPEG with a segment of notes at its start."""
    head = struct.pack(">BBH", 0xFF, marker, len(payload) + 2)
    return content[:2] + head + payload + content[2:]


def png_head(width, height):
    """A PNG of some bytes that claims this size."""

    def chunk(kind, data):
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
