/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How near processed speech is to clean speech. `clean` and `other` are aligned
   and of one length. NAN where there is too little sound to say. */

#ifndef BENCH_METRICS_METRICS_H
#define BENCH_METRICS_METRICS_H

#include <stddef.h>

/* Short-time objective intelligibility (Taal et al. 2011) and its extension
   (Jensen and Taal 2016), 0 to 1; at 48 kHz or 10 kHz. */
void
metric_stoi (const double *clean, const double *other, size_t count,
             unsigned rate, double *stoi, double *estoi);

/* Scale-invariant signal-to-distortion ratio, dB (Le Roux et al. 2019). */
double
metric_si_sdr (const double *clean, const double *other, size_t count);

/* Segmental signal-to-noise ratio, dB: 20 ms, within -10 and 35, where there
   is speech. */
double
metric_segmental (const double *clean, const double *other, size_t count,
                  unsigned rate);

/* Same weighted over 25 critical bands (after Hu and Loizou 2008), dB; 16
   kHz. */
double
metric_weighted (const double *clean, const double *other, size_t count);

/* Log-spectral distance, dB; 16 kHz. */
double
metric_distance (const double *clean, const double *other, size_t count);

/* How far noise fell in pauses of clean speech of 80 ms and more, dB. */
double
metric_pause_attenuation (const double *clean, const double *before,
                          const double *after, size_t count, unsigned rate);

/* How far speech fell, dB: projections on the clean one, where it is loud. */
double
metric_speech_loss (const double *clean, const double *before,
                    const double *after, size_t count, unsigned rate);

/* Logarithm to base 10 of the ratio of the kurtoses of |X|^2: 0 is as natural
   as it was, more is musical (after Uemura et al. 2008); 48 kHz. */
double
metric_musical (const double *before, const double *after, size_t count);

/* By how many frames `other` is later than `clean`, -200 to a quarter of a
   second; the largest of the cross-correlation. 48 kHz. */
long
metric_delay (const double *clean, const double *other, size_t count,
              size_t other_count);

/* Active speech level, dB re 1: the method of ITU-T P.56, B. */
double
metric_speech_level (const double *x, size_t count, unsigned rate);

/* Power, mean square. */
double
metric_mean_square (const double *x, size_t count);

/* What `part` (0 to 1) of the values lie below, as numpy has it: between two of
   them in a straight line. Sorts the values. */
double
metric_percentile (double *values, size_t count, double part);

#endif
