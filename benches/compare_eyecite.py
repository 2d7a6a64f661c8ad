#!/usr/bin/env python3
"""How fast savet finds what is in a text beside eyecite, which does the same kind of work for American law, in one run.

    benches/compare_eyecite.py [--rounds N]

eyecite's `get_citations` reads an English text made here of our own words: `dense` is a page of an opinion full of citations again and
again, `prose` the same page with twelve paragraphs of nothing behind it. savet's four stages (normalize, segment, parse, resolve; the
bench `rules`) read the Bulgarian texts that are made in the same way, and minutes of sittings. eyecite finds citations alone; savet also
sums, dates, votes, references, identifiers, tables and decisions. Both run in one thread, in turns; each figure is the best of the rounds.

eyecite is installed from PyPI into `target/venv`. Its text is given to both of its tokenizers, where `hyperscan` can be installed.
"""
import argparse, json, os, subprocess, sys, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
VENV = os.path.join(TARGET, "venv")

PAGE = """\
ORDER No. 448
April 30, 2025

Under 42 U.S.C. § 1983 and 28 U.S.C. § 1331, and following Sample v. Example, 410 U.S. 113, 120 (1973), and Smith v. Jones, 521 F.2d
1203, 1207 (9th Cir. 1975), the Council of the City of Exampleville, having regard to Doe v. Roe, 12 Cal. 3d 345 (1974), id. at 350,

RESOLVES:

1. The sale of the parcel with number 12345.678.9, with an area of 1,246 square metres, for $15,000.00 is approved as in Example, supra,
at 122, since it is private property of the city that is not needed for its own use. See also Jones, 521 F.2d at 1210.
2. The term of payment ends on June 30, 2025. The mayor is charged with all further steps. See Mad. City Code § 12.4.

Votes: 21 for, 0 against, 3 abstained.
"""

PROSE = """\
The project aims at better surroundings in the city and at better services for its people, with regard to the opinions of those who
live in each of the villages, as they were told at the public hearings and to the mayors, and also to what the city can afford.
"""

TEXTS = {"dense": (PAGE + "\n\n") * 100, "prose": (PAGE + "\n" + PROSE * 12 + "\n") * 25}


def eyecite():
    """Prints, as JSON, seconds, bytes and citations found for each text and tokenizer. Runs in the venv."""
    from eyecite import get_citations
    from eyecite.tokenizers import AhocorasickTokenizer, HyperscanTokenizer

    tokenizers = {"eyecite": AhocorasickTokenizer()}
    try:
        import hyperscan  # noqa: F401

        tokenizers["eyecite with hyperscan"] = HyperscanTokenizer(cache_dir=os.path.join(TARGET, "hyperscan"))
    except ImportError:
        pass
    out = []
    for name, tokenizer in tokenizers.items():
        get_citations(PAGE, tokenizer=tokenizer)  # what is made once
        for kind, text in TEXTS.items():
            begun = time.perf_counter()
            found = len(get_citations(text, tokenizer=tokenizer))
            out.append([name, kind, time.perf_counter() - begun, len(text.encode()), found])
    print(json.dumps(out))


def savet(kinds):
    """Seconds and bytes of savet's four stages for each text, as the bench `rules` measures them."""
    pattern = "^(%s)/together$" % "|".join(kinds)
    command = ["cargo", "bench", "--quiet", "--bench", "rules", "--", pattern, "--measurement-time", "2", "--warm-up-time", "1"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for kind in kinds:
        folder = os.path.join(TARGET, "criterion", kind, "together", "new")
        with open(os.path.join(folder, "sample.json")) as f:
            sample = json.load(f)
        seconds = min(t / n for t, n in zip(sample["times"], sample["iters"])) / 1e9
        with open(os.path.join(folder, "benchmark.json")) as f:
            size = json.load(f)["throughput"]["Bytes"]
        yield kind, seconds, size


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--eyecite", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.eyecite:
        return eyecite()
    python = os.path.join(VENV, "bin", "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([*pip, "eyecite"], check=True)
    subprocess.run([*pip, "hyperscan"], stderr=subprocess.DEVNULL)  # not for every machine

    speed, found = {}, {}
    keep = lambda name, kind, seconds, size: speed.__setitem__((name, kind), max(size / seconds / 1e6, speed.get((name, kind), 0)))
    for _ in range(args.rounds):
        out = subprocess.run([python, __file__, "--eyecite"], check=True, capture_output=True, text=True).stdout
        for name, kind, seconds, size, citations in json.loads(out):
            keep(name, kind, seconds, size)
            found[kind] = f"{citations * 1000 / size:.1f} citations a KB"
        for kind, seconds, size in savet(["dense", "prose", "sittings"]):
            keep("savet", kind, seconds, size)
    print("| text | " + " | ".join(["savet, MB/s", "eyecite, MB/s", "ratio"]) + " |\n|---|---:|---:|---:|")
    for kind in TEXTS:
        best = max(v for (name, k), v in speed.items() if k == kind and name != "savet")
        ours = speed["savet", kind]
        print(f"| {kind} (English: {found[kind]}) | {ours:.1f} | {best:.2f} | {ours / best:.0f} |")
    print(f"| sittings | {speed['savet', 'sittings']:.1f} | | |")
    for (name, kind), v in sorted(speed.items()):
        print(f"{name}, {kind}: {v:.2f} MB/s", file=sys.stderr)


if __name__ == "__main__":
    main()
