"""How the desk looks: what Unfold and CKEditor are told. The settings import it: no models here."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import lazy

__all__ = ["CKEDITOR_CONFIGS", "UNFOLD"]

later = lazy(static, str)


def site_name(_request: HttpRequest) -> str:
    return settings.SITE_NAME


def stylesheet(_request: HttpRequest) -> str:
    return static("desk/desk.css")


def script(_request: HttpRequest) -> str:
    return static("desk/menu.js")


def may(codename: str) -> Any:
    """Return what shows an entry to those who hold `articles.<codename>` alone."""
    return lambda request: request.user.has_perm(f"articles.{codename}")


def entry(title: str, icon: str, url_name: str, codename: str) -> dict[str, Any]:
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:articles_{url_name}"),
        "permission": may(codename),
    }


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": site_name,
    "SITE_HEADER": site_name,
    "SITE_SUBHEADER": "The desk",
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/",
    "STYLES": [stylesheet],
    "SCRIPTS": [script],
    "BORDER_RADIUS": "4px",
    "COLORS": {
        "primary": {
            "50": "oklch(97% .013 240)",
            "100": "oklch(94% .028 240)",
            "200": "oklch(88% .055 240)",
            "300": "oklch(80% .09 240)",
            "400": "oklch(72% .12 242)",
            "500": "oklch(60% .14 245)",
            "600": "oklch(48% .13 248)",
            "700": "oklch(42% .12 250)",
            "800": "oklch(36% .10 252)",
            "900": "oklch(30% .08 254)",
            "950": "oklch(22% .06 256)",
        },
        "font": {
            "subtle-light": "var(--color-base-600)",
            "subtle-dark": "var(--color-base-300)",
            "default-light": "var(--color-base-700)",
            "default-dark": "var(--color-base-200)",
            "important-light": "var(--color-base-900)",
            "important-dark": "var(--color-base-100)",
        },
    },
    "SIDEBAR": {
        "navigation": [
            {
                "title": "Stories",
                "items": [
                    entry("Articles", "article", "article_changelist", "view_article"),
                    entry("New article", "edit_note", "article_add", "add_article"),
                    entry("Bring in copy", "input", "article_bring_in", "add_article"),
                    entry("Pictures", "photo_library", "picture_changelist", "view_picture"),
                ],
            },
            {
                "title": "The house",
                "items": [
                    entry("Sections", "account_tree", "section_changelist", "view_section"),
                    entry("Authors", "badge", "author_changelist", "view_author"),
                    entry("Topics", "label", "topic_changelist", "view_topic"),
                    entry("People", "group", "user_changelist", "view_user"),
                ],
            },
        ],
    },
}

#: CKEditor's plugins, all of them: none previews, shows source, uploads or talks to a server.
PLUGINS = (
    "a11yhelp,basicstyles,blockquote,clipboard,contextmenu,dialogui,dialog,elementspath,enterkey,"
    "entities,floatingspace,format,horizontalrule,indent,indentlist,link,list,magicline,"
    "pastefromgdocs,pastefromlibreoffice,pastefromword,pastetext,removeformat,resize,showborders,"
    "specialchar,tab,table,tableselection,tabletools,toolbar,undo,widget,wysiwygarea"
)
#: The grammar of articles.richtext, for the editor's content filter.
ALLOWED_CONTENT = (
    "p h2 h3 h4 blockquote ul ol li hr br strong em s sub sup figure figcaption;"
    "a[!href,rel]; img[!data-picture,!src,alt,width,height];"
    "table caption thead tbody tr; td[colspan,rowspan]; th[colspan,rowspan,scope]"
)

CKEDITOR_CONFIGS: dict[str, dict[str, Any]] = {
    "default": {
        # Neither config.js nor styles.js are asked for: all there is to set is here.
        "customConfig": "",
        "stylesSet": False,
        "plugins": PLUGINS,
        "extra_plugins": ["librarypicture"],
        "external_plugin_resources": [("librarypicture", later("desk/"), "editor.js")],
        "removePlugins": "exportpdf,about",
        "versionCheck": False,
        "allowedContent": ALLOWED_CONTENT,
        "contentsCss": [later("desk/body.css")],
        "format_tags": "p;h2;h3;h4",
        "toolbar": "desk",
        "toolbar_desk": [
            ["Format", "Bold", "Italic", "Strike", "Subscript", "Superscript", "RemoveFormat"],
            ["BulletedList", "NumberedList", "Outdent", "Indent", "Blockquote"],
            ["Link", "Unlink", "LibraryPicture", "Table", "HorizontalRule", "SpecialChar"],
            ["PasteText", "PasteFromWord", "Undo", "Redo", "A11yHelp"],
        ],
        "width": "100%",
        "height": 480,
        "entities_latin": False,
        "entities_greek": False,
        "basicEntities": True,
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        "disableNativeSpellChecker": False,
        "pasteFromWordRemoveFontStyles": True,
        "title": "Body",
    }
}
