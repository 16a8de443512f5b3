"""A headless Chromium for the checks of pages: Python's own library speaks to it over a pair of pipes."""
import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import time

TIMEOUT = 30


def chromium():
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Failed(Exception):
    """A check that does not hold, or a browser that does not answer."""


class Browser:
    """A headless Chromium, spoken to over a pair of pipes, and one page in it."""

    def __init__(self, program, profile):
        read_commands, write_commands = high_pipe()
        read_answers, write_answers = high_pipe()
        # Chromium reads its commands from 3 and answers on 4.
        os.dup2(read_commands, 3)
        os.dup2(write_answers, 4)
        # Chromium's own sandbox refuses root; the pages are ours.
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            [program, *as_root, "--headless=new", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--disable-component-update",
             "--disable-dev-shm-usage", "--hide-scrollbars",
             # Whatever might ask a server elsewhere for something finds none.
             "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
             f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"],
            pass_fds=(3, 4), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        for number in (3, 4, read_commands, write_answers):
            os.close(number)
        self.commands, self.answers = write_commands, read_answers
        self.buffer, self.number, self.session = b"", 0, None
        self.loads, self.complaints, self.requests = 0, [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def close(self):
        """Ends the browser that was started here, and what it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def call(self, method, **parameters):
        """Asks the browser for something and waits for the answer."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        try:
            os.write(self.commands, json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise Failed("Chromium has ended") from None
        while True:
            answer = self.receive(TIMEOUT)
            if answer is None:
                raise Failed(f"Chromium does not answer {method}")
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Failed(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def receive(self, seconds):
        """The next message, noted if it is an event; None when none comes in time."""
        while b"\0" not in self.buffer:
            if not select.select([self.answers], [], [], seconds)[0]:
                return None
            data = os.read(self.answers, 1 << 20)
            if not data:
                raise Failed("Chromium has ended")
            self.buffer += data
        text, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(text)
        method, given = message.get("method"), message.get("params", {})
        if method == "Page.loadEventFired":
            self.loads += 1
        elif method == "Network.requestWillBeSent":
            self.requests.append(given["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(given["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and given["type"] in ("error", "warning", "assert"):
            self.complaints.append(json.dumps(given["args"]))
        elif method == "Log.entryAdded" and given["entry"]["level"] in ("error", "warning"):
            self.complaints.append(given["entry"]["text"])
        return message

    def value(self, expression):
        """The value of an expression in the page."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise Failed(f"{expression}: {json.dumps(result['exceptionDetails'])}")
        return result["result"].get("value")

    def until(self, what, condition):
        """Waits until an expression in the page is true."""
        end = time.monotonic() + TIMEOUT
        while not self.value(condition):
            if time.monotonic() > end:
                raise Failed(f"waited in vain until {what}")
            self.receive(0.02)

    def open(self, url):
        """Loads a page, even if it is the same but for the fragment."""
        self.loaded(lambda: self.call("Page.navigate", url="about:blank"))
        self.loaded(lambda: self.call("Page.navigate", url=url))

    def loaded(self, action):
        """Does what loads a page and waits until it is there."""
        before, end = self.loads, time.monotonic() + TIMEOUT
        action()
        while self.loads == before:
            if time.monotonic() > end:
                raise Failed("waited in vain until a page is loaded")
            self.receive(0.1)

    def key(self, name):
        """Presses a key."""
        text = {"Enter": "\r"}.get(name, "")
        code = {"Enter": 13, "ArrowDown": 40, "Escape": 27}[name]
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name, text=text,
                      windowsVirtualKeyCode=code)

    def look(self, width, height, scheme="light", media="screen"):
        """Sets the size of the window, and what the reader prefers."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 500)
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self):
        """What the page looks like, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])


def high_pipe():
    """A pipe whose ends are not in the way of those that Chromium expects."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return high
