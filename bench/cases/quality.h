/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Scores of mixtures, and the rows made of them. */

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

/* The system that is judged, in the list of systems. */
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

/* Rows, figures and the plot of quality against delay; with `why` nothing was
   measured, and the rest is NULL. */
void
quality_report (bench *run, const corpus *from, const bench_system *systems,
                const quality_score *scores, const quality_clean *clean,
                const char *why);

/* Spectrograms of a mixture, before, after, and of the speech in it. */
void
quality_pictures (bench *run, const corpus *from, const bench_system *ours);

#endif
