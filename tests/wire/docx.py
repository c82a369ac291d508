"""Word documents, as small as Word opens them."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="jpg" ContentType="image/jpeg"/>
<Override PartName="/word/document.xml" ContentType="{document}"/>
</Types>""".format(
    document="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
RELS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{kind}" Target="{target}"{mode}/></Relationships>"""
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
</w:styles>"""
FOOTNOTES = f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>By the harbour office.</w:t>
</w:r></w:p></w:footnote></w:footnotes>"""
PICTURE = """<w:p><w:r><w:drawing>
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<wp:docPr id="1" name="Picture" descr="A ferry at the quay"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>
<a:blip r:embed="rId2"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>
</w:drawing></w:r></w:p>"""


def paragraph(words: str, style: str = "", after: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{words}</w:t></w:r>{after}</w:p>"


CHANGED = (
    "<w:p><w:r><w:t>It came </w:t></w:r>"
    '<w:del w:id="1" w:author="x"><w:r><w:delText>at eight</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="x"><w:r><w:t>at nine</w:t></w:r></w:ins></w:p>'
)
NOTED = paragraph("It was late", after='<w:r><w:footnoteReference w:id="2"/></w:r>')
LINKED = '<w:p><w:hyperlink r:id="rId3"><w:r><w:t>The timetable</w:t></w:r></w:hyperlink></w:p>'
TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ferry</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>9.00</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def text_of(*parts: str) -> str:
    return f"<w:document {W} {R}><w:body>{''.join(parts)}</w:body></w:document>"


def document(
    *parts: str, picture: bytes = b"", linked_picture: str = "", **members: str | bytes
) -> bytes:
    """Return a document; `members` are more files of it, or others in the place of its own."""
    image = 'Target="media/image1.jpg"'
    if linked_picture:
        image = f'Target="{linked_picture}" TargetMode="External"'
    related = [
        ("rId2", f"{KINDS}/image", image),
        ("rId3", f"{KINDS}/hyperlink", 'Target="https://example.org/times" TargetMode="External"'),
        ("rId4", f"{KINDS}/styles", 'Target="styles.xml"'),
        ("rId5", f"{KINDS}/footnotes", 'Target="footnotes.xml"'),
    ]
    links = "".join(f'<Relationship Id="{key}" Type="{kind}" {to}/>' for key, kind, to in related)
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(
            kind=f"{KINDS}/officeDocument", target="word/document.xml", mode=""
        ),
        "word/_rels/document.xml.rels": "<Relationships xmlns="
        f'"http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
        "word/styles.xml": STYLES,
        "word/footnotes.xml": FOOTNOTES,
        "word/document.xml": text_of(*parts),
        **members,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        if picture:
            archive.writestr("word/media/image1.jpg", picture)
    return packed.getvalue()
