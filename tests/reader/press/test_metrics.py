"""The press's own figures, for those alone who may see them."""

import re
from ipaddress import ip_network


def figures(answer) -> dict[str, int]:
    found = re.findall(r'^newsroom_press_(\w+)\{pid="\d+"\} (\d+)$', answer.text, re.MULTILINE)
    return {name: int(value) for name, value in found}


def test_they_say_how_it_is_doing(reader):
    reader.ask()
    reader.ask()
    answer = reader.ask("/metrics")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    told = figures(answer)
    assert (told["hits_total"], told["copies"], told["listening"]) == (1, 1, 1)
    assert 0 < told["bytes"] < told["bytes_limit"] == 8 * 2**20
    assert len(re.findall("^# TYPE", answer.text, re.MULTILINE)) == len(told)


def test_to_others_there_is_no_such_page(reader, settings):
    settings.METRICS_ALLOWED = [ip_network("10.0.0.0/8")]
    nothing = reader.ask("/nothing").status
    for address in ("127.0.0.1", "192.0.2.1", "nonsense", ""):
        assert reader.ask("/metrics", remote_addr=address).status == nothing
    assert reader.ask("/metrics", remote_addr="10.1.2.3").status == 200


def test_nor_to_whoever_comes_through_a_proxy(reader):
    assert reader.ask("/metrics").status == 200
    nothing = reader.ask("/nothing").status
    for told in ({"http_x_forwarded_for": "127.0.0.1"}, {"http_via": "1.1 varnish"}):
        assert reader.ask("/metrics", **told).status == nothing
