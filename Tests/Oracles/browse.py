#!/usr/bin/env python3
"""Opens a report in headless Chromium and prints what is there, as one JSON object.

    browse.py report.html [screenshot-prefix]

Network is switched off for the browser. Three views are looked at: a desk, a phone, and a desk in the dark.
"""
import json
import os
import shutil
import sys

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

VIEWS = {"desk": (1280, 900, "light"), "phone": (390, 844, "light"), "dark": (1280, 900, "dark")}
LOOK = """
const rgb = c => c.match(/[0-9.]+/g).slice(0, 3).map(Number);
const light = c => { const v = rgb(c).map(x => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4 });
  return .2126 * v[0] + .7152 * v[1] + .0722 * v[2] };
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05) };
const style = getComputedStyle(document.body);
return {
  entries: document.querySelectorAll('svg[data-chart=price] path.entry').length,
  exits: document.querySelectorAll('svg[data-chart=price] path.exit').length,
  rows: document.querySelectorAll('table.trades tbody tr').length,
  charts: [...document.querySelectorAll('svg')].map(s => s.dataset.chart),
  figures: Object.fromEntries([...document.querySelectorAll('dl.figures div')].map(
    d => [d.dataset.key, d.querySelector('dd').textContent])),
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  contrast: contrast(style.color, style.backgroundColor),
  ground: light(style.backgroundColor),
  smallest: Math.min(...[...document.querySelectorAll('p,dt,dd,td,th,li,span')].map(
    e => parseFloat(getComputedStyle(e).fontSize))),
  external: performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('data:')),
  title: document.title,
};
"""


def main(path, prefix):
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])))
    options.binary_location = browser
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        seen = {}
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.emulateNetworkConditions",
                               {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0})
        for name, (width, height, scheme) in VIEWS.items():
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                   {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": name == "phone"})
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                   {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            driver.get("file://" + os.path.abspath(path))
            seen[name] = driver.execute_script(LOOK)
            if prefix:
                size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
                shot = driver.execute_cdp_cmd("Page.captureScreenshot", {
                    "captureBeyondViewport": True,
                    "clip": {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 4000), "scale": 1}})
                import base64

                open(f"{prefix}-{name}.png", "wb").write(base64.b64decode(shot["data"]))
        seen["console"] = [entry["message"] for entry in driver.get_log("browser")]
        print(json.dumps(seen))
    finally:
        driver.quit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
