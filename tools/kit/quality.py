#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

"""What quality.sh scores and prints. The measures themselves come from a
scoring kit with score.py and musical.py; here they are joined, laid out and
held against the bars.

quality.py score KIT MIXTURES OUTPUTS RECORD [--jobs N] [--snr LIST] [--still]
    Score one system and write its record. --still: it has no delay.
quality.py report FOLDER [--tsv FILE] [--json FILE] [--rows]
    Print the table of FOLDER/systems.tsv and the records beside it, judge it,
    end with 1 if a must fails. --rows: the table alone.
quality.py judge FILE
    Judge a table that --json has written.
"""

import argparse
import json
import math
import os
import sys

SCHEMA = 1

# How a row of systems.tsv reads: a name for the records; what the table calls
# it; none, ours, clean or peer; declared latency or, for a peer, the length of
# a frame, ms; why it was not measured, or nothing.
FIELDS = ("key", "label", "kind", "ms", "missing")

# Column, its title, decimals.
COLUMNS = (
    ("latency_ms", "latency ms", 2),
    ("shift_ms", "shift ms", 2),
    ("estoi", "ESTOI", 3),
    ("pesq", "PESQ-WB", 3),
    ("sisdr_gain_db", "dSI-SDR", 2),
    ("fwsegsnr_db", "fwSegSNR", 2),
    ("pause_attenuation_db", "NA", 2),
    ("speech_loss_db", "loss", 2),
    ("musical", "musical", 3),
    ("keyboard_estoi_gain", "keyboard", 3),
    ("dishes_estoi_gain", "dishes", 3),
)

# The bars for the chain: measure, must, aim; None: there is none. A must that
# is above its aim is an upper bound.
BARS = (
    ("declared latency, default, ms", "ours-100", "latency_ms", "<=", 3.0, 2.0),
    ("declared latency, lowest, ms", "ours-lowest", "latency_ms", "<=", 0.0, 0.0),
    ("ESTOI", "ours-100", "estoi", ">=", 0.636, 0.67),
    ("PESQ-WB", "ours-100", "pesq", ">=", 1.37, 1.49),
    ("delta SI-SDR, dB", "ours-100", "sisdr_gain_db", ">=", 2.0, 3.5),
    ("speech loss, dB", "ours-100", "speech_loss_db", "<=", 1.9, 0.6),
    ("NA in pauses, dB", "ours-100", "pause_attenuation_db", ">=", 7.0, 12.0),
    ("keyboard, ESTOI gained", "ours-100", "keyboard_estoi_gain", ">=", -0.01, 0.0),
    ("dishes, ESTOI gained", "ours-100", "dishes_estoi_gain", ">=", -0.01, 0.0),
    ("clean speech in, ESTOI", "ours-clean", "estoi", ">=", 0.98, 0.995),
    ("clean speech in, |level change|, dB", "ours-clean", "level_change_db",
     "<=", 0.3, None),
    ("musical noise, stationary", "ours-100", "musical", "<=", 0.40, 0.20),
)

STRENGTHS = ("ours-0", "ours-50", "ours-100")


def fail(text):
    print(f"quality.py: {text}", file=sys.stderr)
    sys.exit(3)


def load_kit(folder):
    sys.path.insert(0, folder)
    try:
        import musical
        import score
    except ImportError as why:
        fail(f"{folder}: score.py and musical.py cannot be used: {why}")
    return score, musical


def mean(values):
    values = [v for v in values if not math.isnan(v)]
    return sum(values) / len(values) if values else None


def score_system(arguments):
    score, musical = load_kit(arguments.kit)
    snrs = ([int(v) for v in arguments.snr.split(",")] if arguments.snr
            else None)
    with score.Pool(arguments.jobs) as pool:
        _, delay, spread, files = score.run(
            arguments.mixtures, arguments.outputs, arguments.jobs, snrs,
            fix=0 if arguments.still else None, pool=pool, verbose=False)
    if not files:
        fail(f"{arguments.outputs}: no mixture was processed")

    def noise_estoi(word):
        return mean([f["estoi"] for f in files if word in f["noise"]])

    stationary = [k for noise, k in
                  musical.run(arguments.mixtures, arguments.outputs)
                  if noise in musical.STATIONARY]
    record = {
        "files": len(files),
        "shift_ms": 1000.0 * delay / score.FS,
        "shift_spread_ms": [1000.0 * d / score.FS for d in spread],
        "estoi": mean([f["estoi"] for f in files]),
        "least_estoi": min(f["estoi"] for f in files),
        "pesq": mean([f["pesq"] for f in files]),
        "sisdr_db": mean([f["sisdr"] for f in files]),
        "fwsegsnr_db": mean([f["fwseg"] for f in files]),
        "pause_attenuation_db": mean([f["na_pause"] for f in files]),
        "speech_loss_db": mean([f["sloss"] for f in files]),
        "most_level_change_db": max(abs(f["sloss"]) for f in files),
        "keyboard_estoi": noise_estoi("keyboard"),
        "dishes_estoi": noise_estoi("dishes"),
        "musical": mean(stationary),
    }
    with open(arguments.record, "w", encoding="utf-8") as file:
        json.dump(record, file)


def read_systems(folder):
    systems = {}
    with open(os.path.join(folder, "systems.tsv"), encoding="utf-8") as file:
        for line in file:
            system = dict(zip(FIELDS, line.rstrip("\n").split("\t")))
            path = os.path.join(folder, system["key"] + ".json")
            if not system["missing"]:
                with open(path, encoding="utf-8") as record:
                    system.update(json.load(record))
            systems[system.pop("key")] = system
    return systems


def derive(systems):
    """What a row has beside its own scores: differences from the unprocessed
    mixtures, and the latency."""
    base = systems["unprocessed"]
    for system in systems.values():
        if system["missing"]:
            continue
        ms = float(system["ms"])
        # A peer must have a frame before it can begin.
        system["latency_ms"] = (system["shift_ms"] + ms
                                if system["kind"] == "peer" else ms)
        if system["kind"] == "clean":
            system["level_change_db"] = abs(system["speech_loss_db"])
            continue
        system["sisdr_gain_db"] = system["sisdr_db"] - base["sisdr_db"]
        for noise in ("keyboard", "dishes"):
            before = base[f"{noise}_estoi"]
            after = system[f"{noise}_estoi"]
            system[f"{noise}_estoi_gain"] = (
                after - before if None not in (before, after) else None)


def figure(value, decimals):
    return "-" if value is None else f"{value:.{decimals}f}"


def print_table(systems):
    titles = ["system"] + [title for _, title, _ in COLUMNS]
    rows = [titles]
    missing = []
    for system in systems.values():
        if system["missing"]:
            missing.append(f"{system['label']}: not measured: "
                           f"{system['missing']}")
        elif system["kind"] != "clean":
            rows.append([system["label"]]
                        + [figure(system[name], decimals)
                           for name, _, decimals in COLUMNS])
    widths = [max(len(row[i]) for row in rows) for i in range(len(titles))]
    for row in rows:
        print("  ".join([row[0].ljust(widths[0])]
                        + [cell.rjust(width)
                           for cell, width in zip(row[1:], widths[1:])]))
    for line in missing:
        print(line)


def print_clean(systems):
    for clean in systems.values():
        if clean["kind"] == "clean":
            print(f"clean speech in, {clean['label']}: "
                  f"ESTOI {clean['estoi']:.4f} "
                  f"(least {clean['least_estoi']:.4f}), "
                  f"level {-clean['speech_loss_db']:+.2f} dB "
                  f"(most {clean['most_level_change_db']:.2f}), "
                  f"{clean['files']} clips")


def measured(systems, key):
    return key in systems and not systems[key]["missing"]


def print_strength(systems):
    rows = [systems[key] for key in STRENGTHS if measured(systems, key)]
    if len(rows) < len(STRENGTHS):
        return
    print("strength 0, 50, 100 %: NA "
          + ", ".join(f"{r['pause_attenuation_db']:.2f}" for r in rows)
          + " dB; loss "
          + ", ".join(f"{r['speech_loss_db']:.2f}" for r in rows) + " dB")


def is_monotone(systems):
    rows = [systems[key] for key in STRENGTHS]
    return all(a[name] < b[name]
               for a, b in zip(rows, rows[1:])
               for name in ("pause_attenuation_db", "speech_loss_db"))


def holds(value, relation, bar):
    return value >= bar if relation == ">=" else value <= bar


def judge(systems):
    """Print every bar; how many musts fail."""
    failed = 0
    for text, key, name, relation, must, aim in BARS:
        value = (systems[key].get(name)
                 if key and measured(systems, key) else None)
        wanted = f"must {relation} {must:g}"
        if aim is not None:
            wanted += f", aim {relation} {aim:g}"
        if value is None:
            verdict, reached = "not measured here", "-"
        else:
            reached = f"{value:.3f}"
            if not holds(value, relation, must):
                verdict = "FAIL"
                failed += 1
            elif aim is None or holds(value, relation, aim):
                verdict = "PASS" if aim is None else "PASS, aim reached"
            else:
                verdict = "PASS, aim not reached"
        print(f"{text:<38}{reached:>8}  {wanted:<28}{verdict}")
    if all(measured(systems, key) for key in STRENGTHS):
        monotone = is_monotone(systems)
        failed += not monotone
        verdict = "PASS" if monotone else "FAIL"
    else:
        verdict = "not measured here"
    print(f"{'strength 50 % lies between 0 and 100 %':<38}{'':>8}  "
          f"{'must, in NA and loss':<28}{verdict}")
    print(f"{failed} must{'' if failed == 1 else 's'} failed")
    return failed


def write_tsv(systems, path):
    with open(path, "w", encoding="utf-8") as file:
        print("system", *[name for name, _, _ in COLUMNS], sep="\t", file=file)
        for key, system in systems.items():
            if not system["missing"]:
                print(key, *[figure(system.get(name), 5)
                             for name, _, _ in COLUMNS], sep="\t", file=file)


def report(arguments):
    systems = read_systems(arguments.folder)
    derive(systems)
    print_table(systems)
    print_clean(systems)
    if arguments.tsv:
        write_tsv(systems, arguments.tsv)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"schema": SCHEMA, "systems": systems}, file, indent=1)
            file.write("\n")
    if arguments.rows:
        return 0
    print_strength(systems)
    print()
    return 1 if judge(systems) else 0


def judge_file(arguments):
    try:
        with open(arguments.file, encoding="utf-8") as file:
            table = json.load(file)
    except (OSError, ValueError) as why:
        fail(f"{arguments.file}: {why}")
    if not isinstance(table, dict) or table.get("schema") != SCHEMA:
        fail(f"{arguments.file}: this is no table of schema {SCHEMA}")
    return 1 if judge(table["systems"]) else 0


def main():
    parser = argparse.ArgumentParser(prog="quality.py")
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("score")
    for name in ("kit", "mixtures", "outputs", "record"):
        one.add_argument(name)
    one.add_argument("--jobs", type=int, default=2)
    one.add_argument("--snr")
    one.add_argument("--still", action="store_true")
    one.set_defaults(run=score_system)
    one = commands.add_parser("report")
    one.add_argument("folder")
    one.add_argument("--tsv")
    one.add_argument("--json")
    one.add_argument("--rows", action="store_true")
    one.set_defaults(run=report)
    one = commands.add_parser("judge")
    one.add_argument("file")
    one.set_defaults(run=judge_file)
    arguments = parser.parse_args()
    sys.exit(arguments.run(arguments) or 0)


if __name__ == "__main__":
    main()
