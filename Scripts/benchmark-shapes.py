"""The shapes of Scripts/benchmark-shapes, and how they are measured."""

import csv
import math
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

# A run that takes longer ends its shape, so that all of them take less than five minutes.
LONGEST = 8
BUDGET = 280


def lines(count, make):
    return "".join(make(i) + "\n" for i in range(count))


def table(count, row, head="| code | message |\n|---|---|\n"):
    return head + lines(count, row)


def systems_sheet(count):
    return "system,code,message\n" + lines(count, lambda i: f"s{i},E{i},message {i}")


def words(count, seed):
    source = random.Random(seed)
    return lines(count, lambda i: f"{i} " + source.choice("abcdefg"))


def imported(name, text, *more):
    return lambda n: {"files": {name: text(n)}, "run": ["import", "--system", "s", *more, name]}


def twice(first, second, *command):
    def shape(n):
        return {
            "files": {"a.csv": first(n), "b.csv": second(n)},
            "before": [["import", "--system", "s", "--document", "d", "--lang", "en", "a.csv"]],
            "run": list(command), "read": "b.csv",
        }
    return shape


def variants(ending):
    return lambda n: "code,message\n" + lines(n, lambda i: f"E1,message number {i} of the system{ending}")


def edited(text_a, text_b, *command):
    def shape(n):
        return {
            "files": {"a.txt": text_a(n), "b.txt": text_b(n)},
            "before": [["add", "E1", "--system", "s", "message.en=m", "description.en@=a.txt"]],
            "run": list(command), "read": "b.txt",
        }
    return shape


def query(text):
    return lambda n: {
        "files": {"query": text(n), "a.csv": "code,message\n" + lines(3000, lambda i: f"E{i},任务 {i} 失败")},
        "before": [["import", "--system", "s", "--lang", "zh-Hans", "a.csv"]],
        "run": ["search", "--", text(n)], "read": "query",
    }


def anchors(n):
    return "systems:\n" + lines(n, lambda i: f"- slug: s{i}\n  name: &a{i} x\n  vendor: *a{i}\n  documents: []")


IMPORT_B = ["import", "--system", "s", "--document", "d", "--lang", "en", "b.csv"]
DIFF_B = ["diff", "--system", "s", "--document", "d", "b.csv"]
DRY_RUN = ["set", "E1", "description.en@=b.txt", "--dry-run"]
LETTERS = (lambda n: words(n, 1), lambda n: words(n, 2))

SHAPES = {
    "variants, import changed": (1000, twice(variants(""), variants(" now"), *IMPORT_B)),
    "variants, diff": (1000, twice(variants(""), variants(" now"), *DIFF_B)),
    "variants, lint": (1000, twice(variants(""), variants(""), "lint")),
    "variants, show": (1000, twice(variants(""), variants(""), "show", "E1")),
    "variants, history": (1000, twice(variants(""), variants(""), "history", "E1")),
    "query, a word again": (4000, query(lambda n: "任务 " * n)),
    "query, other words": (4000, query(lambda n: " ".join(f"w{i}" for i in range(n)))),
    "query, words left out": (4000, query(lambda n: " ".join(f"-w{i}" for i in range(n)))),
    "query, one long word": (5000, query(lambda n: "任务" * n)),  # An argument has 128 KiB at most.
    "lines changed": (4000, edited(*LETTERS, *DRY_RUN)),
    "characters changed": (
        25000,
        edited(lambda n: words(n, 1).replace("\n", " "), lambda n: words(n, 2).replace("\n", " "), *DRY_RUN),
    ),
    "columns": (5000, imported("p.md", lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "E1|" * n)),
    "link definitions": (
        5000,
        imported("p.md", lambda n: lines(n, lambda i: f"[r{i}]: /u")
                 + "\n" + table(2, lambda i: f"| E{i} | a [r1] |")),
    ),
    "systems in a sheet": (2500, lambda n: {"files": {"p.csv": systems_sheet(n)}, "run": ["import", "p.csv"]}),
    "pipes in a row": (500, imported("p.md", lambda n: table(200, lambda i: f"| E{i} | m |" + "|" * n))),
    "headings with tables": (
        500,
        imported("p.md", lambda n: lines(n, lambda i: f"## H{i}\n\n| code | message |\n|---|---|\n| E{i} | m {i} |\n")),
    ),
    "unclosed quotes": (
        10000, imported("p.csv", lambda n: "code,message\n" + lines(n, lambda i: f'E{i},"m{i}')),
    ),
    "one quote, short rows": (
        100000, imported("p.csv", lambda n: 'code,message\nE1,"' + "a\n" * n),
    ),
    "items of a list": (2500, imported("p.md", lambda n: lines(n, lambda i: f"- `E{i}`: message {i}"))),
    "items within items": (
        200, imported("p.md", lambda n: lines(n, lambda i: "  " * (i % 90) + f"- `E{i}`: message {i}")),
    ),
    "line feeds": (500000, imported("p.md", lambda n: table(3, lambda i: f"| E{i} | m |") + "\n" * n)),
    "anchors": (200, lambda n: {"files": {"sources.yaml": anchors(n)}, "run": ["import", "sources.yaml"]}),
    "aliases": (
        20000,
        lambda n: {
            "files": {"sources.yaml": "systems:\n- slug: s\n  name: &a x\n  documents:\n" + "  - *a\n" * n},
            "run": ["import", "sources.yaml"],
        },
    ),
    "one table": (5000, imported("p.md", lambda n: table(n, lambda i: f"| E{i} | message {i} |"))),
}


def seconds(run):
    start = time.monotonic()
    run()
    return time.monotonic() - start


def read_by_csv(path):
    # The rival knows no quotation mark that nothing closes, and none of its fields is long.
    csv.field_size_limit(1 << 30)
    with open(path, encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def measure(tool, shape):
    """The median seconds, the most KiB and the median seconds of the rival; None for a run that was ended."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, text in shape["files"].items():
            (folder / name).write_text(text, encoding="utf-8")
        environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "USER": "bench"}
        base = [tool, "--db", str(folder / "kb.db")]

        def run(command, limit=LONGEST):
            return subprocess.run(
                base + command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit)

        try:
            for command in shape.get("before", []):
                run(command)
            kept = (folder / "kb.db").read_bytes() if (folder / "kb.db").exists() else None
            times, most = [], 0
            for _ in range(3):
                for suffix in ("", "-wal", "-shm"):
                    (folder / ("kb.db" + suffix)).unlink(missing_ok=True)
                if kept is not None:
                    (folder / "kb.db").write_bytes(kept)
                took = {}

                def child():
                    # A process of its own, so that the memory told is that of this run.
                    process = subprocess.Popen(
                        base + shape["run"], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                    deadline = time.monotonic() + LONGEST
                    while True:
                        done, status, usage = os.wait4(process.pid, os.WNOHANG)
                        if done:
                            process.returncode = os.waitstatus_to_exitcode(status)
                            took["memory"], took["status"] = usage.ru_maxrss, process.returncode
                            return
                        if time.monotonic() > deadline:
                            process.kill()
                            os.waitpid(process.pid, 0)
                            process.returncode = -9
                            took["status"] = None
                            return
                        time.sleep(0.0005)

                times.append(seconds(child))
                if took["status"] is None:
                    return None
                if took["status"] < 0 or took["status"] > 128:
                    raise SystemExit(f"the tool ended by a signal: {shape['run'][:3]}")
                most = max(most, took["memory"])
        except subprocess.TimeoutExpired:
            return None
        read = folder / shape.get("read", next(iter(shape["files"])))
        rival = statistics.median(seconds(lambda: read_by_csv(read)) for _ in range(3))
        return statistics.median(times), most, rival, took["status"]


def exponent(small, large):
    return f"{math.log2(large / small):5.2f}"


def main():
    tool, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    unknown = [name for name in wanted if name not in SHAPES]
    if unknown:
        raise SystemExit(f"there is no shape '{unknown[0]}'; there are: {', '.join(SHAPES)}")
    began = time.monotonic()
    print(f"{'shape':26} {'n':>7} {'n':>7} {'2n':>7} {'4n':>7} s  exponents    MiB  × csv  status")
    for name, (size, shape) in SHAPES.items():
        if wanted and name not in wanted:
            continue
        if time.monotonic() - began > BUDGET:
            print(f"{name:26} left out: the others took {BUDGET} s")
            continue
        found = []
        for factor in (1, 2, 4):
            result = measure(tool, shape(size * factor))
            if result is None:
                break
            found.append(result)
        times = [f"{result[0]:7.3f}" for result in found] + [f"   > {LONGEST}"] * (3 - len(found))
        exponents = [exponent(a[0], b[0]) for a, b in zip(found, found[1:])]
        rest = ""
        if found:
            # A status of 4 tells that the tool refused a part, and so did less than the whole.
            rest = f"{found[-1][1] / 1024:6.0f} {found[-1][0] / max(found[-1][2], 1e-6):6.1f} {found[-1][3]:7}"
        print(f"{name:26} {size:7} {' '.join((times + [''])[:3])}    {' '.join(exponents):11} {rest}", flush=True)


if __name__ == "__main__":
    main()
