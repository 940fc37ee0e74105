/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Scores of mixtures, and their rows. */

#ifndef BENCH_QUALITY_H
#define BENCH_QUALITY_H

#include "bench.h"
#include "cases/corpus.h"
#include "cases/systems.h"

enum {
  QUALITY_STOI,
  QUALITY_ESTOI,
  QUALITY_SI_SDR,
  QUALITY_SEGMENTAL,
  QUALITY_WEIGHTED,
  QUALITY_DISTANCE,
  QUALITY_PAUSES,
  QUALITY_LOSS,
  QUALITY_MUSICAL,
  QUALITY_METRICS
};

/* Index of the system that is judged. */
enum { QUALITY_OURS = 5 };

typedef struct quality_score {
  bool measured;
  char noise[64];
  double value[QUALITY_METRICS];
} quality_score;

typedef struct quality_clean {
  bool measured;
  char speech[64];
  double estoi;
  double loss_db;
} quality_clean;

/* Add rows, figures and the plot of quality against delay; with `why` nothing
   was measured and the rest is NULL. */
void
quality_report (bench *run, const corpus *from, const bench_system *systems,
                const quality_score *scores, const quality_clean *clean,
                const char *why);

/* Add spectrograms of a mixture: before, after, and speech alone. */
void
quality_pictures (bench *run, const corpus *from, const bench_system *ours);

#endif
