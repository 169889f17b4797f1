"""Who may use the page: nobody without the token, and no other site."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.review.client import ARTICLE, HOST, PORT, TOKEN, Page, edit_of

HOSTILE_HOSTS = [
    "",
    "evil.example",
    f"evil.example:{PORT}",
    "127.0.0.1",
    "127.0.0.1:80",
    f"127.0.0.1.evil.example:{PORT}",
]
HOSTILE_HOSTS += [f"[::1]:{PORT}", f"0.0.0.0:{PORT}", f"localhost.:{PORT}", f"localhost:{PORT}@evil.example"]
HOSTILE_ORIGINS = ["http://evil.example", "null", f"https://{HOST}", "http://127.0.0.1", f"http://{HOST}.evil.example"]
HOSTILE_ORIGINS += [f"http://{HOST} http://evil.example", "http://localhost:3000"]


@pytest.mark.parametrize("address", ["/", "/?token=", "/?token=wrong", f"/?token={TOKEN}x", "/?token=%ff%00"])
def test_the_page_needs_its_token(page: Page, address: str) -> None:
    """Without the token there is a plain sentence and nothing else."""
    answer = page.ask("GET", address)
    assert answer.status_code == 403
    assert "Open the address" in answer.text
    assert "script" not in answer.text


def test_the_page_with_its_token(page: Page) -> None:
    """The page has no inline script or style, and may load nothing from elsewhere."""
    answer = page.ask("GET", f"/?token={TOKEN}", headers={"X-L10N-Token": "", "Origin": ""})
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert TOKEN not in answer.text


@pytest.mark.parametrize("token", ["", "wrong", TOKEN.upper(), TOKEN + " x"])
def test_requests_need_the_token(page: Page, token: str) -> None:
    """Nothing of the project is told, and nothing changed, without the token in its header."""
    before = page.catalog().read_bytes()
    answer = page.ask("GET", "/api/project", headers={"X-L10N-Token": token}, params={"token": TOKEN})
    assert answer.status_code == 403
    answer = page.ask("POST", "/api/approve", headers={"X-L10N-Token": token}, json={"path": ARTICLE, "locale": "be"})
    assert answer.status_code == 403
    assert page.catalog().read_bytes() == before


@pytest.mark.parametrize("host", HOSTILE_HOSTS)
def test_another_host_is_refused(page: Page, host: str) -> None:
    """A name that somebody points to this machine (DNS rebinding) is not ours, whatever else is right."""
    for address in ("/api/project", f"/?token={TOKEN}", "/static/index.html"):
        headers = [("X-L10N-Token", TOKEN), ("Host", host)]
        answer = page.ask("GET", address, headers=dict(headers) | ({} if host else {"Host": " "}))
        assert answer.status_code == 421
        assert answer.json()["error"]


@pytest.mark.parametrize("host", [HOST, f"localhost:{PORT}", f"LocalHost:{PORT}"])
def test_names_of_this_machine(page: Page, host: str) -> None:
    """Both names of loopback are good, with and without an Origin."""
    assert page.ask("GET", "/api/project", headers={"Host": host, "Origin": ""}).status_code == 200
    assert page.ask("GET", "/api/project", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", HOSTILE_ORIGINS)
def test_another_origin_is_refused(page: Page, origin: str) -> None:
    """A page of another site can neither read nor write, even if it knew the token."""
    assert page.ask("GET", "/api/project", headers={"Origin": origin}).status_code == 403
    before = page.catalog().read_bytes()
    answer = page.ask("POST", "/api/approve", headers={"Origin": origin}, json={"path": ARTICLE, "locale": "be"})
    assert answer.status_code == 403
    assert page.catalog().read_bytes() == before
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something"])
def test_a_request_from_another_site_is_refused(page: Page, site: str) -> None:
    """Browsers say where a request comes from, even where they send no Origin."""
    headers = {"Origin": "", "Sec-Fetch-Site": site}
    assert page.ask("GET", "/api/project", headers=headers).status_code == 403
    assert page.ask("GET", f"/?token={TOKEN}", headers=headers).status_code == 403


def test_what_changes_something_is_posted(page: Page) -> None:
    """A GET changes nothing: not even with everything in its query."""
    before = page.catalog().read_bytes()
    for name in ("edit", "approve", "fix", "join", "split", "check"):
        answer = page.ask("GET", f"/api/{name}", params={"path": ARTICLE, "locale": "be"})
        assert answer.status_code == 405
        assert answer.json()["error"]
    for name in ("project", "article", "findings"):
        assert page.ask("POST", f"/api/{name}", json={}).status_code == 405
    assert page.catalog().read_bytes() == before


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"]
)
def test_a_form_is_refused(page: Page, kind: str) -> None:
    """What a form of another site could send without asking is no JSON."""
    body = b'{"path": "source/news.txt", "locale": "be", "ids": null}'
    answer = page.ask("POST", "/api/approve", headers={"Content-Type": kind}, content=body)
    assert answer.status_code == 415


def test_a_huge_body_is_refused(page: Page) -> None:
    """More than a megabyte is not read to its end."""
    entry = page.entries()["Belarus Frees"]
    answer = page.send("edit", edits=[edit_of(entry, "а" * 1_100_000)])
    assert answer.status_code == 413
    assert "1 MB" in answer.json()["error"]


@pytest.mark.parametrize("address", ["/api/nothing", "/nothing", "/static/nothing.js", "/static/../app.py"])
def test_what_is_not_there(page: Page, address: str) -> None:
    """There is nothing but the page, its files and its requests."""
    assert page.ask("GET", address).status_code == 404


@pytest.mark.parametrize("address", ["/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"])
def test_static_files_stay_in_their_folder(page: Page, address: str) -> None:
    """No way of writing a path leads out of the folder of the page."""
    assert page.ask("GET", address).status_code == 404


def test_static_files_have_the_policy_too(project: Path) -> None:
    """Every answer is as strict as the page, and read as what it says it is."""
    answer = Page(project).ask("GET", "/static/page.js", headers={"X-L10N-Token": ""})
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
