"""How the desk looks: what Unfold and CKEditor are told. The settings import it: no models here."""

from collections.abc import Callable
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


def asset(name: str) -> Callable[[HttpRequest], str]:
    """Return what Unfold asks for the address of a file of ours."""
    return lambda _request: static(name)


def may(codename: str) -> Any:
    """Return what shows an entry to those who hold `articles.<codename>` alone."""
    return lambda request: request.user.has_perm(f"articles.{codename}")


def entry(title: str, icon: str, url_name: str, codename: str = "") -> dict[str, Any]:
    """Return an entry of the navigation, for those who hold `articles.<codename>` alone."""
    link = reverse_lazy(url_name)
    shown = {"permission": may(codename)} if codename else {}
    return {"title": title, "icon": icon, "link": link, "active": leads_here(link), **shown}


def leads_here(link: Any) -> Callable[[HttpRequest], bool]:
    """Return what tells whether this entry leads to a page, and no other leads further."""

    def current(request: HttpRequest) -> bool:
        links = [str(each["link"]) for group in NAVIGATION for each in group["items"]]
        above = [each for each in links[1:] if request.path.startswith(each)]
        return str(link) == max(above, key=len, default=request.path)

    return current


NAVIGATION: list[dict[str, Any]] = [
    {
        "title": "Stories",
        "items": [
            entry("Home", "home", "admin:index"),
            entry(
                "Assignments", "assignment", "admin:articles_assignment_changelist", "view_article"
            ),
            entry("Planner", "calendar_month", "desk:planner", "view_article"),
            entry("Articles", "article", "admin:articles_article_changelist", "view_article"),
            entry("New article", "edit_note", "admin:articles_article_add", "add_article"),
            entry("Bring in copy", "input", "admin:articles_article_bring_in", "add_article"),
            entry("Pictures", "photo_library", "admin:articles_picture_changelist", "view_picture"),
            entry("Front pages", "newsstand", "desk:front", "view_article"),
            entry("Time travel", "history", "desk:as_of_choose", "view_article"),
        ],
    },
    {
        "title": "The house",
        "items": [
            entry("Sections", "account_tree", "admin:articles_section_changelist", "view_section"),
            entry("Authors", "badge", "admin:articles_author_changelist", "view_author"),
            entry("Topics", "label", "admin:articles_topic_changelist", "view_topic"),
            entry("People", "group", "admin:articles_user_changelist", "view_user"),
            entry("Partners", "handshake", "desk:partners", "publish_unreviewed"),
            entry("Mail", "mail", "desk:outbox"),
        ],
    },
]

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": site_name,
    "SITE_HEADER": site_name,
    "SITE_SUBHEADER": "The desk",
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": asset("reader/icon.svg")}],
    "DASHBOARD_CALLBACK": "articles.desk.home.dashboard",
    "STYLES": [asset("desk/desk.css"), asset("desk/keys.css"), asset("desk/messages.css")],
    "SCRIPTS": [asset("desk/menu.js"), asset("desk/keys.js"), asset("desk/messages.js")],
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
    "SIDEBAR": {"navigation": NAVIGATION},
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
    "p h2 h3 h4 blockquote ul ol li hr br strong em s sub sup figure figcaption; blockquote(pull);"
    "a[!href,rel]; img[!data-picture,!src,alt,width,height];"
    "table caption thead tbody tr; td[colspan,rowspan]; th[colspan,rowspan,scope]"
)

CKEDITOR_CONFIGS: dict[str, dict[str, Any]] = {
    "default": {
        # Neither config.js nor styles.js are asked for: all there is to set is here.
        "customConfig": "",
        "stylesSet": False,
        "plugins": PLUGINS,
        "extra_plugins": ["librarypicture", "pullquote", "deskembed", "desknotes"],
        "external_plugin_resources": [
            ("librarypicture", later("desk/"), "editor.js"),
            ("pullquote", later("desk/"), "pullquote.js"),
            ("deskembed", later("desk/"), "embedplugin.js"),
            ("desknotes", later("desk/"), "noteplugin.js"),
        ],
        "removePlugins": "exportpdf,about",
        "versionCheck": False,
        "allowedContent": ALLOWED_CONTENT,
        "contentsCss": [later("desk/body.css")],
        "format_tags": "p;h2;h3;h4",
        "toolbar": "desk",
        "toolbar_desk": [
            ["Format", "Bold", "Italic", "Strike", "Subscript", "Superscript", "RemoveFormat"],
            ["BulletedList", "NumberedList", "Outdent", "Indent", "Blockquote", "PullQuote"],
            ["Link", "Unlink", "LibraryPicture", "DeskEmbed"],
            ["Table", "HorizontalRule", "SpecialChar"],
            ["NoteOnThis"],
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
