"""Opens a snapshot with other tools and compares what they find; started by Scripts/check-snapshot.

What is asked for comes from the snapshot: its counts, one of its entries, words of its texts. A word must
be found by full text exactly where it stands, as LIKE sees it.
"""
import contextlib
import importlib.util
import json
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from browser import Browser, Failed, chromium

WORDS_OF_A_LENGTH = 10
MOST_ROWS_OF_A_PAGE = 500
HAN = re.compile("[一-鿿]+")
NOBODY = 65534
READY = "验证码"
PACKAGES_LOG = pathlib.Path(".build-python/log")

COUNTS = """
    SELECT json_object(
      'systems', (SELECT count(*) FROM systems), 'documents', (SELECT count(*) FROM documents),
      'entries', (SELECT count(*) FROM codes), 'aliases', (SELECT count(*) FROM aliases),
      'texts', (SELECT count(*) FROM translations), 'steps', (SELECT count(*) FROM remedies),
      'entries of error_codes', (SELECT count(DISTINCT id) FROM error_codes),
      'texts of error_codes', (SELECT count(language) FROM error_codes),
      'rows of error_search', (SELECT count(*) FROM error_search))"""
FOUND_BY_READY = f"""
    SELECT json_group_array(id) FROM (
      SELECT DISTINCT error_codes.id
      FROM error_search JOIN error_codes ON error_codes.id = error_search.rowid
      WHERE error_search MATCH (SELECT match FROM how_to_search WHERE query = '{READY}')
      ORDER BY 1)"""
STANDS_IN = """
    SELECT id FROM codes
    WHERE code LIKE :word OR category LIKE :word OR severity LIKE :word
      OR EXISTS (SELECT 1 FROM json_each(attributes) WHERE value LIKE :word)
      OR EXISTS (SELECT 1 FROM aliases WHERE code_id = id AND alias LIKE :word)
      OR EXISTS (SELECT 1 FROM translations
                 WHERE code_id = id AND (message LIKE :word OR description LIKE :word))
      OR EXISTS (SELECT 1 FROM remedies WHERE code_id = id AND step LIKE :word)
    ORDER BY id"""


class Skipped(Exception):
    """A tool that is not here."""


def require(condition, sentence):
    """Fails with a sentence unless something holds."""
    if not condition:
        raise Failed(sentence)


def quoted(text):
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def match(word):
    """The expression that finds a word of Han characters, as how_to_search explains it."""
    if len(word) == 1:
        return f'"{word}" *'
    return '"' + " ".join(word[i:i + 2] for i in range(len(word) - 1)) + '"'


class Facts:
    """What all tools must find in a snapshot."""

    def __init__(self, path):
        with contextlib.closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)) as connection:
            self.meta = dict(connection.execute("SELECT key, value FROM meta"))
            entries = int(self.meta["entries"])
            self.entry = connection.execute(
                "SELECT system, code, variant, language, message FROM error_codes WHERE message <> '' "
                "AND id >= ? ORDER BY id LIMIT 1", (entries // 2,)).fetchone()
            ready = dict(connection.execute("SELECT query, match FROM how_to_search"))
            require(READY in ready, f"how_to_search lacks {READY}")
            expressions = {word: match(word) for word in self.sample(connection, entries)}
            # Ready expressions for more than a word are for those who read them.
            expressions |= {query: ready[query] for query in ready if HAN.fullmatch(query)}
            self.words = {
                word: (expression, [row[0] for row in connection.execute(STANDS_IN, {"word": f"%{word}%"})])
                for word, expression in expressions.items()}
            for expression in ready.values():
                connection.execute("SELECT count(*) FROM error_search WHERE error_search MATCH ?", (expression,))

    @staticmethod
    def sample(connection, entries):
        """Words of one to four characters from texts all over the snapshot."""
        every = max(1, entries // 500)
        words = {length: set() for length in range(1, 5)}
        for text, in connection.execute("""
            SELECT message FROM translations WHERE code_id % :every = 0
            UNION ALL SELECT description FROM translations WHERE code_id % :every = 0
            UNION ALL SELECT step FROM remedies WHERE code_id % :every = 0
            UNION ALL SELECT category FROM codes WHERE id % :every = 0""", {"every": every}):
            for run in HAN.findall(text or ""):
                for length, found in words.items():
                    found.update(run[i:i + length] for i in range(len(run) - length + 1))
        for found in words.values():
            step = max(1, len(found) // WORDS_OF_A_LENGTH)
            yield from sorted(found)[::step][:WORDS_OF_A_LENGTH]

    def few(self):
        """READY and a word of each length, those that fit on a page."""
        words = [word for word in self.words if len(self.words[word][1]) <= MOST_ROWS_OF_A_PAGE]
        chosen = {len(word): word for word in reversed(words) if word != READY and self.words[word][1]}
        return [word for word in words if word == READY] + [chosen[length] for length in sorted(chosen)]

    def check(self, lines):
        """Checks a tool by what it answers to SQL and says what was checked.

        `lines` runs a statement of one column and returns its values as text.
        """
        counts = json.loads(lines(COUNTS)[0])
        entries = self.meta["entries"]
        expected = {name: int(self.meta.get(name, entries)) for name in counts}
        expected["texts of error_codes"] = int(self.meta["texts"])
        require(counts == expected, f"counts {counts}, and meta says {expected}")
        if self.entry:
            system, code, variant, language, message = self.entry
            found = lines(f"""
                SELECT json_array(message) FROM error_codes WHERE system = {quoted(system)}
                  AND code = {quoted(code)} AND variant = {quoted(variant)} AND language = {quoted(language)}""")
            require([json.loads(line) for line in found] == [[message]], f"{system}:{code} is {found}")
        self.same(READY, json.loads(lines(FOUND_BY_READY)[0]))
        values = ", ".join(
            f"({quoted(word)}, {quoted(expression)})" for word, (expression, _) in self.words.items())
        for line in lines(f"""
            WITH words (word, expression) AS (VALUES {values})
            SELECT json_array(word, json((
              SELECT json_group_array(id) FROM (
                SELECT DISTINCT error_codes.id
                FROM error_search JOIN error_codes ON error_codes.id = error_search.rowid
                WHERE error_search MATCH expression ORDER BY 1)))) FROM words"""):
            self.same(*json.loads(line))
        documents = [json.loads(line) for line in lines("SELECT entry FROM error_codes_json ORDER BY id")]
        require(len(documents) == int(entries), f"error_codes_json has {len(documents)} rows, not {entries}")
        require(all(document["code"] and document["system"] for document in documents),
                "an entry of error_codes_json has no code")
        return (f"counts, an entry, {len(self.words)} Chinese words by MATCH as by LIKE, "
                f"{len(documents)} JSON documents")

    def same(self, word, found):
        """Checks that a word is found where it stands."""
        expected = self.words[word][1]
        require(found == expected, f"{word} is found in the entries {found}, and stands in {expected}")


def run(*command, **options):
    """What a program prints."""
    result = subprocess.run(
        [str(part) for part in command], capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL,
        check=False, **options)
    require(result.returncode == 0, f"{pathlib.Path(command[0]).name} ended with {result.returncode}: "
            f"{(result.stderr or result.stdout).strip()[:500]}")
    return result.stdout


def why_missing(package):
    """Why a package from PyPI is not there."""
    lines = [line for line in PACKAGES_LOG.read_text(errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR") and package in line] or lines
    return f"{package} was not installed from PyPI: {errors[-1] if errors else 'no reason is given'}"


def shell_lines(sqlite, file):
    """Runs statements in the sqlite3 shell, without the settings of whoever runs this."""
    return lambda sql: run(sqlite, "-batch", "-init", "/dev/null", file, sql).splitlines()


def check_shell(facts, file, _):
    sqlite = shutil.which("sqlite3")
    if not sqlite:
        raise Skipped("there is none; on Debian: apt-get install sqlite3")
    return run(sqlite, "--version").split()[0], facts.check(shell_lines(sqlite, file))


def check_python(facts, file, _):
    with contextlib.closing(sqlite3.connect(file)) as connection:
        said = facts.check(lambda sql: [row[0] for row in connection.execute(sql)])
    return f"{sys.version.split()[0]} with SQLite {sqlite3.sqlite_version}", said


def check_sqlite_utils(facts, file, programs):
    program = programs / "sqlite-utils"
    if not program.exists():
        raise Skipped(why_missing("sqlite-utils"))
    said = facts.check(lambda sql: run(program, "query", file, sql, "--raw-lines").splitlines())
    tables = json.loads(run(program, "tables", file, "--counts"))
    require({"table": "codes", "count": int(facts.meta["entries"])} in tables, f"its tables are {tables}")
    views = [view["view"] for view in json.loads(run(program, "views", file))]
    require("error_codes" in views, f"its views are {views}")
    return run(program, "--version").split()[-1], said


def check_duckdb(facts, file, _):
    extension = importlib.util.find_spec("duckdb_extension_sqlite_scanner")
    if not extension or not importlib.util.find_spec("duckdb"):
        raise Skipped(why_missing("duckdb-extension-sqlite-scanner"))
    import duckdb  # pylint: disable=import-outside-toplevel

    reader = next(pathlib.Path(extension.origin).parent.glob("extensions/*/*.duckdb_extension"))
    with duckdb.connect() as connection:
        connection.execute(f"LOAD {quoted(str(reader))}")
        connection.execute(f"ATTACH {quoted(str(file))} AS published (TYPE sqlite, READ_ONLY)")

        def column(sql):
            return [row[0] for row in connection.execute(sql).fetchall()]

        # DuckDB's own engine, over tables and views.
        entries = int(facts.meta["entries"])
        for name in ("codes", "error_codes_json"):
            require(column(f"SELECT count(*) FROM published.{name}") == [entries], f"{name} is not whole")
        for word, (_, expected) in facts.words.items():
            found = column(f"""
                SELECT DISTINCT id FROM published.error_codes
                WHERE concat_ws(' ', message, description, remedy) LIKE '%{word}%' ORDER BY id""")
            require(set(found) <= set(expected), f"{word} is found in the entries {found}")
        if facts.entry:
            require(facts.entry in connection.execute(
                "SELECT system, code, variant, language, message FROM published.error_codes").fetchall(),
                f"error_codes lacks {facts.entry}")
        documents = column("SELECT entry->>'$.code' FROM published.error_codes_json")
        require(all(documents), "an entry of error_codes_json has no code")
        # count(*) asks for row ids, which its reader does not do without; so columns are read.
        for table, count in (("translations", "texts"), ("remedies", "steps"), ("aliases", "aliases")):
            require(len(column(f"SELECT code_id FROM published.{table}")) == int(facts.meta[count]),
                    f"{table} is not whole")
        require(dict(connection.execute("SELECT key, value FROM published.meta").fetchall()) == facts.meta,
                "meta reads otherwise")
        for name in ("coverage", "history", "content", "how_to_search"):
            column(f"SELECT * FROM published.{name}")
        # The SQLite inside its reader, which knows FTS5.
        said = facts.check(lambda sql: [
            str(value) for value in column(f"SELECT * FROM sqlite_query('published', {quoted(sql)})")])
    return duckdb.__version__, f"tables and views attached; by sqlite_query {said}"


class Datasette:
    """Datasette over a snapshot as errkb.db, with what docs/datasette.yaml says, and as plain.db."""

    def __init__(self, program, file):
        self.plain = file.parent.parent / "plain.db"
        self.plain.symlink_to(file)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = file.parent.parent / "datasette.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [program, "serve", "--host", "127.0.0.1", "--port", str(self.port), "--immutable", file,
                 "--immutable", self.plain, "--metadata", "docs/datasette.yaml", "--setting",
                 "sql_time_limit_ms", "60000", "--setting", "default_page_size", "1000"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def wait(self):
        """Waits until it answers."""
        end = time.monotonic() + 120
        while True:
            try:
                return self.get("/-/versions.json")
            except Failed:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise Failed(f"it does not start: {self.log.read_text().strip()[-500:]}") from None
                time.sleep(0.1)

    def get(self, path, **query):
        """The JSON at an address."""
        address = f"{self.url}{path}?{urllib.parse.urlencode(query)}"
        try:
            with self.opener.open(address, timeout=120) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Failed(f"{path}: {error}: {error.read().decode(errors='replace')[:300]}") from None
        except (urllib.error.URLError, OSError) as error:
            raise Failed(f"{path}: {error}") from None

    def lines(self, sql):
        """What it answers to SQL; an answer has at most 1,000 rows."""
        lines = []
        while True:
            page = f"SELECT * FROM ({sql}) LIMIT 1000 OFFSET {len(lines)}"
            rows = self.get("/plain.json", sql=page, _shape="arrays")["rows"]
            lines += [row[0] for row in rows]
            if len(rows) < 1000:
                return lines

    def close(self):
        """Ends the server that was started here."""
        self.process.terminate()
        self.process.wait()


def rows_shown(browser):
    """The entries and languages that a page of Datasette shows."""
    mistake = browser.value("""(() => {
      const message = document.querySelector('.message-error');
      const heading = document.querySelector('h1');
      return message ? message.textContent : /^Error/.test(heading.textContent) ? document.body.innerText : null;
    })()""")
    require(not mistake, f"the page says {mistake}")
    return sorted(map(tuple, browser.value("""
        [...document.querySelectorAll('table.rows-and-columns tbody tr')].map((row) =>
          [Number(row.querySelector('.col-id').textContent), row.querySelector('.col-language').textContent.trim()])
        """)))


def typed(browser, field, text):
    """Types into a form and sends it off."""
    browser.value(f"document.querySelector({json.dumps(field)}).focus()")
    browser.call("Input.insertText", text=text)
    browser.loaded(lambda: browser.key("Enter"))


def check_pages(facts, server, browser):
    """Checks Datasette's pages as people see them."""
    words = facts.few()
    for word in words:
        expression, ids = facts.words[word]
        expected = sorted((row[0], row[1] or "") for row in server.get(
            "/plain.json", sql="SELECT id, language FROM error_codes WHERE id IN "
            f"({', '.join(map(str, ids))})", _shape="arrays")["rows"])

        def same(where, expected=expected, word=word):
            shown = rows_shown(browser)
            require(shown == expected, f"{where} shows {shown} for {word}, not {expected}")

        browser.open(f"{server.url}/plain/error_codes?" + urllib.parse.urlencode({
            "_fts_table": "error_search", "_fts_pk": "id", "_searchmode": "raw", "_search": expression}))
        same("the page that is told the index")
        browser.open(f"{server.url}/errkb/error_codes")
        typed(browser, "input[name=_search]", expression)
        same("the search box")
        browser.open(f"{server.url}/errkb/search")
        typed(browser, "input[name=word]", word)
        same("the query search")
    require(not browser.complaints, f"complaints: {browser.complaints}")
    return f"on its pages in Chromium {', '.join(words) or 'no word, each has too many entries'}"


def check_datasette(facts, file, programs):
    program = programs / "datasette"
    if not program.exists():
        raise Skipped(why_missing("datasette"))
    server = Datasette(program, file)
    try:
        version = server.wait()["datasette"]["version"]
        said = facts.check(server.lines)
        if not chromium():
            return version, said + "; its pages were not looked at: there is no chromium"
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            browser = Browser(chromium(), profile)
            try:
                return version, f"{said}; {check_pages(facts, server, browser)}"
            finally:
                browser.close()
    finally:
        server.close()


def check_read_only(facts, file, _):
    """The file 0444 in a folder 0555, as somebody who may not write there."""
    sqlite = shutil.which("sqlite3")
    if not sqlite:
        raise Skipped("there is no sqlite3 to try it with")
    as_nobody = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            raise Skipped("root may write everywhere, and there is no setpriv to be somebody else")
        as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]

    def can(*command):
        return subprocess.run([*as_nobody, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False).returncode == 0

    if not can("test", "-r", file):
        raise Skipped(f"{file} cannot be reached by others")
    require(not can("touch", file.parent / "new") and not can("test", "-w", file), "it can be written to")
    immutable = file.as_uri() + "?immutable=1"
    for name in (file, immutable):
        facts.check(lambda sql, name=name: run(
            *as_nobody, sqlite, "-batch", "-init", "/dev/null", name, sql, env=dict(os.environ, HOME="/")
        ).splitlines())
    pythons = [sys.executable, shutil.which("python3", path="/usr/bin:/bin")]
    python = next((path for path in pythons if path and can(path, "-c", "import sqlite3")), None)
    by_python = ""
    if python:
        script = "import sqlite3, sys\nfor row in sqlite3.connect(sys.argv[1], uri=True).execute(sys.argv[2]): print(row[0])"
        for name in (file.as_uri() + "?mode=ro", immutable):
            facts.check(lambda sql, name=name: run(
                *as_nobody, python, "-X", "utf8", "-c", script, name, sql).splitlines())
        by_python = " and Python"
    return "", f"without the right to write, by sqlite3{by_python}, plainly and with immutable=1"


CHECKS = {
    "sqlite3": check_shell, "Python": check_python, "sqlite-utils": check_sqlite_utils,
    "Datasette": check_datasette, "DuckDB": check_duckdb, "read-only medium": check_read_only,
}


def copied(snapshot, folder):
    """A copy under the name that docs/datasette.yaml knows, in a folder that nothing is written to."""
    folder.chmod(0o755)
    medium = folder / "medium"
    medium.mkdir()
    file = medium / "errkb.db"
    shutil.copyfile(snapshot, file)
    file.chmod(0o444)
    medium.chmod(0o555)
    return file


def main():
    snapshot, programs = map(pathlib.Path, sys.argv[1:3])
    tools = sys.argv[3:] or list(CHECKS)
    unknown = [tool for tool in tools if tool not in CHECKS]
    if unknown:
        print(f"check-snapshot: there is no tool {unknown[0]}; there are: {', '.join(CHECKS)}", file=sys.stderr)
        sys.exit(2)
    failed = False
    with tempfile.TemporaryDirectory(prefix="errkb-") as name:
        file = copied(snapshot, pathlib.Path(name))
        before = file.read_bytes()
        try:
            facts = Facts(file)
            for tool in tools:
                try:
                    version, said = CHECKS[tool](facts, file, programs)
                    line = " ".join(filter(None, ("ok", tool, version))) + ": " + said
                except Skipped as reason:
                    line = f"skipped {tool}: {reason}"
                except Exception as error:  # pylint: disable=broad-exception-caught
                    failed = True
                    kind = "" if isinstance(error, Failed) else type(error).__name__ + ": "
                    line = f"FAILED {tool}: {kind}{error}"
                print(line, flush=True)
            if file.read_bytes() != before or os.listdir(file.parent) != [file.name]:
                failed = True
                print("FAILED the file: something was written")
        except (Failed, sqlite3.Error, KeyError, ValueError) as error:
            failed = True
            print(f"FAILED Python: {snapshot} is no snapshot that can be read: {error}")
        finally:
            file.parent.chmod(0o755)
    sys.exit(failed)


if __name__ == "__main__":
    main()
