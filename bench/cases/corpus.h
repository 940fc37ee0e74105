/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Mixtures of speech and noise: made from two folders of recordings, made from
   the small corpus, or read. Layout of what is made: 2 s of noise alone,
   speech, 0.5 s of noise. */

#ifndef BENCH_CORPUS_H
#define BENCH_CORPUS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct corpus corpus;

typedef struct mixture {
  char *id;
  char *speech; /* names of what it was made of */
  char *noise;
  double snr;   /* dB */
  bool steady;  /* the noise keeps its level */
  size_t start; /* frames in which speech begins and ends */
  size_t end;
  size_t count;
  double *noisy;
  double *clean;
} mixture;

/* DIR with clean/ and noise/; or with list.tsv, noisy/ and ref/; NULL: the small
   corpus, and of it a third where it has to be `brief`. NULL with *fault, to be
   freed, where there is none. */
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

/* Without making it. */
double
corpus_snr (const corpus *of, size_t number);

/* The largest there is. */
double
corpus_best_snr (const corpus *of);

/* Any thread. 0, or -1 with *fault. */
int
corpus_make (const corpus *of, size_t number, mixture *to, char **fault);

void
mixture_clear (mixture *of);

#endif
