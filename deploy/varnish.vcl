vcl 4.1;

# Varnish before the site. It keeps readers' pages as long as SHARED_CACHE says, and purges them by
# their keys when `manage.py purge` tells it to, at a door of its own:
#     varnishd -a :80 -a purge=:8081
# The port 8081 is for that command alone: never let others reach it.

import std;

backend web {
    .host = "web";
    .port = "8000";
    .probe = {
        # The site answers to its own host names only; localhost is one of them.
        .request =
            "GET /healthz HTTP/1.1"
            "Host: localhost"
            "Connection: close";
        .interval = 2s;
        .timeout = 2s;
        .window = 3;
        .threshold = 2;
    }
}

sub vcl_recv {
    if (local.socket == "purge") {
        if (req.method != "PURGE" || req.http.Surrogate-Key !~ "^[-a-z0-9* ]{1,5000}$") {
            return (synth(400, "PURGE it is, with keys"));
        }
        call purge_keys;
    }
    # No client may speak for the site's own proxy of this name (httpoxy).
    unset req.http.Proxy;

    if (req.url ~ "^/(admin|wire)(/|$)" || (req.method != "GET" && req.method != "HEAD")) {
        return (pass);
    }
    # Readers' pages are the same for everyone.
    unset req.http.Cookie;
    unset req.http.Authorization;
    if (std.healthy(req.backend_hint)) {
        # While one who asks fetches a page anew, others get the last one.
        set req.grace = 10s;
    }
    return (hash);
}

sub purge_keys {
    if (req.http.Surrogate-Key == "*") {
        std.ban("obj.http.Surrogate-Key ~ .");
    } else {
        set req.http.X-Keys = regsuball(req.http.Surrogate-Key, "\*", "");
        set req.http.X-Keys = regsuball(regsuball(req.http.X-Keys, "^ +| +$", ""), " +", "|");
        std.ban("obj.http.Surrogate-Key ~ (^|[[:space:]])(" + req.http.X-Keys + ")([[:space:]]|$)");
    }
    if (std.ban_error() != "") {
        return (synth(500, std.ban_error()));
    }
    return (synth(200, "Purged"));
}

sub vcl_backend_response {
    if (bereq.url ~ "^/(admin|wire)(/|$)") {
        return (deliver);
    }
    set beresp.grace = 0s;
    if (bereq.url ~ "^/(static|media)/" && (beresp.status == 200 || beresp.status == 304)) {
        unset beresp.http.Set-Cookie;
    } elsif (beresp.http.Surrogate-Key) {
        # How long it may be served while the site is away: never past a moment at which it changes.
        unset beresp.http.Set-Cookie;
        set beresp.grace = std.duration(
            regsub(beresp.http.Cache-Control, "^.*stale-if-error=([0-9]+).*$", "\1") + "s", 0s);
    } else {
        # What isn't there yet may be there in a second.
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
    }
}

sub vcl_deliver {
    if (resp.http.Surrogate-Key) {
        # How long is for us to know: nobody behind us can be purged.
        set resp.http.Cache-Control = "no-cache";
        unset resp.http.Surrogate-Key;
        unset resp.http.Age;
    }
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
