/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Test signals and measures. Random numbers: splitmix64 (Steele, Lea and Flood
   2014), because it is whole in three lines and equal everywhere. */

#include "lib/signals.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

uint64_t
sig_bits (sig_random *random)
{
  uint64_t z = (random->state += UINT64_C (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

uint32_t
sig_below (sig_random *random, uint32_t below)
{
  return (uint32_t) (((sig_bits (random) >> 32) * below) >> 32);
}

double
sig_uniform (sig_random *random)
{
  return (double) (sig_bits (random) >> 11) * 0x1p-52 - 1.0;
}

double
sig_gauss (sig_random *random)
{
  /* Sum of twelve uniforms: tails end at 6 deviations, which keeps peaks
     known. */
  double sum = 0.0;

  for (int i = 0; i < 6; ++i)
    {
      const uint64_t bits = sig_bits (random);
      sum += (double) (bits >> 32) * 0x1p-32
             + (double) (bits & 0xffffffffu) * 0x1p-32;
    }
  return sum - 6.0;
}

float *
sig_buffer (size_t count)
{
  float *samples = calloc (count ? count : 1, sizeof *samples);

  if (!samples)
    {
      fprintf (stderr, "tests: no memory for %zu samples; free some\n", count);
      exit (99);
    }
  return samples;
}

void
sig_add_tone (float *out, size_t count, double rate, double hz,
              double amplitude)
{
  /* Reduced to one turn before the sine, so that late samples are as exact as
     early ones. */
  for (size_t i = 0; i < count; ++i)
    {
      const double turns = hz * (double) i / rate;
      out[i] += (float) (amplitude * sin (2.0 * pi * (turns - floor (turns))));
    }
}

static void
scale_to (float *out, size_t count, double rms)
{
  const double now = sig_rms (out, count);

  if (now > 0.0)
    for (size_t i = 0; i < count; ++i)
      out[i] = (float) (out[i] * (rms / now));
}

void
sig_white (sig_random *random, float *out, size_t count, double rms)
{
  for (size_t i = 0; i < count; ++i)
    out[i] = (float) (rms * sig_gauss (random));
}

void
sig_pink (sig_random *random, float *out, size_t count, double rms)
{
  /* Six one-pole filters, an octave and a half apart, their steps summing to
     3 dB an octave within half a dB. */
  static const double pole[6]
    = { 0.99886, 0.99332, 0.96900, 0.86650, 0.55000, -0.7616 };
  static const double gain[6]
    = { 0.0555179, 0.0750759, 0.1538520, 0.3104856, 0.5329522, -0.0168980 };
  double state[6] = { 0 };
  double late = 0.0;

  for (size_t i = 0; i < count; ++i)
    {
      const double white = sig_gauss (random);
      double sum = late + 0.5362 * white;
      for (int k = 0; k < 6; ++k)
        {
          state[k] = pole[k] * state[k] + gain[k] * white;
          sum += state[k];
        }
      late = 0.115926 * white;
      out[i] = (float) sum;
    }
  scale_to (out, count, rms);
}

/* A two-pole resonance. */
struct resonance {
  double y1, y2;
};

static double
resonate (struct resonance *r, double x, double hz, double width, double rate)
{
  const double radius = exp (-pi * width / rate);
  const double y = (1.0 - radius) * x
                   + 2.0 * radius * cos (2.0 * pi * hz / rate) * r->y1
                   - radius * radius * r->y2;

  r->y2 = r->y1;
  r->y1 = y;
  return y;
}

void
sig_speech (sig_random *random, float *out, size_t count, double rate,
            double rms)
{
  struct resonance formant[3] = { { 0.0, 0.0 }, { 0.0, 0.0 }, { 0.0, 0.0 } };
  double centre[3] = { 500.0, 1500.0, 2500.0 };
  const size_t syllable = (size_t) (0.25 * rate);
  double turn = 0.0;
  int voiced = 1;

  for (size_t i = 0; i < count; ++i)
    {
      const size_t number = i / syllable;
      const double place = (double) (i % syllable) / (double) syllable;
      if (i % syllable == 0)
        {
          centre[0] = 500.0 + 200.0 * sig_uniform (random);
          centre[1] = 1500.0 + 500.0 * sig_uniform (random);
          centre[2] = 2600.0 + 300.0 * sig_uniform (random);
          voiced = number % 4 != 3;
        }
      const double pitch = 120.0 + 30.0 * cos (2.0 * pi * place);
      turn += pitch / rate;
      double source = 0.02 * sig_gauss (random);
      if (turn >= 1.0)
        {
          turn -= 1.0;
          if (voiced)
            source += rate / pitch * 0.02;
        }
      if (!voiced)
        source *= 8.0;
      double sum = 0.0;
      for (int k = 0; k < 3; ++k)
        if (centre[k] < 0.45 * rate)
          sum
            += resonate (&formant[k], source, centre[k], 60.0 + 40.0 * k, rate);
      /* Every sixth syllable is a pause. */
      const double swing = sin (pi * place);
      out[i] = (float) (number % 6 == 5 ? 0.0 : sum * swing * swing);
    }
  scale_to (out, count, rms);
}

void
sig_limit_band (float *sound, size_t count, double edge)
{
  enum { BAND_REACH = 192 };
  double tap[BAND_REACH + 1];
  float *from = sig_buffer (count);

  /* Sinc under a Blackman window: down 74 dB within 0.014 of the rate. */
  for (int k = 0; k <= BAND_REACH; ++k)
    {
      const double along = pi * k / (BAND_REACH + 1.0);
      tap[k] = (0.42 + 0.5 * cos (along) + 0.08 * cos (2.0 * along))
               * (k ? sin (2.0 * pi * edge * k) / (pi * k) : 2.0 * edge);
    }
  memcpy (from, sound, count * sizeof *from);
  memset (sound, 0, count * sizeof *sound);
  for (size_t i = BAND_REACH; i + BAND_REACH < count; ++i)
    {
      double sum = tap[0] * (double) from[i];
      for (size_t k = 1; k <= BAND_REACH; ++k)
        sum += tap[k] * ((double) from[i - k] + (double) from[i + k]);
      sound[i] = (float) sum;
    }
  free (from);
}

double
sig_amplitude_of (double spl, double full_scale)
{
  return pow (10.0, (spl - full_scale) / 20.0);
}

double
sig_to_db (double ratio)
{
  return 20.0 * log10 (ratio > 1e-30 ? ratio : 1e-30);
}

double
sig_dbfs (const float *in, size_t count)
{
  return sig_to_db (sig_rms (in, count) * sqrt (2.0));
}

double
sig_projection (const float *mixture, const float *part, size_t count)
{
  double both = 0.0;
  double alone = 0.0;

  for (size_t i = 0; i < count; ++i)
    {
      both += (double) mixture[i] * (double) part[i];
      alone += (double) part[i] * (double) part[i];
    }
  return alone > 0.0 ? both / alone : 0.0;
}
