"""Signing in and out in a real browser, by a real provider."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS
from explorer.bench.serving import find_port, running
from tests.ui.visitors import provider, write_secrets

pytestmark = [pytest.mark.browser, pytest.mark.slow]  # a server and a provider of its own: half a minute
SHOWN = f"() => {APP}?.viewer.shown(0)"


def test_one_signs_in_sees_the_map_and_signs_out_in_all_tabs(browser: Browser, shipped: Path, tmp_path: Path) -> None:
    port = find_port()
    with provider() as issuer:
        secrets = write_secrets(tmp_path / "secrets.toml", f"http://localhost:{port}", issuer)
        with running(shipped, port, options=[f"--secrets.files={secrets}"]) as app:
            context = browser.new_context(viewport={"width": 1280, "height": 720})
            page = context.new_page()
            page.goto(f"{app.url}/?space=furniture")
            assert page.locator("body").inner_text().split() == ["NetSpace", "Explorer", "Sign", "in"]
            page.get_by_role("link", name="Sign in").click()
            page.locator("input[name=sub]").fill("alice")
            page.get_by_role("button", name="Authorize").click()
            page.wait_for_function(SHOWN, timeout=DRAW_MILLISECONDS)
            other = context.new_page()
            other.goto(app.url)
            other.wait_for_function(SHOWN, timeout=DRAW_MILLISECONDS)
            page.get_by_role("button", name="Sign out").click()
            page.wait_for_url(f"{issuer}/**")  # the provider asks whether its own login is to end, too
            page.get_by_role("button").first.click()
            page.wait_for_url(f"{app.url}/")
            expect(page.get_by_role("link", name="Sign in")).to_be_visible()
            expect(other.locator("body")).to_contain_text("You have signed out")
            other.reload()
            expect(other.get_by_role("link", name="Sign in")).to_be_visible()
            context.close()
