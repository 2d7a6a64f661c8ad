#!/usr/bin/env bash
# One large job in as many processes as this machine has cores, by GNU parallel.
#
#     examples/shards/parallel.sh OUT INPUT…
#
# writes the dataset OUT that `savet extract INPUT… --out OUT` writes. Stopped at any moment, it goes on when it is run again. The plan
# and the shards lie in OUT.shards, which may be removed afterwards. SAVET names another program, TARGET_PAGES the pages of a shard.
set -euo pipefail

out=${1:?usage: parallel.sh OUT INPUT…}
shift
export savet=${SAVET:-savet} work=$out.shards
mkdir -p "$work"

# Exit code 1 says that all is done and some documents failed. They have their rows, and the job goes on.
done_or_some_failed() { "$@" || [ $? -eq 1 ]; }
shard() {
    done_or_some_failed "$savet" extract --plan "$work/plan.jsonl" --shard "$1" --out "$work/shard-$1" --jobs 1 --quiet
}
export -f done_or_some_failed shard
PARALLEL_SHELL=$(command -v bash)
export PARALLEL_SHELL

# The same files give the same plan, and then what is finished stays finished.
done_or_some_failed "$savet" shard plan "$@" --target-pages "${TARGET_PAGES:-5000}" -o "$work/plan.jsonl"
"$savet" shard list "$work/plan.jsonl" | parallel --halt soon,fail=1 shard
mapfile -t shards < <("$savet" shard list "$work/plan.jsonl")
"$savet" merge "${shards[@]/#/$work/shard-}" --out "$out"
