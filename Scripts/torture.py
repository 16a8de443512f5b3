"""The trials of Scripts/torture. Each is a function that makes cases from a seeded generator and tells what went wrong."""

import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MOST_SECONDS = 20
MOST_MEMORY = 400 << 20
STATUSES = {0, 1, 2, 3, 4, 5, 130}
# What a terminal acts on or nobody sees: C0 but tab and line feed, DEL, C1, bidirectional controls, line separators.
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b]")


class Ended:
    """A process that has ended: status (negative for a signal), output, errors, peak memory in bytes, or a time-out."""

    def __init__(self, status, out, err, memory, is_late):
        self.status, self.out, self.err, self.memory, self.is_late = status, out, err, memory, is_late

    def fault(self, statuses=STATUSES):
        """What is wrong with the way it ended, whatever it was asked; None for nothing."""
        if self.is_late:
            return f"no end after {MOST_SECONDS} s"
        if self.status not in statuses:
            return f"status {self.status}: {self.err[-200:]!r}"
        if self.memory > MOST_MEMORY:
            return f"took {self.memory >> 20} MiB"
        if "Fatal error" in self.err:
            return f"crashed: {self.err[-200:]!r}"
        if self.status == 0 and self.out.startswith("OVERVIEW"):
            return "printed the help"
        if self.status >= 2 and not self.err.strip() and not self.out.strip():
            return f"status {self.status} without a word"
        return None


class Bench:
    """The tool, a folder for its files, and what all trials begin with."""

    def __init__(self, tool, folder):
        self.tool = str(tool)
        self.folder = pathlib.Path(folder)
        home = self.folder / "home"
        home.mkdir()
        self.env = {
            "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home), "USER": "tester", "LOGNAME": "tester",
            "TMPDIR": str(self.folder), "TERM": "dumb", "SOURCE_DATE_EPOCH": "0",
        }
        self.count = 0
        self.base = self.folder / "base.db"
        self.must("import", ROOT / "Seeds", db=self.base)
        self.must("set", "kuscia:11100", "remedy.en=Ask again.", "category=x", db=self.base)
        self.must("set", "kuscia:11305", "state.en=reviewed", db=self.base)
        self.must("add", "shop:E1", "--system", "shop", "message.en=Disk {0} is full", db=self.base)
        checkpoint(self.base)
        self.snapshot = self.folder / "snapshot.db"
        self.must("snapshot", self.snapshot, db=self.base)
        self.with_history = self.folder / "history.db"
        self.must("snapshot", self.with_history, "--with", "history", db=self.base)
        checkpoint(self.base)
        self.lines = self.folder / "all.jsonl"
        self.must("export", "--format", "jsonl", "-o", self.lines, db=self.base)
        checkpoint(self.base)
        self.page = self.folder / "kuscia.md"
        text = (ROOT / "Seeds/kuscia.md").read_text(encoding="utf8")
        self.page.write_text(text.replace("节点", "结点").replace("11100", "11199"), encoding="utf8")

    def place(self):
        """A new folder."""
        self.count += 1
        place = self.folder / f"case-{self.count}-{random.randrange(1 << 30)}"
        place.mkdir()
        return place

    def run(self, *arguments, db=None, prefix=(), kill_after=None, stdin=b"", cwd=None, sent=signal.SIGKILL):
        command = [*prefix, self.tool, *map(str, arguments), *(["--db", str(db)] if db else [])]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
            given.write(stdin)
            given.seek(0)
            process = subprocess.Popen(command, stdin=given, stdout=out, stderr=err, env=self.env, cwd=cwd or self.folder)
            deadline = time.monotonic() + MOST_SECONDS
            kill_at = time.monotonic() + kill_after if kill_after is not None else None
            is_late = False
            while True:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if pid:
                    break
                now = time.monotonic()
                if kill_at and now >= kill_at:
                    os.kill(process.pid, sent)
                    kill_at = None
                elif now > deadline:
                    is_late = True
                    os.kill(process.pid, signal.SIGKILL)
                time.sleep(0.0005 if kill_at else 0.002)
            process.returncode = 0
            texts = []
            for stream in (out, err):
                stream.seek(0)
                texts.append(stream.read().decode("utf8", "replace"))
            code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
            return Ended(code, *texts, usage.ru_maxrss << 10, is_late)

    def must(self, *arguments, db=None):
        ended = self.run(*arguments, db=db)
        if ended.status not in (0, 1):
            sys.exit(f"cannot prepare: {' '.join(map(str, arguments))}: {ended.err}")
        return ended.out

    def content(self, db):
        """All of a base or snapshot as jsonl; None where it cannot be read."""
        ended = self.run("export", "--format", "jsonl", db=db)
        return ended.out if ended.status == 0 else None


def checkpoint(db):
    """Brings a base into one file."""
    connection = sqlite3.connect(db)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


# MARK: What changes files

class Operation:
    """A command that writes, in a folder of its own with a copy of the base, and what it must leave behind when it is stopped."""

    def __init__(self, name, arguments, uses_base=True, outputs=(), prepare=None, stdin=b"", db="kb.db"):
        self.name, self.arguments, self.uses_base, self.outputs = name, arguments, uses_base, outputs
        self.prepare, self.stdin, self.db = prepare, stdin, db

    def set_up(self, bench):
        place = bench.place()
        if self.uses_base:
            shutil.copy(bench.base, place / self.db)
        if self.prepare:
            self.prepare(bench, place)
        return place

    def run(self, bench, place, **options):
        arguments = [str(a).replace("@", str(place) + "/") for a in self.arguments]
        return bench.run(*arguments, db=place / self.db, stdin=self.stdin, cwd=place, **options)

    def state(self, bench, place):
        """What can be told of base and outputs."""
        db = place / self.db
        found = {"base": bench.content(db) if db.exists() and db.stat().st_size else ""}
        for output in self.outputs:
            path = place / output
            if path.is_dir():
                for file in sorted(path.iterdir()):
                    found[f"{output}/{file.name}"] = self.file_state(bench, file)
            else:
                found[output] = self.file_state(bench, path)
        return {key: value for key, value in found.items() if value is not None or key == "base"}

    @staticmethod
    def file_state(bench, path):
        if not path.exists() or path.name.endswith(".errkb-new"):
            return None
        if path.suffix == ".db":
            return bench.content(path) or "unreadable"
        return path.read_bytes()


def older_snapshot(bench, place):
    shutil.copy(bench.snapshot, place / "out.db")
    # Another content than the base has now.
    bench.must("set", "shop:E1", "category=other", db=place / "kb.db")


def older_export(bench, place):
    (place / "out").mkdir()
    bench.must("export", "--format", "yaml", "-o", place / "out/", db=place / "kb.db")
    bench.must("set", "shop:E1", "category=other", db=place / "kb.db")


def operations(bench):
    edits = "".join(
        json.dumps({"entry": f"kuscia:{code}", "set": {"category": "bulk"}}) + "\n"
        for code in ("11100", "11305", "11404")).encode()
    return [
        Operation("import new", ["import", ROOT / "Seeds"], uses_base=False),
        Operation("import again", ["import", "--system", "kuscia", "--document", "error-codes", bench.page, "--lang", "zh"]),
        Operation("set", ["set", "kuscia:11100", "message.en=Other {0}", "remedy.en="]),
        Operation("set -", ["set", "-"], stdin=edits),
        Operation("revert --batch", ["revert", "--batch", "2"]),
        Operation("snapshot", ["snapshot", "@out.db"], outputs=["out.db"]),
        Operation("snapshot --force", ["snapshot", "@out.db", "--force"], outputs=["out.db"], prepare=older_snapshot),
        Operation("export folder", ["export", "--format", "yaml", "-o", "@out/"], outputs=["out"]),
        Operation("export --force", ["export", "--format", "yaml", "-o", "@out/", "--force"], outputs=["out"], prepare=older_export),
        Operation("restore", ["import", bench.lines], uses_base=False),
        Operation("reindex --all", ["reindex", "--all"]),
        Operation("lint --fix", ["lint", "--fix"]),
        Operation("systems rename", ["systems", "rename", "kuscia", "other"]),
        Operation("systems rm", ["systems", "rm", "kuscia", "--force"]),
    ]


def check_left(bench, operation, place, before, after):
    """What is wrong with what a stopped command left; None for nothing."""
    state = operation.state(bench, place)
    for key in set(before) | set(after) | set(state):
        found, allowed = state.get(key), (before.get(key), after.get(key))
        if key == "base" and found == "":
            continue  # a base that is made and empty
        if found not in allowed:
            # A new base whose first command did not come to its end says that there is none yet.
            if key == "base" and found is None and not operation.uses_base:
                continue
            return f"{key} is neither as before nor as after"
    db = place / operation.db
    if db.exists() and db.stat().st_size and state["base"]:
        doctor = bench.run("doctor", db=db)
        if doctor.status != 0:
            return f"doctor: {doctor.out[-300:]}{doctor.err[-200:]}"
    again = operation.run(bench, place)
    # What was carried out to its end may have nothing left to do, or refuse to do it twice.
    if again.fault() or again.status == 5:
        return f"the same command again: status {again.status} {again.err[-200:]}"
    return None


class Outcomes:
    """The states before and after of each operation, worked out once."""

    def __init__(self, bench):
        self.known = {}
        self.bench = bench
        for operation in operations(bench):
            place = operation.set_up(bench)
            before = operation.state(bench, place)
            start = time.monotonic()
            ended = operation.run(bench, place)
            seconds = time.monotonic() - start
            if ended.status not in (0, 1, 3):
                sys.exit(f"cannot prepare {operation.name}: status {ended.status} {ended.err}")
            self.known[operation.name] = (operation, before, operation.state(bench, place), seconds)
            shutil.rmtree(place)


def stopped(bench, outcomes, name, **options):
    operation, before, after, _ = outcomes.known[name]
    place = operation.set_up(bench)
    ended = operation.run(bench, place, **options)
    # An import goes on without a page that cannot be read, and says so.
    is_partial = ended.status == 4 and name == "import new"
    if ended.is_late:
        fault = f"no end after {MOST_SECONDS} s"
    else:
        fault = None if is_partial else check_left(bench, operation, place, before, after)
    if not fault:
        shutil.rmtree(place)
    return ended, fault and f"{name}: {fault} ({place})"


def random_kills(bench, generator, scale, trial):
    outcomes = Outcomes(bench)
    cases = []
    for name, (_, _, _, seconds) in outcomes.known.items():
        for _ in range(int(250 * scale)):
            cases.append((name, generator.uniform(0.001, seconds * 1.1), signal.SIGKILL))
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for _ in range(max(1, int(9 * scale))):
                cases.append((name, generator.uniform(0.001, seconds * 1.1), sent))

    def case(item):
        ended, fault = stopped(bench, outcomes, item[0], kill_after=item[1], sent=item[2])
        if ended.status < 0 or ended.status == 130:
            trial.note("stopped")
        return fault

    trial.each(case, cases)


CALLS = ["pwrite64", "fsync", "fdatasync", "write", "openat", "unlink", "rename,renameat,renameat2", "link,linkat", "ftruncate"]


def traced(bench, outcomes, name, call):
    """How many times an operation makes a system call."""
    operation = outcomes.known[name][0]
    place = operation.set_up(bench)
    log = place / "trace"
    operation.run(bench, place, prefix=("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={call}"))
    count = sum(1 for line in log.read_text(errors="replace").splitlines() if "(" in line)
    shutil.rmtree(place)
    return count


def injected(bench, generator, scale, trial, faults, per_call):
    outcomes = Outcomes(bench)
    cases = []
    for name in outcomes.known:
        for call in CALLS:
            count = traced(bench, outcomes, name, call)
            if count:
                for _ in range(max(1, int(per_call * scale))):
                    cases.append((name, call, generator.choice(faults), generator.randint(1, min(count, 400))))

    def case(item):
        name, call, inject, number = item
        prefix = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{inject}:when={number}")
        ended, fault = stopped(bench, outcomes, name, prefix=prefix)
        if not fault and inject.startswith("error"):
            fault = ended.fault()
        return fault and f"{call} {inject} number {number}: {fault}"

    trial.each(case, cases)


def kills_at_calls(bench, generator, scale, trial):
    injected(bench, generator, scale, trial, ["signal=KILL"], 10)


def failing_calls(bench, generator, scale, trial):
    injected(bench, generator, scale, trial, ["error=EIO", "error=ENOSPC"], 13)


# MARK: Files that were damaged or made to harm

ANSWERS = [
    ["show", "11305"], ["search", "节点"], ["list"], ["stats"], ["systems"], ["documents"], ["history", "kuscia:11100"],
    ["history", "--batches"], ["export", "--format", "jsonl"], ["export", "--format", "csv"], ["review"], ["lint"],
]


def answers(bench, db):
    """What the verbs that read say, the file's own path in printed commands left out."""
    found = [bench.run(*arguments, db=db) for arguments in ANSWERS]
    for ended in found:
        ended.out = ended.out.replace(str(db), "FILE")
    return found


def examined(bench, file, is_snapshot):
    return bench.run("verify", file) if is_snapshot else bench.run("doctor", db=file)


def damaged(bench, generator, scale, trial, damage, count):
    kinds = [("base", bench.base, False), ("snapshot", bench.snapshot, True), ("snapshot with history", bench.with_history, True)]
    sound = {name: [ended.out for ended in answers(bench, file)] for name, file, _ in kinds}
    cases = [(kind, generator.randrange(1 << 60)) for kind in kinds for _ in range(int(count * scale))]

    def case(item):
        (name, file, is_snapshot), seed = item
        place = bench.place()
        copy = place / "x.db"
        copy.write_bytes(damage(file.read_bytes(), random.Random(seed)))
        said = examined(bench, copy, is_snapshot)
        fault = said.fault()
        for arguments, ended, pristine in zip(ANSWERS, answers(bench, copy), sound[name]):
            fault = fault or ended.fault()
            if not fault and ended.status in (0, 1) and ended.out != pristine and said.status == 0:
                fault = f"{' '.join(arguments)} answers otherwise, and the check sees nothing"
        if said.status != 0:
            trial.note("seen by the check")
        if not fault:
            shutil.rmtree(place)
        return fault and f"{name}, seed {seed}: {fault} ({place})"

    trial.each(case, cases)


def bit_flips(bench, generator, scale, trial):
    def damage(data, own):
        data = bytearray(data)
        data[own.randrange(len(data))] ^= 1 << own.randrange(8)
        return bytes(data)

    damaged(bench, generator, scale, trial, damage, 212)


def truncations(bench, generator, scale, trial):
    damaged(bench, generator, scale, trial, lambda data, own: data[:own.choice([own.randrange(len(data)), own.randrange(600)])], 50)


HOSTILE_SCHEMAS = [
    "ALTER TABLE {t} RENAME TO zz; CREATE VIEW {t} AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT zz.* FROM zz, c",
    "DROP TABLE IF EXISTS {t}; CREATE VIEW {t} AS SELECT hex(zeroblob(400000000)) AS id",
    "CREATE TRIGGER evil AFTER INSERT ON batches BEGIN DELETE FROM {t}; END",
    "CREATE TRIGGER evil AFTER UPDATE ON {t} BEGIN DELETE FROM remedies; END",
    "CREATE TRIGGER evil BEFORE DELETE ON {t} BEGIN SELECT raise(IGNORE); END",
    "CREATE INDEX evil ON {t} (1) WHERE hex(zeroblob(1000)) > ''",
    "ALTER TABLE {t} ADD COLUMN extra TEXT DEFAULT 'x'",
    "DROP TABLE {t}", "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', 'BLOB') WHERE name = '{t}'",
    "PRAGMA user_version = -1", "PRAGMA user_version = 99", "PRAGMA application_id = 7", "PRAGMA journal_mode = PERSIST",
]
TABLES = ["systems", "documents", "codes", "aliases", "translations", "remedies", "provenance", "batches", "changes", "reviews", "unindexed", "meta"]
VERBS = ANSWERS + [
    ["doctor"], ["set", "kuscia:11305", "category=new"], ["import", "--system", "kuscia", "PAGE"], ["snapshot", "OUT"], ["rm", "kuscia:11305", "--force"],
    ["reindex"], ["export", "--format", "html", "-o", "FOLDER/"], ["diff", "BASE"], ["edit", "kuscia:11305", "--print"], ["revert", "--batch", "2"],
]


def typed(bench, place, arguments):
    names = {"PAGE": bench.page, "OUT": place / "out.db", "FOLDER/": f"{place}/out/", "BASE": bench.base}
    return [str(names.get(argument, argument)) for argument in arguments]


def hostile_schemas(bench, generator, scale, trial):
    cases = [
        (sql.format(t=table), file, arguments) for sql in HOSTILE_SCHEMAS for table in TABLES
        for file in (bench.base, bench.snapshot) for arguments in VERBS
        # A base has no table `meta`; a view of that name is its owner's.
        if table != "meta" or file == bench.snapshot]
    cases = generator.sample(cases, min(len(cases), int(5100 * scale)))

    def case(item):
        sql, file, arguments = item
        place = bench.place()
        copy = place / "x.db"
        shutil.copy(file, copy)
        made = subprocess.run(
            ["sqlite3", str(copy), sql], capture_output=True, check=False, timeout=60)
        before = copy.read_bytes()
        ended = bench.run(*typed(bench, place, arguments), db=copy, cwd=place)
        fault = ended.fault()
        if not fault and made.returncode == 0 and "CREATE TRIGGER" in sql and ended.status == 0 and file == bench.base:
            fault = f"{' '.join(arguments)} went on with a strange trigger"
        if not fault and made.returncode == 0 and "CREATE VIEW" in sql and ended.status == 0:
            fault = f"{' '.join(arguments)} went on with a view in place of a table"
        if not fault and ended.status == 5 and copy.read_bytes() != before:
            fault = "was refused, and the file changed"
        shutil.rmtree(place)
        return fault and f"{sql!r}, {arguments[0]}: {fault}"

    trial.each(case, cases)


HOSTILE_TEXTS = ["x\x1b]0;PWNED\x07\x1b[31my", "x\u009b31my", "x\u202ey", "x\u2028y", "x\u200by", "x\ry", "x\x08y", "x\x7fy", "../../planted", '"><script>x</script>']
COLUMNS = [
    ("systems", "name"), ("systems", "vendor"), ("systems", "help_url"), ("systems", "slug"), ("documents", "name"), ("documents", "url"),
    ("documents", "licence"), ("codes", "code"), ("codes", "variant"), ("codes", "category"), ("codes", "severity"), ("codes", "code_end"),
    ("codes", "replaced_by"), ("translations", "message"), ("translations", "description"), ("translations", "reviewed_by"),
    ("remedies", "step"), ("provenance", "code"), ("batches", "author"), ("batches", "command"), ("batches", "reason"), ("aliases", "alias"),
]


def hostile_values(bench, generator, scale, trial):
    cases = [(text, column, arguments) for text in HOSTILE_TEXTS for column in COLUMNS for arguments in VERBS]
    cases = generator.sample(cases, min(len(cases), int(1800 * scale)))

    def case(item):
        text, (table, column), arguments = item
        place = bench.place()
        inner = place / "a" / "b"
        inner.mkdir(parents=True)
        copy = inner / "x.db"
        shutil.copy(bench.base, copy)
        connection = sqlite3.connect(copy)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        limit = " WHERE rowid = (SELECT min(rowid) FROM systems)" if column == "slug" else ""
        try:
            connection.execute(f"UPDATE {table} SET {column} = ?{limit}", (text,))
        except sqlite3.IntegrityError:
            connection.execute(f"UPDATE {table} SET {column} = ? || rowid{limit}", (text,))
        connection.commit()
        connection.close()
        ended = bench.run(*typed(bench, inner, arguments), db=copy, cwd=inner)
        fault = ended.fault()
        said = ended.err + ("" if arguments[0] == "export" and "jsonl" not in arguments else ended.out)
        raw = RAW.search(said)
        if not fault and raw:
            fault = f"U+{ord(raw.group()):04X} reaches the reader: {said[max(0, raw.start() - 40):raw.end() + 20]!r}"
        outside = [path.name for path in place.iterdir() if path.name != "a"]
        if not fault and outside:
            fault = f"wrote {outside} outside of the folder"
        shutil.rmtree(place)
        return fault and f"{table}.{column} = {text!r}, {' '.join(arguments)}: {fault}"

    trial.each(case, cases)


# MARK: Documents

TOKENS = ["|", "||||", "\"", "'", "\\", "`", "```", "<!--", "-->", "<br>", "<table>", "&amp;", "&#0;", "\x00", "\r", "\r\n", "\ufeff", "\u2028", "#", "---", "- ",
          ">", "[x]: /u", "[x]", "{0}", "%s", ":", ",", ";", "\t", "：", "，", "　", "é", "\U0001f600", "E1", "0008", "-1", "\x1b[31m", "&a", "*a", "!!", "msgid \"", "{\"", "\\u0000"]


def mutated(data, own):
    data = bytearray(data)
    for _ in range(own.choice([1, 1, 2, 3, 8])):
        lines = data.split(b"\n")
        place = own.randrange(len(lines))
        match own.randrange(7):
            case 0 if data:
                data[own.randrange(len(data))] = own.randrange(256)
                continue
            case 1: del lines[place]
            case 2: lines.insert(place, lines[own.randrange(len(lines))])
            case 3: lines[place] = lines[place][:own.randrange(len(lines[place]) + 1)]
            case 4: lines[place], lines[-1] = lines[-1], lines[place]
            case _:
                at = own.randrange(len(lines[place]) + 1)
                lines[place] = lines[place][:at] + own.choice(TOKENS).encode() * own.choice([1, 1, 1, 3, 50]) + lines[place][at:]
        data = bytearray(b"\n".join(lines))
    return bytes(data)


def documents(bench, generator, scale, trial):
    sources = {}
    for name in ("kuscia.md", "cloudcanal.md", "qingcloud.md", "optverse.md", "sources.yaml"):
        sources[name] = (ROOT / "Seeds" / name).read_bytes()
    for form in ("csv", "tsv", "jsonl", "yaml", "markdown"):
        one = ["--system", "kuscia"]
        sources[f"page.{form.replace('markdown', 'md')}"] = bench.run("export", "--format", form, *one, db=bench.base).out.encode()
    sources["en.po"] = bench.run("export", "--format", "po", "--lang", "en", "--system", "kuscia", db=bench.base).out.encode()
    cases = [(generator.choice(sorted(sources)), generator.randrange(1 << 60)) for _ in range(int(22000 * scale))]

    def case(item):
        name, seed = item
        place = bench.place()
        path = place / name
        path.write_bytes(mutated(sources[name], random.Random(seed)))
        db = place / "kb.db"
        if name.endswith(".po"):
            shutil.copy(bench.base, db)
        system = [] if path.suffix in (".po", ".jsonl", ".yaml") else ["--system", "kuscia"]
        ended = bench.run("import", *system, path, "--json", db=db)
        fault = ended.fault()
        if not fault and ended.out.strip():
            for document in json.loads(ended.out).get("documents", []):
                lines = dict(document["lines"])
                total = lines.pop("total")
                if total != sum(lines.values()):
                    fault = f"{total} lines, {lines}"
        if not fault and ended.status in (0, 3) and db.exists() and seed % 2:
            before = bench.content(db)
            again = bench.run("import", *system, path, db=db)
            fault = again.fault()
            if not fault and bench.content(db) != before:
                fault = "the same document again changed something"
            doctor = bench.run("doctor", db=db)
            if not fault and doctor.status != 0:
                fault = f"doctor: {doctor.out[-200:]}{doctor.err[-200:]}"
        if not fault:
            shutil.rmtree(place)
        return fault and f"{name}, seed {seed}: {fault} ({place})"

    trial.each(case, cases)


# MARK: The run

class Trial:
    """Counts cases and collects what went wrong."""

    def __init__(self, name):
        self.name, self.tried, self.faults, self.notes = name, 0, [], {}

    def note(self, what):
        self.notes[what] = self.notes.get(what, 0) + 1

    def each(self, case, cases):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for fault in pool.map(case, cases):
                self.tried += 1
                if fault:
                    self.faults.append(fault)
                    if len(self.faults) <= 20:
                        print(f"  FAULT {fault}", flush=True)


TRIALS = {
    "kills": random_kills, "kills-at-calls": kills_at_calls, "failing-calls": failing_calls, "flips": bit_flips,
    "truncations": truncations, "schemas": hostile_schemas, "values": hostile_values, "documents": documents,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trials", nargs="*", metavar="TRIAL", help="which trials to run (default: all)")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is half the size of the trial that found the first faults")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--tool", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="list the trials")
    given = parser.parse_args()
    if given.list:
        return print("\n".join(TRIALS))
    unknown = set(given.trials) - set(TRIALS)
    if unknown:
        parser.error(f"there is no trial {' '.join(sorted(unknown))}; see --list")
    print(f"seed {given.seed}, scale {given.scale}")
    failed = False
    with tempfile.TemporaryDirectory(prefix="errkb-torture-", ignore_cleanup_errors=True) as folder:
        bench = Bench(given.tool.resolve(), folder)
        for name in given.trials or TRIALS:
            trial = Trial(name)
            start = time.monotonic()
            TRIALS[name](bench, random.Random(f"{given.seed} {name}"), given.scale / 2, trial)
            notes = "".join(f", {count} {what}" for what, count in sorted(trial.notes.items()))
            print(f"{name}: {trial.tried} tried{notes}, {len(trial.faults)} failed, {time.monotonic() - start:.0f} s", flush=True)
            failed = failed or bool(trial.faults)
    sys.exit(failed)


if __name__ == "__main__":
    main()
