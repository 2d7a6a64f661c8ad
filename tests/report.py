#!/usr/bin/env python3
"""Opens a report in a browser and uses it as people do: search, filters, a value and its words, both ways, by mouse and by keyboard.

    tests/report.py REPORT [--pictures FOLDER] [--speed]

REPORT is a folder that `savet report` wrote. Needs Chromium and its driver (Debian: chromium, chromium-driver) and nothing beyond Python's
library; without them it says so loudly and passes. --pictures saves what the views look like. --speed measures instead how long
the first view, the list and a key in the search field take.
"""
import argparse, base64, json, os, pathlib, re, shutil, subprocess, sys, tempfile, time, urllib.request

WIDE, NARROW = (1280, 860), (390, 844)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"tab": "\ue004", "enter": "\ue007", "escape": "\ue00c", "down": "\ue015", "up": "\ue013", "right": "\ue014"}


class Browser:
    """A headless Chromium, told what to do in the manner of WebDriver (W3C)."""

    def __init__(self, chromium, driver):
        self.profile = tempfile.mkdtemp(prefix="savet-report-")
        self.driver = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = None
        for line in self.driver.stdout:
            found = re.search(r"on port (\d+)", line)
            if found and "successfully" in line:
                port = found.group(1)
                break
        if port is None:
            raise SystemExit("chromedriver does not start")
        self.base = f"http://127.0.0.1:{port}"
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={self.profile}",
                 "--no-first-run", "--disable-background-networking", "--disable-component-update", "--window-size=%d,%d" % WIDE]
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"binary": chromium, "args": flags}, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        self.session = "/session/" + self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method, headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"].split("\n")[0]) from None

    def call(self, path, body=None, method="POST"):
        return self.ask(method, self.session + path, {} if body is None and method == "POST" else body)

    def open(self, address):
        self.call("/url", {"url": address})

    def run(self, script, *args):
        """What a function body gives; it may wait for a promise."""
        return self.call("/execute/sync", {"script": script, "args": list(args)})

    def wait(self, script, *args, seconds=20):
        """Waits until it gives something."""
        end = time.time() + seconds
        while time.time() < end:
            value = self.run(script, *args)
            if value:
                return value
            time.sleep(0.03)
        raise AssertionError(f"did not happen: {script} {args}; the page is {self.run('return location.href')}")

    def click(self, selector):
        found = self.call("/element", {"using": "css selector", "value": selector})
        self.call(f"/element/{found[ELEMENT]}/click")

    def keys(self, *names):
        steps = []
        for name in names:
            for sign in [KEYS[name]] if name in KEYS else name:
                steps += [{"type": "keyDown", "value": sign}, {"type": "keyUp", "value": sign}]
        self.call("/actions", {"actions": [{"type": "key", "id": "keys", "actions": steps}]})

    def size(self, width, height):
        self.call("/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}})

    def picture(self, path):
        path.write_bytes(base64.b64decode(self.call("/screenshot", method="GET")))

    def log(self, kind):
        return self.call("/se/log", {"type": kind})

    def close(self):
        try:
            self.ask("DELETE", self.session)
        finally:
            self.driver.terminate()
            self.driver.wait(timeout=20)
            shutil.rmtree(self.profile, ignore_errors=True)


# What stands on the page, asked by a function body.
LISTED = "return [...document.querySelectorAll('.option')].map(o => o.innerText)"
COUNT = "return Number(document.querySelector('.count strong').textContent.replace(/\\D/g, ''))"
READY = "return savet.store.done() && savet.store.searchable === savet.store.meta.parcels && document.querySelectorAll('.option').length > 0"


QUESTIONS = [
    ("#/en/decisions?action=sell&least=10000&sort=sum", "r.most >= 1000000"),
    ("#/en/decisions?action=lease&outcome=adopted", "savet.store.meta.outcomes[r.outcome] === 'adopted'"),
]


def same_place(browser, row):
    """Whether the boxes of a row are marked, lie over the picture and can be seen."""
    return browser.run("""
        const body = document.querySelector('.sheets').getBoundingClientRect();
        const boxes = [...document.querySelectorAll('.box.on')];
        return boxes.length > 0 && boxes.every(b => b.dataset.row === arguments[0]) && boxes.every(b => {
            const [r, image] = [b.getBoundingClientRect(), b.closest('.leaf').querySelector('img').getBoundingClientRect()];
            return r.width > 1 && r.height > 1 && r.left >= image.left - 2 && r.right <= image.right + 2 && r.top >= image.top - 2 && r.bottom <= image.bottom + 2;
        }) && (r => r.bottom > body.top && r.top < body.bottom)(boxes[0].getBoundingClientRect());""", row)


def check(browser, index, save):
    browser.open(index)
    browser.wait("return document.querySelectorAll('.counts li').length > 3 && document.querySelectorAll('.chart').length > 3")
    assert browser.run("return document.documentElement.lang") == "bg"
    save("overview")
    assert browser.run("return document.querySelectorAll('.chart a').length") > 5, "charts lead to decisions"

    # Search and filters.
    browser.click("nav a:nth-child(2)")
    browser.wait(READY)
    all_of_them = browser.run(COUNT)
    assert all_of_them == browser.run("return savet.store.rows.length") > 10, all_of_them
    save("decisions")
    browser.click("#search")
    browser.keys("продаж")
    browser.wait("return location.hash.includes('q=')")
    found = browser.run(COUNT)
    assert 0 < found < all_of_them, found
    browser.run("const s = document.getElementById('filter-outcome'); s.value = 'adopted'; s.dispatchEvent(new Event('change'))")
    assert 0 < browser.run(COUNT) <= found
    browser.run("const s = document.getElementById('filter-least'); s.value = '1000'; s.dispatchEvent(new Event('input'))")
    assert browser.run(COUNT) < found
    assert browser.run("return savet.last.rows.every(r => r.most >= 100000 && r.words.includes('продаж'))")
    browser.click(".searching .quiet")
    browser.wait("return Number(document.querySelector('.count strong').textContent.replace(/\\D/g, '')) === arguments[0]", all_of_them)
    browser.keys("няматакова")
    browser.wait("return document.querySelector('.empty').textContent.length > 5")
    browser.click(".searching .quiet")

    # The questions of README.md: an address has the filters in it, and shows no decision that they leave out.
    for address, fits in QUESTIONS:
        browser.run("location.hash = arguments[0]", address)
        browser.wait("return location.hash === arguments[0] && document.documentElement.lang === 'en'", address)
        browser.wait(READY)
        assert browser.run("return savet.last.rows.length < savet.store.rows.length"), address
        assert browser.run("return savet.last.rows.every(r => %s)" % fits), address
    browser.run("location.hash = '#/bg/decisions'")
    browser.wait(READY)

    # A decision on paper: from the value to its words, and from words to their value.
    on_paper = browser.run("""
        const rows = savet.last.rows.filter(r => r.most !== null && r.document.format === 'pdf' && r.subject);
        return (rows[0] || savet.last.rows.find(r => r.document.format === 'pdf')).id;""")
    place = browser.run("return savet.last.rows.findIndex(r => r.id === arguments[0])", on_paper)
    browser.run("location.hash = '#/bg/decision/' + arguments[0]", on_paper)
    browser.wait("return document.querySelectorAll('.box').length > 3 && document.querySelectorAll('.fact').length > 3")
    row = browser.run("return document.querySelector('.fact.amounts, .fact.citations').dataset.row")
    browser.click(f'.fact[data-row="{row}"]')
    time.sleep(0.7)
    assert same_place(browser, row), "the words of a value are marked on its page"
    assert browser.run("const [f, r] = ['.facts', '.fact.on + .receipt'].map(s => document.querySelector(s).getBoundingClientRect()); return r.height > 20 && r.bottom <= f.bottom + 1"), "its receipt is seen"
    save("decision")
    box = browser.run("return [...document.querySelectorAll('.box:not(.resolutions):not(.on)')].map(b => b.dataset.row).find(id => id !== arguments[0])", row)
    browser.click(f'.box[data-row="{box}"]')
    marked = "return [...document.querySelectorAll('.fact.on')].map(f => f.dataset.row)"
    assert browser.run(marked) == [box], "the value of words is marked"
    seen = "const [f, r] = ['.facts', '.fact.on'].map(s => document.querySelector(s).getBoundingClientRect()); return r.bottom > f.top && r.top < f.bottom"
    assert browser.run(seen), "and can be seen"
    assert box in browser.run("return location.hash"), "the address says what is chosen"
    address = browser.run("return location.href")
    browser.open("about:blank")
    browser.open(address)
    browser.wait("return document.querySelectorAll('.box.on').length > 0")
    assert browser.run(marked) == [box], "an address leads to a value"

    # The same as text.
    browser.click(".mode:nth-of-type(2)")
    browser.wait("return document.querySelectorAll('.mark.on').length > 0")
    assert browser.run("return document.querySelector('.mark.on').dataset.row") == box
    other = browser.run("return [...document.querySelectorAll('.mark:not(.resolutions):not(.on)')].map(m => m.dataset.row).find(id => id !== arguments[0])", box)
    browser.click(f'.mark[data-row="{other}"]')
    assert browser.run(marked) == [other]
    save("decision-text")

    # The keyboard alone.
    browser.open(index)
    browser.wait("return document.querySelector('.counts')")
    browser.keys("/")
    browser.wait("return document.activeElement && document.activeElement.id === 'search'")
    browser.wait(READY)
    browser.run("savet.last.rows.length || 0")
    browser.keys("down", *["down"] * place)
    browser.keys("enter")
    browser.wait("return location.hash.includes(arguments[0])", on_paper)
    browser.wait("return document.querySelectorAll('.box').length > 3")
    for _ in range(60):
        browser.keys("tab")
        if browser.run("return document.activeElement.classList.contains('amounts') || document.activeElement.classList.contains('citations')"):
            break
    browser.keys("enter")
    row = browser.run("return document.activeElement.dataset.row")
    time.sleep(0.7)
    assert same_place(browser, row), "a value by the keyboard"
    for _ in range(200):
        browser.keys("tab")
        if browser.run("return document.activeElement.classList.contains('box')"):
            break
    browser.keys("down", "down", "enter")
    box = browser.run("return document.activeElement.dataset.row")
    assert browser.run("return document.activeElement.classList.contains('box')") and browser.run(marked) == [box], "words by the keyboard"
    browser.keys("escape")
    browser.wait("return location.hash.includes('/decisions')")

    # A source without paper has its text, both ways.
    plain = browser.run("return (savet.store.rows.find(r => r.document.format !== 'pdf' && r.most !== null) || {}).id")
    assert plain, "no decision without paper: the fixtures have some"
    browser.run("location.hash = '#/bg/decision/' + arguments[0]", plain)
    browser.wait("return document.querySelectorAll('.mark').length > 3")
    row = browser.run("return document.querySelector('.fact.amounts').dataset.row")
    browser.click(f'.fact[data-row="{row}"]')
    quote = browser.run("return document.querySelector('.fact.on + .receipt blockquote').textContent")
    words = browser.wait("return [...document.querySelectorAll('.mark.on')].map(m => m.textContent).join('')")
    assert re.sub(r"\s+", " ", words) == quote, (words, quote)
    other = browser.run("return document.querySelector('.mark:not(.resolutions):not(.on)').dataset.row")
    browser.click(f'.mark[data-row="{other}"]')
    assert browser.run(marked) == [other]
    save("decision-without-paper")

    # The language, and problems.
    browser.click(".language")
    browser.wait("return document.documentElement.lang === 'en' && location.hash.startsWith('#/en/decision/')")
    browser.wait("return document.querySelectorAll('.fact.on').length > 0")
    assert browser.run(marked) == [other], "another language, the same value"
    browser.run("location.hash = '#/en/document/' + arguments[0].slice(0, 16)", on_paper)
    browser.wait("return document.querySelector('.cells .hash')")
    save("document")
    browser.click("nav a:nth-child(1)")
    browser.wait("return document.querySelector('h1').textContent.startsWith('Decisions')")
    save("overview-english")
    browser.click("nav a:nth-child(3)")
    browser.wait("return document.querySelectorAll('.option').length > 0")
    save("problems")

    # A message speaks the language of the pages, in the list and in its document, with the same figures.
    forms = {"en": r"the sum is (\S+) in figures and (\S+) in words", "bg": r"сумата с цифри е (\S+), а словом – (\S+)"}
    figures = []
    for language, form in forms.items():
        browser.run("location.hash = '#/' + arguments[0] + '/problems?code=words_disagree'", language)
        browser.wait("return document.documentElement.lang === arguments[0] && document.querySelector('.problems .option')", language)
        for selector in (".option .about", ".facts .plain li"):
            words = browser.wait("return [...document.querySelectorAll(arguments[0])].map(n => n.innerText).join('\\n')", selector)
            found = re.search(form, words)
            assert found, f"{language}: {words}"
            figures.append(found.groups())
            if selector.startswith(".option"):
                browser.click(".option")
        save("message-" + language)
    assert len(set(figures)) == 1, figures
    browser.run("location.hash = '#/en/decision/%22%3E%3Cscript%3E'")
    browser.wait("return document.querySelector('[role=alert]')")

    # On a telephone nothing is wider than the screen.
    browser.size(*NARROW)
    for name, hash in [("overview", "overview"), ("decisions", "decisions"), ("decision", f"decision/{on_paper}?row={row if row.startswith(on_paper[:16]) else ''}")]:
        browser.run("location.hash = '#/bg/' + arguments[0]", hash)
        browser.wait("return document.querySelector('main').classList.contains(arguments[0]) && document.querySelector('.counts, .option, .box')", name)
        time.sleep(0.3)
        wide = browser.run("""
            const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > arguments[0] + 1 && !e.closest('.sheets'));
            return wide.map(e => e.tagName + '.' + e.getAttribute('class')).concat(innerWidth === arguments[0] ? [] : [innerWidth]);""", NARROW[0])
        assert not wide, f"{name} is wider than the screen: {wide}"
        save(name + "-narrow")
    browser.size(*WIDE)


def silent(browser):
    """Nothing in the console, and nothing asked of anybody."""
    said = [e["message"] for e in browser.log("browser")]
    assert not said, said
    events = [json.loads(e["message"])["message"] for e in browser.log("performance")]
    asked = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
    # What the browser's own first page asks for, before the report is opened, is none of it.
    asked = [p["request"]["url"] for p in asked if not p["documentURL"].startswith("chrome:")]
    assert asked, "requests are seen"
    away = [url for url in asked if not url.startswith(("file://", "about:", "data:"))]
    assert not away, away


def measure(browser, index):
    browser.open(index)
    browser.wait("return document.querySelector('.counts')")
    first = browser.run("return performance.getEntriesByType('paint').map(p => p.startTime).pop() || performance.now()")
    begun = time.time()
    browser.run("location.hash = '#/bg/decisions'")
    browser.wait("return document.querySelectorAll('.option').length > 5")
    listed = time.time() - begun
    browser.wait(READY, seconds=120)
    whole = time.time() - begun
    rows = browser.run("return savet.store.rows.length")
    script = """
        const done = arguments[arguments.length - 1];
        const input = document.getElementById('search');
        const times = [];
        const words = arguments[0];
        (async () => {
            for (let i = 1; i <= words.length; i++) {
                const begun = performance.now();
                input.value = words.slice(0, i);
                input.dispatchEvent(new Event('input'));
                await new Promise(r => requestAnimationFrame(() => setTimeout(r, 0)));
                times.push(performance.now() - begun);
            }
            done(times);
        })();"""
    times = []
    for words in ("продажба на имот", "наем земи", "ЗОС"):
        times += browser.call("/execute/async", {"script": script, "args": [words]})
    times.sort()
    nodes = browser.run("return document.querySelectorAll('*').length")
    id = browser.run("return savet.store.rows[savet.store.rows.length >> 1].id")
    begun = time.time()
    browser.run("location.hash = '#/bg/decision/' + arguments[0]", id)
    browser.wait("return document.querySelectorAll('.fact').length > 0")
    opened = time.time() - begun
    heap = browser.run("return performance.memory.usedJSHeapSize / 1048576")
    print(f"decisions {rows}\nfirst view {first:.0f} ms\nlist shown {1000 * listed:.0f} ms\nlist and words whole {whole:.2f} s\n"
          f"a key in search until drawn: median {times[len(times) // 2]:.0f} ms, slowest {times[-1]:.0f} ms of {len(times)}\n"
          f"a decision opened {1000 * opened:.0f} ms\nelements in the list view {nodes}\nheap {heap:.0f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        print("chromium or chromedriver is missing: THE REPORT WAS NOT OPENED IN A BROWSER", file=sys.stderr)
        return
    index = (args.report / "index.html").resolve().as_uri()

    def save(name):
        if args.pictures:
            args.pictures.mkdir(parents=True, exist_ok=True)
            browser.picture(args.pictures / f"{name}.png")

    browser = Browser(chromium, driver)
    try:
        browser.size(*WIDE)
        if args.speed:
            measure(browser, index)
        else:
            try:
                check(browser, index, save)
            except AssertionError:
                save("failed")
                print([e["message"] for e in browser.log("browser")], file=sys.stderr)
                raise
            silent(browser)
            print("the report works in a browser: search, filters, values and their words both ways, keyboard, languages, messages in both, no request")
    finally:
        browser.close()


if __name__ == "__main__":
    main()
