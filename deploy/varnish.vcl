vcl 4.1;

# Varnish before the site. It keeps static files and pictures, whose names change with their
# content. Readers' pages go through to the site, which alone knows when they change.

backend web {
    .host = "web";
    .port = "8000";
    .probe = {
        # The site answers to its own host names only; localhost is one of them.
        .request =
            "GET /healthz HTTP/1.1"
            "Host: localhost"
            "Connection: close";
        .interval = 5s;
        .timeout = 5s;
    }
}

sub vcl_recv {
    # No client may speak for the site's own proxy of this name (httpoxy).
    unset req.http.Proxy;

    if (req.url ~ "^/admin(/|$)" || (req.method != "GET" && req.method != "HEAD")) {
        return (pass);
    }
    # Readers' pages are the same for everyone.
    unset req.http.Cookie;
    if (req.url ~ "^/(static|media)/") {
        return (hash);
    }
    return (pass);
}

sub vcl_backend_response {
    # Nothing is served past its time.
    set beresp.grace = 0s;
    if (bereq.url ~ "^/(static|media)/") {
        unset beresp.http.Set-Cookie;
        if (beresp.status != 200 && beresp.status != 304) {
            set beresp.uncacheable = true;
        }
    }
}

sub vcl_deliver {
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
