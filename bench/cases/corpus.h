/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Mixtures of speech and noise: mixed from two folders of recordings or from
   the small corpus, or read from files. Mixed ones have 2 s of noise, speech,
   0.5 s of noise. */

#ifndef BENCH_CORPUS_H
#define BENCH_CORPUS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct corpus corpus;

typedef struct mixture {
  char *id;
  char *speech; /* names of its parts */
  char *noise;
  double snr;   /* dB */
  bool steady;  /* the noise keeps its level */
  size_t start; /* frames in which speech begins and ends */
  size_t end;
  size_t count;
  double *noisy;
  double *clean;
} mixture;

/* DIR with clean/ and noise/, or with list.tsv, noisy/ and ref/; NULL: the
   small corpus, a third of it if `brief`. NULL with *fault, to be freed, on
   failure. */
corpus *
corpus_open (const char *folder, bool brief, char **fault);

void
corpus_close (corpus *of);

/* For the heading. */
const char *
corpus_name (const corpus *of);

bool
corpus_is_small (const corpus *of);

size_t
corpus_count (const corpus *of);

/* Describe a mixture without making it. */
double
corpus_snr (const corpus *of, size_t number);

/* Length of the longest mixture. */
double
corpus_best_snr (const corpus *of);

/* Make a mixture. Any thread. 0, or -1 with *fault. */
int
corpus_make (const corpus *of, size_t number, mixture *to, char **fault);

void
mixture_clear (mixture *of);

#endif
