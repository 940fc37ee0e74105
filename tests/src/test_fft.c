/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The transform against the definition, at every length that a rate asks
   for. */

#include "dsp/fft.h"

#include "base/alloc.h"

#include "lib/check.h"
#include "lib/signals.h"

static const double pi = 3.14159265358979323846;

/* Lengths of 8, 11.025, 12, 16, 22.05, 24, 32, 44.1, 48, 88.2, 96, 176.4 and
   192 kHz at 16 ms, and small and lopsided ones. */
static const uint32_t lengths[]
  = { 2,   4,   6,   8,   10,  12,  16,  30,   90,   128,  176 + 4, 192,
      256, 360, 384, 500, 512, 720, 768, 1024, 1440, 1536, 2880,    3072 };

enum { LENGTHS = sizeof lengths / sizeof *lengths };

static enh__fft *
make (uint32_t length)
{
  enh__fft *fft = enh__fft_create (&enh__default_allocator, length);

  CHECK (fft != NULL, "transform of %u", length);
  return fft;
}

CHECK_CASE (forward_equals_the_definition)
{
  sig_random random = { check_seed () };

  for (size_t l = 0; l < LENGTHS; ++l)
    {
      const uint32_t n = lengths[l];
      if (check_short () && n > 1024)
        continue;
      enh__fft *fft = make (n);
      float *x = sig_buffer (n);
      float *kept = sig_buffer (n);
      enh__complex *bins = calloc (n / 2 + 1, sizeof *bins);
      CHECK (bins != NULL, "memory");
      sig_white (&random, x, n, 0.3);
      memcpy (kept, x, n * sizeof *x);
      enh__fft_forward (fft, x, bins);
      CHECK_SAMES (x, kept, n, "input of %u", n);
      /* Rounding grows with the root of the sum and the depth. */
      const double tolerance = 3e-7 * sqrt ((double) n) * (1.0 + log2 (n));
      for (uint32_t k = 0; k <= n / 2; ++k)
        {
          double re = 0.0;
          double im = 0.0;
          for (uint32_t i = 0; i < n; ++i)
            {
              const double angle
                = -2.0 * pi * (double) ((uint64_t) k * i % n) / (double) n;
              re += (double) x[i] * cos (angle);
              im += (double) x[i] * sin (angle);
            }
          CHECK_NEAR (bins[k].re, re, tolerance, "real part, %u, bin %u", n, k);
          CHECK_NEAR (bins[k].im, im, tolerance, "imaginary part, %u, bin %u",
                      n, k);
        }
      free (x);
      free (kept);
      free (bins);
      enh__fft_destroy (fft);
    }
}

CHECK_CASE (inverse_undoes_forward_times_the_length)
{
  sig_random random = { check_seed () };

  for (size_t l = 0; l < LENGTHS; ++l)
    {
      const uint32_t n = lengths[l];
      enh__fft *fft = make (n);
      float *x = sig_buffer (n);
      float *y = sig_buffer (n);
      enh__complex *bins = calloc (n / 2 + 1, sizeof *bins);
      CHECK (bins != NULL, "memory");
      sig_white (&random, x, n, 0.3);
      enh__fft_forward (fft, x, bins);
      enh__fft_inverse (fft, bins, y);
      for (uint32_t i = 0; i < n; ++i)
        CHECK_NEAR (y[i] / (float) n, x[i], 2e-6, "%u, sample %u", n, i);
      free (x);
      free (y);
      free (bins);
      enh__fft_destroy (fft);
    }
}

CHECK_CASE (the_next_length_is_even_and_of_2_3_5)
{
  for (uint32_t n = 1; n < 4000; ++n)
    {
      const uint32_t next = enh__fft_next_length (n);
      uint32_t rest = next;
      CHECK_INT (next, >=, n, "length %u", n);
      CHECK_INT (next % 2, ==, 0, "length %u", n);
      for (uint32_t f = 2; f <= 5; ++f)
        while (rest % f == 0)
          rest /= f;
      CHECK_INT (rest, ==, 1, "factors of the length for %u", n);
      CHECK_INT (enh__fft_next_length (next), ==, next, "length %u", n);
      CHECK_INT (next, <=, 2 * n + 2, "length %u", n);
    }
}

CHECK_CASE (lengths_that_would_allocate_are_refused)
{
  static const uint32_t wrong[]
    = { 0, 1, 3, 5, 7, 14, 49, 98, 882, 1023, 2 * 11 };

  for (size_t w = 0; w < sizeof wrong / sizeof *wrong; ++w)
    CHECK (enh__fft_create (&enh__default_allocator, wrong[w]) == NULL,
           "length %u", wrong[w]);
}

CHECK_CASE (destroy_takes_null)
{
  enh__fft_destroy (NULL);
}
