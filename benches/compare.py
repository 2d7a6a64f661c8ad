#!/usr/bin/env python3
"""How fast savet reads PDFs beside other programs, all in one run on the same files, on one core.

    benches/compare.py [--rounds N] FILE|FOLDER…

Runs what is installed of: poppler's library in a loop (needs g++ and libpoppler-cpp-dev), `pdftotext` and `mutool`, one process a
file; and of savet: the text stage in a loop, `savet text` one process a file, and the whole job, `savet extract -j 1`. Prints a Markdown
table, and the peak memory of `savet text` beyond the size of the file. Each figure is the best of the rounds; the rounds of all
programs take turns, so that a busy machine is busy for all of them.
"""
import argparse, os, re, shutil, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def built(name, *args):
    """The path of a program that cargo builds."""
    out = subprocess.run(["cargo", *args, "--message-format=json"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return re.findall(r'"executable":"([^"]*/' + name + r'[^"/]*)"', out)[-1]


def loop(program, rounds, files):
    """(pages, ms a page) as a loop in one process prints them."""
    out = subprocess.run([program, str(rounds), *files], check=True, capture_output=True, text=True).stdout
    pages, ms = re.search(r"(\d+) pages .* ([\d.]+) ms/page", out).groups()
    return int(pages), float(ms)


def each(command, files):
    """Seconds for one process a file."""
    begun = time.perf_counter()
    for file in files:
        subprocess.run([file if part == "FILE" else part for part in command], **QUIET)
    return time.perf_counter() - begun


def peak(command):
    """Peak memory in KiB of a command."""
    code = "import resource,subprocess,sys; subprocess.run(sys.argv[1:], stdout=-3, stderr=-3); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    return int(subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("inputs", nargs="+")
    args = parser.parse_args()
    files = []
    for path in args.inputs:
        inside = sorted(os.path.join(d, f) for d, _, names in os.walk(path) for f in names) if os.path.isdir(path) else [path]
        files += [f for f in inside if f.endswith(".pdf")]
    savet = built("savet", "build", "--release", "--bin", "savet")
    pages_bench = built("pages", "bench", "--no-run", "--bench", "pages")

    with tempfile.TemporaryDirectory() as tmp:
        poppler = None
        if shutil.which("g++") and shutil.which("pkg-config"):
            flags = subprocess.run(["pkg-config", "--cflags", "--libs", "poppler-cpp"], capture_output=True, text=True).stdout.split()
            source = os.path.join(ROOT, "benches/poppler_loop.cpp")
            target = os.path.join(tmp, "poppler_loop")
            if flags and subprocess.run(["g++", "-O2", source, "-o", target, *flags]).returncode == 0:
                poppler = target
        commands = {
            "`savet text`, one process a file": [savet, "text", "FILE"],
            "`pdftotext`, one process a file": ["pdftotext", "-q", "-layout", "FILE", "-"],
            "`mutool draw -F txt`, one process a file": ["mutool", "draw", "-q", "-F", "txt", "FILE"],
        }
        commands = {name: c for name, c in commands.items() if shutil.which(c[0])}
        loops = {"savet, text in a loop": pages_bench, "poppler's library in a loop": poppler}
        loops = {name: p for name, p in loops.items() if p}
        job = [savet, "extract", "-j", "1", "--quiet", "--force", "--out", os.path.join(tmp, "out"), *files]

        best, pages = {}, 0
        keep = lambda name, ms: best.__setitem__(name, min(ms, best.get(name, ms)))
        for _ in range(args.rounds):
            for name, program in loops.items():
                n, ms = loop(program, 1, files)
                pages = max(pages, n)
                keep(name, ms)
            for name, command in commands.items():
                keep(name, each(command, files) * 1000 / pages)
            begun = time.perf_counter()
            subprocess.run(job, **QUIET)
            keep("savet, the whole job: text, rules, tables", (time.perf_counter() - begun) * 1000 / pages)

        ours = best["savet, text in a loop"]
        print(f"{len(files)} files, {pages} pages\n\n| | ms a page | times savet's text |\n|---|---:|---:|")
        for name, ms in sorted(best.items(), key=lambda item: item[1]):
            print(f"| {name} | {ms:.3f} | {ms / ours:.1f} |")
        beyond = [(peak([savet, "text", f]) - os.path.getsize(f) / 1024, f) for f in files]
        most, file = max(beyond)
        print(f"\nPeak memory of `savet text` beyond the file: {most / 1024:.1f} MiB at most ({os.path.basename(file)}).")


main()
