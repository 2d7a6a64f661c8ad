#!/usr/bin/env python3
"""How savet does a large job: many files, one run.

    benches/scale.py [--files 1000,10000,100000] [--rounds N] [--tmp DIR] [FOLDER…]

Makes so many distinct copies of the .pdf and .txt files of the folders (fixtures/documents and fixtures/pdf where none is named) and
runs `savet extract --ocr never` over them: recognising pages is another measure (benches/scans.py). A copy of a text has other numbers after each №, so it is another document; a copy of a PDF has a
comment behind its end, so it is other bytes and the same paper. Prints, as a Markdown table, for each number of files: seconds, files
a second, the slowest and the quickest tenth of the documents against the mean, peak memory, seconds for the same with one thread, and for
10 files more; and how long a million files would take. The quickest of the rounds counts. Copies and datasets lie in a temporary folder that is removed at the end; 100 000
files of fixtures/ need about 12 GB.
"""
import argparse, os, re, subprocess, sys, tempfile, threading, time
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
THOUSAND = 1000
Run = namedtuple("Run", "seconds cpu peak_mib tenths made")


def built():
    subprocess.run(["cargo", "build", "--release", "--bin", "savet"], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "savet")


def originals(folders):
    """(extension, bytes) of every file that is read from the folders."""
    paths = [os.path.join(d, f) for folder in folders for d, _, names in os.walk(folder) for f in names if f.endswith((".pdf", ".txt"))]
    return [(os.path.splitext(p)[1], open(p, "rb").read()) for p in sorted(paths)]


def copy(kind, content, number):
    if kind == ".pdf":
        return content + b"\n%% copy %d\n" % number
    other = lambda m: m.group(1) + str(int(m.group(2)) + number).encode()
    return re.sub("(№ ?)([0-9]{1,9})".encode(), other, content) + b"\n" * (number % 7) + b"%d\n" % number


def make(folder, begin, end, corpus):
    """Writes the copies from `begin` on, a thousand a folder; one that is there stays."""
    for n in range(begin, end):
        kind, content = corpus[n % len(corpus)]
        path = os.path.join(folder, "%05d" % (n // THOUSAND), "paper-%07d%s" % (n, kind))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not os.path.exists(path):
            with open(path, "wb") as file:
                file.write(copy(kind, content, n // len(corpus)))


def watch(pid, peak, over):
    """Keeps the peak memory of a process in KiB. Its resource usage at the end would count what this script takes too."""
    while not over.wait(0.02):
        try:
            found = re.search(r"VmHWM:\s*(\d+)", open("/proc/%d/status" % pid).read())
        except OSError:
            return
        peak[0] = max(peak[0], int(found.group(1)) if found else 0)


def run(savet, folder, files, out, jobs):
    """Runs savet over the first `files` copies and looks at the clock whenever it says that a document is made."""
    inputs = sorted(os.listdir(folder))[: -(-files // THOUSAND)]
    command = [savet, "extract", "--ocr", "never", *(os.path.join(folder, i) for i in inputs), "--out", out, "-v", "--jobs", str(jobs)]
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, over = [0], threading.Event()
    watcher = threading.Thread(target=watch, args=(child.pid, peak, over))
    watcher.start()
    times = [time.perf_counter() for line in child.stderr if line.endswith(b" rows\n")]
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    over.set()
    watcher.join()
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit("savet failed: " + " ".join(command[:3]))
    marks = [begun] + [times[len(times) * i // 10 - 1] for i in range(1, 11)] if len(times) >= 100 else []
    tenths = [len(times) / 10 / (b - a) for a, b in zip(marks, marks[1:])]
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak[0] / 1024, tenths, len(times))


def best(savet, folder, files, outs, rounds):
    """The quickest of several runs with one thread, and of several with two, in turns."""
    runs = []
    for _ in range(rounds):
        subprocess.run(["rm", "-rf", *outs])
        runs.append([run(savet, folder, files, out, jobs) for out, jobs in zip(outs, (1, 2))])
    return [min(column, key=lambda r: r.seconds) for column in zip(*runs)]


def machine():
    cpu = "unknown"
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            cpu = line.split(":")[1].strip()
    return "%s, %d cores, %s" % (cpu, os.cpu_count(), " ".join(os.uname()[i] for i in (0, 2, 4)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", default="1000,10000", help="numbers of files, separated by commas")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is run; the quickest counts")
    parser.add_argument("--tmp", help="where the copies and datasets go meanwhile")
    parser.add_argument("folders", nargs="*", default=[os.path.join(ROOT, "fixtures", f) for f in ("documents", "pdf")])
    args = parser.parse_args()
    savet, corpus = built(), originals(args.folders)
    size = sum(len(content) for _, content in corpus) / len(corpus)
    print("%s; %d originals, %.0f KB a file, %d of them PDF" % (machine(), len(corpus), size / 1000, sum(k == ".pdf" for k, _ in corpus)))
    print("\n| files | s | files a second | tenths, of the mean | peak MiB | s with 1 thread | times | s for 10 more | 10 alone |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(dir=args.tmp) as tmp:
        copies, few = os.path.join(tmp, "copies"), os.path.join(tmp, "few")
        made, rate = 0, 0
        for files in sorted(int(n) for n in args.files.split(",")):
            files = -(-files // THOUSAND) * THOUSAND
            make(copies, made, files, corpus)
            made = files
            outs = [os.path.join(tmp, "out%d-%d" % (files, jobs)) for jobs in (1, 2)]
            one, two = best(savet, copies, files, outs, args.rounds)
            # Ten files more, in a folder of their own among the others.
            make(os.path.join(tmp, "ten"), files, files + 10, corpus)
            ten = os.listdir(os.path.join(tmp, "ten"))[0]
            os.rename(os.path.join(tmp, "ten", ten), os.path.join(copies, "00000", "ten"))
            more = run(savet, copies, files, outs[1], 2)
            os.makedirs(few, exist_ok=True)
            os.rename(os.path.join(copies, "00000", "ten"), os.path.join(few, ten))
            alone = run(savet, few, THOUSAND, os.path.join(tmp, "out-ten-%d" % files), 2)
            subprocess.run(["rm", "-rf", few, *outs])
            mean = sum(1 / t for t in two.tenths) / 10
            span = "%.2f–%.2f" % (min(two.tenths) * mean, max(two.tenths) * mean)
            rate = files / two.seconds
            print("| %d | %.1f | %.0f | %s | %.0f | %.1f | %.2f | %.2f | %.2f |" % (
                files, two.seconds, rate, span, two.peak_mib, one.seconds, one.seconds / two.seconds, more.seconds, alone.seconds), flush=True)
            print("  %d files: CPU %.1f s with 2 threads, %.1f s with 1; made %d, %d, then %d" % (
                files, two.cpu, one.cpu, two.made, one.made, more.made), file=sys.stderr)
        print("\nA million such files: %.0f minutes." % (1e6 / rate / 60))


if __name__ == "__main__":
    main()
