/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The small corpus, cut from samples/ by segments.tsv: phrases of the quiet
   room as speech, pauses of the other recordings as noise. */

#ifndef BENCH_CORPUS_SMALL_H
#define BENCH_CORPUS_SMALL_H

#include "sound.h"

typedef struct corpus_small corpus_small;

/* NULL with *fault, to be freed. */
corpus_small *
corpus_small_make (char **fault);

void
corpus_small_free (corpus_small *of);

/* Names, for corpus_small_get. */
char *const *
corpus_small_speech (const corpus_small *of, size_t *count);

char *const *
corpus_small_noise (const corpus_small *of, size_t *count);

/* A copy of one. */
void
corpus_small_get (const corpus_small *of, const char *name, sound *to);

#endif
