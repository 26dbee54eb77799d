"""A picture of the app for the README: python -m tests.browser.screenshot OUT.png [--link "?t=0.5"] [--dark]"""

from __future__ import annotations

import argparse
from pathlib import Path

from explorer.bench.driving import DRAW_MILLISECONDS, chromium, served, settle
from explorer.ui.resources import spaces_root

FINE = "() => document.querySelector('.explorer-live')?.explorer?.viewer.shown(0)?.resolution === 256"


def main() -> None:
    """Start the app and Chromium, wait until all is drawn, write the picture (1440 x 900 points, twice the pixels)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--link", default="", help="query of the view, such as ?t=0.5&versus=raw")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0, help="pixels per point")
    options = parser.parse_args()
    with served(spaces_root()) as url, chromium() as browser:
        page = browser.new_page(
            viewport={"width": 1440, "height": 900}, device_scale_factor=options.scale,
            color_scheme="dark" if options.dark else "light",
        )  # fmt: skip
        page.goto(f"{url}/{options.link}")
        page.wait_for_function(FINE, timeout=DRAW_MILLISECONDS)
        settle(page)
        page.wait_for_timeout(1500)  # thumbnails
        page.screenshot(path=options.out)
    print(options.out)


if __name__ == "__main__":
    main()
