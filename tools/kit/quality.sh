#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# How well enhance does on real speech in real noise, beside its peers: mixes
# the recordings of a scoring kit, runs every mixture through the program as it
# is shipped and through the peers that can be compiled here, and prints the table, then
# every bar with what was reached. docs/benchmarks.md tells what the columns
# are. Ends with 1 if a must fails, 2 after wrong usage, 3 if something could
# not be read or run.

set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

usage () {
  cat << 'END'
usage: quality.sh [OPTIONS] [KIT]

KIT is a folder with mix.py, score.py, musical.py and data/; without it the
environment variable KIT names it.

  --build DIR          where enhance was built [.]
  --peers DIR          compile the peers into this folder, and end; in that of
                       enhance-bench, it has rows for them
  --jobs N             processes at a time [2]
  --snr LIST           these signal-to-noise ratios alone, as 0,5,10; the bars
                       are for all of them, so nothing is judged then
  --variant NAME=FILE  a row for another `enhance`, at full strength; may be
                       repeated. Then these and the unprocessed mixtures are
                       measured, nothing else, and nothing is judged
  --mixtures DIR       take what mix.py made before, a folder with list.tsv
  --tsv FILE           also write the table
  --json FILE          also write every figure; `quality.py judge FILE` judges it

PESQ is measured where PESQ_LIB, in the environment, names a library with
pesq_wb() as the kit's score.py wants it; it is not distributed.

Scratch files, about 400 MB, lie in TMPDIR and vanish at the end.
END
}

die () {
  printf 'quality.sh: %s\n' "$2" >&2
  exit "$1"
}

build=. peers= jobs=2 snr= mixtures= kit=${KIT-}
variants=() outputs=()
while [ $# -gt 0 ]; do
  case $1 in
    --build | --peers | --jobs | --snr | --variant | --mixtures | --tsv | --json)
      [ $# -ge 2 ] || die 2 "$1: a value is missing"
      case $1 in
        --build) build=$2 ;;
        --peers) peers=$2 ;;
        --jobs) jobs=$2 ;;
        --snr) snr=$2 ;;
        --variant) variants+=("$2") ;;
        --mixtures) mixtures=$2 ;;
        --tsv | --json) outputs+=("$1" "$2") ;;
      esac
      shift 2
      ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; die 2 "$1: no such option" ;;
    *) kit=$1; shift ;;
  esac
done

# packages_of WORD...: what has these on Debian, by the list of all packages
packages_of () {
  local word
  for word; do
    awk -v word="$word" '$3 == word { printf " %s", $4 }' \
      "$here/../../build-aux/packages"
  done
}

# compile_peer NAME MODULE COMPILER FILE: into $peers, or why not on standard
# output. Their headers are not written for our warnings.
compile_peer () {
  local lack= module flags
  command -v "${3%% *}" > /dev/null || lack=" ${3%% *}"
  for module in "$2" sndfile; do
    pkg-config --exists "$module" || lack="$lack$(packages_of "$module")"
  done
  [ -z "$lack" ] || { echo "not there:$lack"; return 1; }
  flags=$(pkg-config --cflags "$2" sndfile | sed 's/-I/-isystem /g')
  {
    ${CC:-cc} -O2 $flags -c -o "$peers/$1.o" "$here/peer_file.c" \
      && $3 -O2 $flags -o "$peers/$1" "$here/$4" "$peers/$1.o" \
        $(pkg-config --libs "$2" sndfile) -lm
  } > "$peers/$1.log" 2>&1 || { echo "it does not compile:" \
    "$(grep -m 1 error "$peers/$1.log")"; return 1; }
}

why_speex= why_webrtc=
compile_peers () {
  why_speex=$(compile_peer peer-speex speexdsp "${CC:-cc}" peer_file_speex.c) || :
  why_webrtc=$(compile_peer peer-webrtc webrtc-audio-processing "${CXX:-c++}" \
    peer_file_webrtc.cc) || :
}

if [ -n "$peers" ]; then
  [ -d "$peers" ] || die 3 "$peers: no such folder"
  compile_peers
  printf '%s\n' "${why_speex:+peer-speex: $why_speex}" \
    "${why_webrtc:+peer-webrtc: $why_webrtc}" | grep . >&2 && exit 3
  exit 0
fi
[ -n "$kit" ] || die 2 "no KIT was given: the folder with mix.py and score.py"
case $jobs in
  '' | 0 | *[!0-9]*) die 2 "--jobs $jobs: give a number of processes" ;;
esac
case $snr in
  *[!-0-9,]*) die 2 "--snr $snr: give numbers with commas, as 0,5,10" ;;
esac
for needed in mix.py score.py musical.py; do
  [ -f "$kit/$needed" ] || die 3 "$kit/$needed is not there: is this the kit?"
done
enhance=$build/cli/enhance
if [ ${#variants[@]} -eq 0 ]; then
  [ -x "$enhance" ] || die 3 "$enhance is not there: build it, or give --build"
fi
for variant in ${variants[@]+"${variants[@]}"}; do
  case $variant in
    *?=?*) ;;
    *) die 2 "--variant $variant: give NAME=FILE" ;;
  esac
  [ -x "${variant##*=}" ] || die 3 "${variant##*=} is no program"
done

# The first Python that has what the kit needs.
python=
for candidate in ${PYTHON:-python3 /usr/bin/python3}; do
  if "$candidate" -c 'import numpy, scipy.signal, soundfile' 2> /dev/null; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || die 3 "no Python with numpy, scipy and soundfile (Debian:$(packages_of numpy scipy.signal soundfile))"
export OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore

scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-quality.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say () {
  printf '# %s\n' "$*" >&2
}

if [ -z "$mixtures" ]; then
  say "mixing"
  "$python" "$kit/mix.py" "$kit/data" "$scratch/mix" dev > "$scratch/said" \
    || die 3 "$kit/mix.py could not mix $kit/data"
  mixtures=$scratch/mix/dev
fi
[ -f "$mixtures/list.tsv" ] || die 3 "$mixtures/list.tsv is not there"
mixtures=$(cd "$mixtures" && pwd)

# Clean speech in: every clip once, as its own reference.
mkdir "$scratch/clean" "$scratch/records"
ln -s "$mixtures/ref" "$scratch/clean/noisy"
ln -s "$mixtures/ref" "$scratch/clean/ref"
awk -F '\t' 'NR == 1 || !seen[$2]++' "$mixtures/list.tsv" \
  > "$scratch/clean/list.tsv"

# list FOLDER: the names of its mixtures, of the wanted ratios
list () {
  awk -F '\t' -v wanted="$snr" '
    BEGIN { count = split (wanted, one, ",") }
    NR > 1 {
      take = count == 0
      for (i = 1; i <= count; ++i)
        if ($4 + 0 == one[i] + 0)
          take = 1
      if (take)
        print $1
    }' "$1/list.tsv"
}
[ -n "$(list "$mixtures")" ] || die 2 "--snr $snr: no mixture has it"

# note KEY LABEL KIND MS MISSING: a row of the table
note () {
  local IFS=$'\t'
  printf '%s\n' "$*" >> "$scratch/records/systems.tsv"
}

# score KEY FOLDER OUTPUTS [OPTION...]
score () {
  local key=$1 folder=$2 out=$3
  shift 3
  "$python" "$here/quality.py" score "$kit" "$folder" "$out" \
    "$scratch/records/$key.json" --jobs "$jobs" "$@" \
    || die 3 "$key could not be scored"
}

# measure KEY LABEL KIND MS FOLDER OPTIONS-OF-SCORE COMMAND...: run COMMAND
# INPUT OUTPUT on every mixture of the folder, and score what came of it
measure () {
  local key=$1 label=$2 kind=$3 ms=$4 folder=$5 options=$6
  shift 6
  say "$label"
  mkdir "$scratch/out"
  if [ "$folder" = "$mixtures" ]; then
    list "$folder"
  else
    tail -n +2 "$folder/list.tsv" | cut -f 1
  fi | xargs -P "$jobs" -I '{}' "$@" "$folder/noisy/{}.wav" \
    "$scratch/out/{}.wav" || die 3 "$label: a mixture could not be processed"
  score "$key" "$folder" "$scratch/out" $options
  note "$key" "$label" "$kind" "$ms" ''
  rm -rf "$scratch/out"
}

# declared PROGRAM DELAY: the latency that enhance tells, ms
declared () {
  local input said
  input=$mixtures/noisy/$(list "$mixtures" | head -n 1).wav
  said=$("$1" file -v --delay "$2" "$input" "$scratch/latency.wav" 2>&1) \
    || die 3 "$1: $said"
  printf '%s\n' "$said" | sed -n 's/^ *delay \([0-9.]*\) ms.*/\1/p' | head -n 1
}

of_snr=${snr:+--snr=$snr}

say "unprocessed"
score unprocessed "$mixtures" "$mixtures/noisy" --still $of_snr
note unprocessed unprocessed none 0 ''

# ours KEY LABEL PROGRAM DELAY STRENGTH
ours () {
  local ms
  ms=$(declared "$3" "$4")
  measure "$1" "$2" ours "$ms" "$mixtures" "$of_snr" \
    "$3" file -q -s "noise_reduction=$5" -s compression=0 --delay "$4" \
    --no-align
}

# clean KEY LABEL PROGRAM
clean () {
  measure "$1" "$2" clean 0 "$scratch/clean" '' \
    "$3" file -q -s noise_reduction=100 -s compression=0 --no-align
}

# peer KEY LABEL FRAME-MS WHY-NOT
peer () {
  if [ -z "$4" ]; then
    measure "$1" "$2" peer "$3" "$mixtures" "$of_snr" "$peers/peer-$1"
  else
    note "$1" "$2" peer "$3" "$4"
  fi
}

if [ ${#variants[@]} -gt 0 ]; then
  for variant in "${variants[@]}"; do
    name=${variant%=*} program=${variant##*=}
    ours "$name" "$name" "$program" default 100
    clean "$name, clean" "$name" "$program"
  done
  "$python" "$here/quality.py" report "$scratch/records" --rows \
    ${outputs[@]+"${outputs[@]}"}
  exit
fi

ours ours-100 "enhance, 100 %" "$enhance" default 100
ours ours-50 "enhance, 50 %" "$enhance" default 50
ours ours-0 "enhance, 0 %" "$enhance" default 0
ours ours-low "enhance, 100 %, low" "$enhance" low 100
ours ours-lowest "enhance, 100 %, lowest" "$enhance" lowest 100
peers=$scratch
compile_peers
peer speex "SpeexDSP 20 ms, -15 dB" 20 "$why_speex"
peer webrtc "WebRTC NS 0.3, moderate" 10 "$why_webrtc"
clean ours-clean "enhance, 100 %" "$enhance"

if [ -n "$snr" ]; then
  "$python" "$here/quality.py" report "$scratch/records" --rows \
    ${outputs[@]+"${outputs[@]}"}
else
  "$python" "$here/quality.py" report "$scratch/records" \
    ${outputs[@]+"${outputs[@]}"}
fi
