#!/bin/sh
# Train on a GPU in one command: sh training/gpu.sh TRAIN EVAL MINUTES OUT
# TRAIN: folder with corpus.tsv.xz and own/. EVAL: folder of flores-dev.*. OUT gets the int8 package, card, log, weights.
# Settings of the environment: PYTHON, RUN, TRAINING (options of training.train), PIECES, PARTS (MiB of each part).
set -eu
train=$1 eval=$2 minutes=$3 out=$4
python=${PYTHON:-python3} run=${RUN:-run} pieces=${PIECES:-16000}
options=${TRAINING:---dim 512 --enc 6 --dec 3 --batch-tokens 30000 --lr 1e-3 --warmup 2000 --every 5 --log-steps 100}

mkdir -p "$out"
[ -e "$run/data.npz" ] || "$python" -m training.prepare --run "$run" --corpus "$train/corpus.tsv.xz" --own "$train/own" \
    --own training/own --augment 2000 --join 3000 --clauses --pieces "$pieces"
# shellcheck disable=SC2086  # several options
"$python" -m training.train --run "$run" --minutes "$minutes" --validate "$eval" $options
snapshots=$(ls "$run/snapshots" | wc -l)
"$python" -m training.export --run "$run" --average "$snapshots" --package "$out/mini" --checkpoint "$out/weights.pt"
"$python" -m training.card --run "$run" --package "$out/mini" >"$out/mini/README.md"
cp "$run/log.jsonl" "$run/prepare.json" "$out"
if [ -n "${PARTS:-}" ]; then
    split -b "${PARTS}m" -d "$out/weights.pt" "$out/weights.pt."
    rm "$out/weights.pt"
fi
