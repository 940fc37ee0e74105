#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""The table of figures in README.md, from a run of enhance-bench.

headline.py RUN.json           print it
headline.py RUN.json README    put it between the two markers in that file

RUN.json is what `enhance-bench all --virtual --json RUN.json` writes."""

import json
import os
import subprocess
import sys

BEGIN = "<!-- headline: made by bench/headline.py -->"
END = "<!-- end of headline -->"

# Command, metric, part of the subject, and the name in the table.
ROWS = (
    ("latency", "chain_delay_ms", "48000 Hz, default", "delay of the chain"),
    ("latency", "loop_p99_ms", "",
     "microphone to ear, virtual device, 99th percentile"),
    ("latency", "call_p999_load_percent", "128 frames, no load added",
     "load at 128 frames, 99.9th percentile"),
    ("speed", "ns_per_sample", "48000 Hz, 1 ch, 64 frames, speech",
     "CPU cost, 48 kHz, mono"),
    ("quality", "pause_attenuation_db", "", "noise reduction in pauses"),
    ("quality", "estoi_gain", "", "intelligibility gain in noise (ESTOI)"),
    ("quality", "speech_loss_db", "", "loss of speech level"),
    ("acoustics", "gain_error_db", "N3", "deviation from prescribed gain, N3"),
    ("acoustics", "thd_n_percent", "500 Hz, 70 dB SPL",
     "distortion, 500 Hz at 70 dB SPL"),
    ("acoustics", "true_peak_over_db", "noise",
     "true peak over the ceiling, noise"),
)


def fail(text):
    print(f"headline.py: {text}", file=sys.stderr)
    sys.exit(3)


def load(path):
    try:
        with open(path, encoding="utf-8") as file:
            records = json.load(file)
    except (OSError, ValueError) as why:
        fail(f"{path}: {why}")
    if not isinstance(records, list) or not records \
            or records[0].get("schema") != 2:
        fail(f"{path}: not a run of schema 2")
    return records


def find(records, command, metric, subject):
    for record in records:
        if (record["command"] == command and record["metric"] == metric
                and subject in record["subject"]):
            return record
    return None


def build(record):
    """The commit, if it is in the history of this clone for others to find."""
    commit = record["commit"]
    known = subprocess.run(
        ["git", "merge-base", "--is-ancestor", commit, "HEAD"],
        cwd=os.path.dirname(os.path.abspath(__file__)),
        stderr=subprocess.DEVNULL, check=False).returncode == 0
    return (f"libenhance {record['version']} at commit {commit}" if known else
            f"a development version of libenhance {record['version']}")


def table(records):
    first = records[0]
    lines = [BEGIN,
             f"`enhance-bench all --virtual`, {build(first)}, "
             f"{first['cpu']}, {first['cores']} cores "
             f"(load average {first.get('load_average', 0):.1f} at the start), "
             "small corpus.",
             "",
             "| what | measured | limit | verdict |",
             "|---|---|---|---|"]
    for command, metric, subject, name in ROWS:
        record = find(records, command, metric, subject)
        if record is None:
            continue
        sign = "≥" if record.get("relation") == "at least" else "≤"
        unit = f" {record['unit']}" if record["unit"] else ""
        value = (f"{record['value']:.3g}{unit}" if "value" in record
                 and abs(record["value"]) < 1000
                 else f"{record['value']:.0f}{unit}" if "value" in record
                 else "–")
        bar = f"{sign} {record['bar']:g}" if "bar" in record else ""
        lines.append(f"| {name} | {value} | {bar} | "
                     f"{record.get('verdict', '')} |")
    lines.append(END)
    return "\n".join(lines)


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    text = table(load(sys.argv[1]))
    if len(sys.argv) == 2:
        print(text)
        return
    with open(sys.argv[2], encoding="utf-8") as file:
        page = file.read()
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        fail(f"{sys.argv[2]}: each marker of the table must appear once")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(before + text + after)


if __name__ == "__main__":
    main()
