from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.conftest import (
    SPOILT,
    TITLE,
    Open,
    Serve,
    catalog,
    entries,
    open_sentence,
    rewrite,
    run_l10n,
    spoil,
    wait_checked,
    wait_saved,
    wait_until,
)

COUNT_PRESSES = "window.presses = 0; addEventListener('keydown', (event) => event.repeat || window.presses++, true);"


def starting(found: dict[str, Any], source: str) -> Any:
    """The entry whose source begins so."""
    (entry,) = [entry for key, entry in found.items() if key.startswith(source)]
    return entry


def test_from_draft_to_built_article(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """A draft is edited and approved, the file has it, and the build publishes it."""
    page = open_page(serve(newsroom).url)
    page.keyboard.press("End")
    page.keyboard.type(" (праўлена)")
    page.keyboard.press("Control+Enter")
    page.locator(".row").first.locator(".margin .mark.reviewed").wait_for()
    wait_saved(page)
    entry = entries(catalog(newsroom))[TITLE]
    assert entry.msgstr.endswith(" (праўлена)")
    assert not entry.fuzzy
    assert run_l10n(newsroom, "build", "--locale", "be").returncode == 1  # 18 are left
    for _ in range(18):
        page.keyboard.press("Control+Enter")
    page.get_by_text("All sentences are reviewed.").first.wait_for()
    wait_saved(page)
    done = run_l10n(newsroom, "build", "--locale", "be")
    assert done.returncode == 0, done.stderr
    (built,) = (newsroom / "build").rglob("*.txt")
    assert " (праўлена)\n" in built.read_text(encoding="utf-8")


def test_19_sentences_need_at_most_25_key_presses(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """Who agrees with all drafts holds Ctrl and presses Enter."""
    page = open_page(serve(newsroom).url)
    page.evaluate(COUNT_PRESSES)
    page.keyboard.down("Control")
    for _ in range(19):
        page.keyboard.press("Enter")
    page.keyboard.up("Control")
    page.locator(".finished").wait_for()
    wait_saved(page)
    assert not any(entry.fuzzy for entry in entries(catalog(newsroom)).values())
    assert page.evaluate("window.presses") <= 25


@pytest.mark.parametrize(
    ("button", "text", "expected"),
    [
        ("Keep yours", None, "Мой тэкст"),
        ("Keep theirs", None, "Іх тэкст"),
        ("Save the combined text", "Разам", "Разам"),
    ],
)
def test_a_conflict_overwrites_nothing(
    newsroom: Path, serve: Serve, open_page: Open, button: str, text: str | None, expected: str
) -> None:
    """What somebody else wrote meanwhile stays in the file until the person has chosen."""
    page = open_page(serve(newsroom).url)
    page.locator(".row.open textarea").fill("Мой тэкст")
    rewrite(catalog(newsroom), lambda entry: write_theirs(entry) if entry.msgid == TITLE else None)
    page.keyboard.press("Control+Enter")
    dialog = page.locator("dialog.conflict")
    dialog.wait_for()
    assert entries(catalog(newsroom))[TITLE].msgstr == "Іх тэкст"
    assert dialog.locator("textarea").input_value() == "Мой тэкст"
    assert "Іх" in dialog.locator(".text ins").first.inner_text()
    if text:
        dialog.locator("textarea").fill(text)
    dialog.get_by_role("button", name=button).click()
    dialog.wait_for(state="detached")
    wait_saved(page)
    entry = entries(catalog(newsroom))[TITLE]
    assert (entry.msgstr, entry.fuzzy) == (expected, False)


def write_theirs(entry: Any) -> None:
    """Approve another text."""
    entry.msgstr, entry.flags = "Іх тэкст", []


def test_what_others_change_appears_and_typing_stays(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """A change on disk shows up by itself; the sentence that is being typed in keeps what is typed."""
    page = open_page(serve(newsroom).url)
    field = open_sentence(page, 19)
    rewrite(catalog(newsroom), lambda entry: write_theirs(entry) if entry.msgid == TITLE else None)
    field.press("End")
    page.keyboard.type(" Так.")
    page.locator(".row").first.get_by_text("Іх тэкст").wait_for()
    assert field.input_value().endswith(" Так.")


def test_undo(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """Alt+Z takes back the last actions, one after the other."""
    page = open_page(serve(newsroom).url)
    before = {key: (entry.msgstr, entry.fuzzy) for key, entry in entries(catalog(newsroom)).items()}
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.locator(".row.reviewed").nth(1).wait_for()
    page.keyboard.press("Alt+z")
    page.keyboard.press("Alt+z")
    page.locator(".row.reviewed").first.wait_for(state="detached")
    wait_saved(page)
    assert {key: (entry.msgstr, entry.fuzzy) for key, entry in entries(catalog(newsroom)).items()} == before
    assert "open" in (page.locator(".row").first.get_attribute("class") or "")


def test_approve_all_without_findings(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """Alt+A asks once and leaves what a check has something against."""
    rewrite(catalog(newsroom), spoil)
    page = open_page(serve(newsroom).url)
    wait_checked(page)
    page.keyboard.press("Alt+a")
    page.locator("dialog.question").get_by_text("Will be approved: 18. Left to review one by one: 1.").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Approved: 18.").wait_for()
    left = [key for key, entry in entries(catalog(newsroom)).items() if entry.fuzzy]
    assert [source.startswith(SPOILT) for source in left] == [True]
    assert "43" in page.locator(".row.open .source .text").inner_text()
    page.keyboard.press("Alt+z")
    page.locator(".row.draft").nth(18).wait_for()
    wait_saved(page)
    assert all(entry.fuzzy for entry in entries(catalog(newsroom)).values())


def test_a_finding_is_shown_and_goes_with_its_suggestion(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """The wrong number is marked and explained; one click puts the right one."""
    rewrite(catalog(newsroom), spoil)
    page = open_page(serve(newsroom).url)
    wait_checked(page)
    page.get_by_role("button", name="With findings 1").click()
    page.locator(".row:visible", has_text="aged 43").locator(".margin button").click()
    page.locator(".row.open .mirror .bad", has_text="12").wait_for()
    page.locator(".row.open .finding").get_by_role("button", name="Use this").click()
    page.locator(".row.open .finding").wait_for(state="detached")
    wait_saved(page)
    assert "11 гадоў" in starting(entries(catalog(newsroom)), SPOILT).msgstr


def test_safe_fix(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """Alt+F corrects what is sure, and the sentence stays a draft."""
    right = entries(catalog(newsroom))[TITLE].msgstr
    rewrite(catalog(newsroom), widen)
    page = open_page(serve(newsroom).url)
    wait_checked(page)
    page.locator(".row.open .buttons", has_text="Fix what is sure").wait_for()
    page.keyboard.press("Alt+f")
    page.get_by_text("Fixed.").wait_for()
    entry = entries(catalog(newsroom))[TITLE]
    assert (entry.msgstr, entry.fuzzy) == (right, True)
    assert page.locator(".row.open textarea").input_value() == right
    page.keyboard.press("Alt+z")
    page.get_by_text("Undone.").wait_for()
    wait_saved(page)
    assert entries(catalog(newsroom))[TITLE].msgstr == right.replace(", ", " , ")


def widen(entry: Any) -> None:
    """Put spaces before the commas of the title."""
    if entry.msgid == TITLE:
        entry.msgstr = entry.msgstr.replace(", ", " , ")


def test_needs_work_with_a_comment(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """A sentence goes to the next person with a word about what is to be done, and a filter finds it."""
    page = open_page(serve(newsroom).url)
    page.keyboard.press("Alt+Shift+Enter")
    page.keyboard.type("Спытаць у Ганны")
    page.keyboard.press("Alt+Shift+Enter")
    page.get_by_text("Marked as needs work.").wait_for()
    wait_saved(page)
    entry = entries(catalog(newsroom))[TITLE]
    assert entry.fuzzy
    assert "Спытаць у Ганны" in entry.tcomment
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Needs work 1").click()
    assert page.locator(".row:visible").count() == 1


def test_join_and_split(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """Two sentences of a paragraph become one and two again."""
    page = open_page(serve(newsroom).url)
    field = open_sentence(page, 5)
    both = f"{field.input_value()} {page.locator('.row').nth(5).locator('.target').inner_text()}"
    page.keyboard.press("Alt+j")
    page.get_by_text("Joined with the next sentence.").wait_for()
    assert page.locator(".row").count() == 18
    assert page.locator(".row.open textarea").input_value() == both
    page.keyboard.press("Alt+j")
    page.get_by_text("Split into its sentences.").wait_for()
    assert page.locator(".row").count() == 19


def test_a_server_that_is_gone_loses_nothing(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """What is approved while the server is away is shown as waiting, survives a reload, and arrives later."""
    server = serve(newsroom)
    page = open_page(server.url)
    page.route("**/api/**", lambda route: route.abort())
    page.locator(".row.open textarea").fill("Без сервера")
    page.keyboard.press("Control+Enter")
    page.locator(".banner").wait_for()
    assert entries(catalog(newsroom))[TITLE].fuzzy
    with page.expect_download() as download:
        page.locator(".banner").get_by_role("button", name="Save my work").click()
    (edit,) = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["edits"]
    assert (edit["source"], edit["target"], edit["state"]) == (TITLE, "Без сервера", "reviewed")
    page.unroute("**/api/**")
    page.reload()
    page.locator(".row").first.locator(".margin .mark.reviewed").wait_for()
    wait_saved(page)
    entry = entries(catalog(newsroom))[TITLE]
    assert (entry.msgstr, entry.fuzzy) == ("Без сервера", False)


def test_a_server_that_was_started_anew_gets_what_was_waiting(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """The old page knows no token of the new server; the new page on the same port finds what was left and sends it."""
    server = serve(newsroom)
    page = open_page(server.url)
    server.stop()
    page.locator(".row.open textarea").fill("Без сервера")
    page.keyboard.press("Control+Enter")
    page.locator(".banner").wait_for()
    again = serve(newsroom, "--port", server.port)
    page.locator(".banner").get_by_text("Waiting: 1.").wait_for()
    page.goto(again.url)
    page.locator(".row").first.locator(".margin .mark.reviewed").wait_for()
    wait_saved(page)
    assert entries(catalog(newsroom))[TITLE].msgstr == "Без сервера"


def test_a_damaged_catalog_is_told_and_kept(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """A file that cannot be read is not written, and what the person typed stays on the page."""
    page = open_page(serve(newsroom).url)
    field = page.locator(".row.open textarea")
    field.fill("Новы тэкст")
    catalog(newsroom).write_text('msgid "x\n', encoding="utf-8")
    page.keyboard.press("Control+Enter")
    page.locator(".message.error").wait_for()
    assert catalog(newsroom).read_text(encoding="utf-8") == 'msgid "x\n'
    assert page.evaluate("Object.values(L10n.desk.typed).map((typed) => typed.text)") == ["Новы тэкст"]


def test_the_address_comes_back_to_the_sentence(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """Article, locale and sentence are in the address; other locales are a link away."""
    page = open_page(serve(newsroom).url)
    open_sentence(page, 7)
    page.reload()
    page.locator(".row").nth(6).locator("textarea").wait_for()
    page.get_by_role("link", name="русский").click()
    page.locator(".row.open textarea[lang=ru]").wait_for()
    assert "l=ru" in page.url
    page.go_back()
    page.locator(".row.open textarea[lang=be]").wait_for()


def test_the_paradigm_of_a_term(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """A term shows its forms when pointed at or focused; Esc puts the card away and leaves the sentence open."""
    page = open_page(serve(newsroom).url)
    term = page.locator(".row.open .source .text .term").first
    term.focus()
    card = page.locator(".term-card")
    card.get_by_text("Беларуссю").wait_for()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert page.locator(".row.open").count() == 1
    page.locator(".row").nth(1).locator(".target .term").first.hover()
    card.get_by_role("row").first.wait_for()


def test_search_filters_and_finds_nothing_kindly(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """The search looks into both languages; Esc clears it."""
    page = open_page(serve(newsroom).url)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("латвіі")
    wait_until(page, "document.querySelectorAll('.row:not([hidden])').length === 1")
    page.keyboard.type("zzz")
    page.get_by_text("No sentence is like that.").wait_for()
    page.keyboard.press("Escape")
    wait_until(page, "document.querySelectorAll('.row:not([hidden])').length === 19")


def test_the_preview_shows_the_article(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """The built article is shown in a frame without rights."""
    page = open_page(serve(newsroom).url)
    target = entries(catalog(newsroom))[TITLE].msgstr
    page.get_by_role("button", name="Preview").click()
    page.frame_locator("dialog iframe").get_by_role("heading", name=target).wait_for()
    assert page.locator("dialog iframe").get_attribute("sandbox") == ""


def test_a_phone(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """On a narrow screen nothing sticks out, and a tap opens and approves."""
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    page = open_page(serve(newsroom).url, **phone)
    wait_checked(page)
    page.locator(".row").nth(3).locator(".target").tap()
    page.locator(".row").nth(3).locator("textarea").wait_for()
    widths = "[document.documentElement.scrollWidth, document.body.scrollWidth, window.innerWidth]"
    assert max(page.evaluate(widths)) == 360
    page.locator(".row.open .action.primary").tap()
    page.locator(".row").nth(3).locator(".margin .mark.reviewed").wait_for()


def test_the_interface_in_belarusian(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """The page speaks the language that was asked for, and another one at once when it is chosen."""
    page = open_page(serve(newsroom, "--lang", "be").url)
    page.get_by_role("button", name="Зацвердзіць").first.wait_for()
    assert page.evaluate("document.documentElement.lang") == "be"
    page.get_by_label("Мова гэтай старонкі").select_option("uk")
    page.get_by_role("button", name="Затвердити").first.wait_for()
    page.locator(".row").nth(1).get_by_text("чернетка").wait_for()


def test_a_finding_in_belarusian(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """What a check found is named in the language of the page, with the check's own message below."""
    rewrite(catalog(newsroom), spoil)
    page = open_page(serve(newsroom, "--lang", "be").url)
    page.locator(".row:visible", has_text="aged 43").locator(".margin button").click()
    finding = page.locator(".row.open .finding")
    finding.get_by_text("У перакладзе іншы лік, чым у арыгінале", exact=True).wait_for()
    finding.get_by_text("the source has 11, the translation has 12", exact=True).wait_for()
