"""WordPress exports, as its own tool writes them, of posts that these tests make up."""

from xml.sax.saxutils import escape

SITE = "https://old.example.org"
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.7" created="2026-02-03 04:05" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/{version}/">
<channel>
<title>The Old Courier</title>
<link>{site}</link>
<wp:wxr_version>{version}</wp:wxr_version>
<wp:base_site_url>{site}</wp:base_site_url>
<wp:base_blog_url>{site}</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[imarrow]]></wp:author_login>
<wp:author_display_name><![CDATA[Ines Marrow]]></wp:author_display_name></wp:author>
"""
FOOT = "</channel></rss>\n"


def export(*items: str, version: str = "1.2") -> str:
    return HEAD.format(site=SITE, version=version) + "".join(items) + FOOT


def post(
    number: int = 7,
    title: str = "Ferry late again",
    content: str = "It came at nine.\n\nNobody was told why.",
    *,
    kind: str = "post",
    status: str = "publish",
    day: str = "2012-03-15",
    slug: str = "",
    excerpt: str = "",
    password: str = "",
    categories: tuple[tuple[str, str], ...] = (("world", "World"),),
    tags: tuple[tuple[str, str], ...] = (),
    more: str = "",
    creator: str = "imarrow",
    meta: dict[str, str] | None = None,
) -> str:
    slug = slug or f"post-{number}"
    terms = [("category", *each) for each in categories] + [("post_tag", *each) for each in tags]
    named = "".join(
        f'<category domain="{domain}" nicename="{key}"><![CDATA[{name}]]></category>\n'
        for domain, key, name in terms
    )
    told = "".join(
        f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>\n"
        for key, value in (meta or {}).items()
    )
    link = (
        f"{SITE}/{day.replace('-', '/')}/{slug}/" if status == "publish" else f"{SITE}/?p={number}"
    )
    return f"""<item>
<title>{escape(title)}</title>
<link>{link}</link>
<dc:creator><![CDATA[{creator}]]></dc:creator>
<guid isPermaLink="false">{SITE}/?p={number}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date>{day} 08:00:00</wp:post_date>
<wp:post_date_gmt>{day} 08:00:00</wp:post_date_gmt>
<wp:post_name>{slug}</wp:post_name>
<wp:status>{status}</wp:status>
<wp:post_parent>0</wp:post_parent>
<wp:post_type>{kind}</wp:post_type>
<wp:post_password>{password}</wp:post_password>
{named}{told}{more}</item>
"""


def attachment(number: int, file: str, *, alt: str = "", caption: str = "", parent: int = 0) -> str:
    return f"""<item>
<title>{file}</title>
<wp:post_id>{number}</wp:post_id>
<wp:status>inherit</wp:status>
<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>
<wp:post_parent>{parent}</wp:post_parent>
<wp:post_type>attachment</wp:post_type>
<wp:attachment_url>{SITE}/wp-content/uploads/{file}</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>
<wp:meta_value><![CDATA[{alt}]]></wp:meta_value></wp:postmeta>
</item>
"""
