"""What the title says, the facts, the files and the address are of the same network, also after a reload."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import torch
from playwright.sync_api import Page, expect
from safetensors.torch import load_file

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS, settle
from explorer.networks.prep import unflatten
from explorer.space.bundle import load_space
from explorer.space.written import read_latent

pytestmark = pytest.mark.browser


def open_view(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function(f"() => {APP}?.viewer.shown(0) && !{APP}.waiting", timeout=DRAW_MILLISECONDS)


def wait_for_link(page: Page, part: str) -> None:
    page.wait_for_function("part => location.search.includes(part)", arg=part, timeout=DRAW_MILLISECONDS)
    settle(page)


def agreed(page: Page, pattern: str) -> str:
    """Wait until the title is of this form and the facts say the same, as they do a moment later; gives it."""
    title = page.locator(".nx-title")
    expect(title).to_have_text(re.compile(pattern), timeout=DRAW_MILLISECONDS)
    said = title.inner_text()
    shown = page.locator(".explorer-facts dt", has_text=re.compile("^shown$")).locator("xpath=following::dd[1]")
    plain = re.escape(said).replace("−", "-")  # the title begins with a capital, and has a true minus
    expect(shown).to_have_text(re.compile(rf"^\s*{plain}\s*$", re.IGNORECASE), timeout=DRAW_MILLISECONDS)
    settle(page)
    assert title.inner_text() == said
    return said


def network_file(page: Page, path: Path) -> str:
    """Download the network that is shown; gives the name of the file."""
    with page.expect_download(timeout=DRAW_MILLISECONDS) as saved:
        page.get_by_role("button", name="Download the network").click()
    saved.value.save_as(path)
    return saved.value.suggested_filename


def test_a_step_and_a_star_are_what_facts_files_and_address_say_also_after_a_reload(
    page: Page, app_url: str, shipped: Path, tmp_path: Path
) -> None:
    open_view(page, f"{app_url}/?view=sum&sum=10,20,30")
    expect(page.locator(".explorer-facts")).to_contain_text("+", timeout=DRAW_MILLISECONDS)
    page.evaluate(
        f"() => {APP}.send({{type: 'optimize', start: {{kind: 'network', id: 5}}, goal: 'shape:7', steps: 12}})"
    )
    page.wait_for_function(f"() => {APP}.optimizer.run?.state === 'ended'", timeout=DRAW_MILLISECONDS)
    wait_for_link(page, "view=point")  # told when it has come to rest
    agreed(page, r"^(The start|Step \d+, the best), from \w+ 5 toward")
    page.get_by_role("button", name="Keep", exact=True).click()
    star = page.locator(".nx-map-kept")
    expect(star).to_have_count(1, timeout=DRAW_MILLISECONDS)

    page.evaluate(f"() => {APP}.change({{shown: 'sum', sum: [10, 20, 30]}})")
    wait_for_link(page, "view=sum")
    agreed(page, r"\+")
    assert re.fullmatch(r"furniture-sum-10-20-30\.safetensors", network_file(page, tmp_path / "sum"))
    star.dispatch_event("click")
    wait_for_link(page, "view=point")
    title = agreed(page, "^Kept: from")
    name = network_file(page, tmp_path / "point")
    assert name.startswith("furniture-point-Kept-from-")
    space = load_space(shipped / "furniture")
    (text,) = parse_qs(urlsplit(page.url).query)["point"]
    weights = space.model.decode(torch.from_numpy(read_latent(text, space.latents.shape[1]))[None])[0].detach()
    saved, wanted = load_file(tmp_path / "point"), unflatten(space.layout, weights)
    assert all(torch.allclose(saved[key], value, atol=1e-5) for key, value in wanted.items())

    page.reload()
    page.wait_for_function(f"() => {APP}?.viewer.shown(0) && !{APP}.waiting", timeout=DRAW_MILLISECONDS)
    settle(page)
    assert agreed(page, "^Kept: from") == title
    expect(star).to_have_count(1, timeout=DRAW_MILLISECONDS)  # the session's own, too
    assert network_file(page, tmp_path / "again") == name
    again = load_file(tmp_path / "again")  # the order of what a header says is any
    assert set(again) == set(saved)
    assert all(torch.equal(again[key], value) for key, value in saved.items())
    page.evaluate(f"() => {APP}.actions.look(5)")
    wait_for_link(page, "view=network")
    assert "point=" not in page.url
    assert "called=" not in page.url
