/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Real FFT by KissFFT. */

#include "dsp/fft.h"

#include "base/alloc.h"

#ifdef ENH_KISSFFT_SOURCE
/* From its own source, under names of ours: a program may have another. */
#  define kiss_fft_alloc enh__kiss_fft_alloc
#  define kiss_fft enh__kiss_fft
#  define kiss_fft_stride enh__kiss_fft_stride
#  define kiss_fft_cleanup enh__kiss_fft_cleanup
#  define kiss_fft_next_fast_size enh__kiss_fft_next_fast_size
#  define kiss_fftr_alloc enh__kiss_fftr_alloc
#  define kiss_fftr enh__kiss_fftr
#  define kiss_fftri enh__kiss_fftri
#  include <kiss_fft.c>
#  include <kiss_fftr.c>
#else
#  include <kiss_fftr.h>
#endif

_Static_assert(sizeof (kiss_fft_cpx) == sizeof (enh__complex),
               "KissFFT must be built for float");

struct enh__fft {
  enh_allocator alloc;
  kiss_fftr_cfg forward;
  kiss_fftr_cfg inverse;
};

static int
is_friendly (uint32_t n)
{
  if (n < 2 || n % 2)
    return 0;
  for (uint32_t factor = 2; factor <= 5; factor += factor == 2 ? 1 : 2)
    while (n % factor == 0)
      n /= factor;
  return n == 1;
}

uint32_t
enh__fft_next_length (uint32_t n)
{
  while (!is_friendly (n))
    ++n;
  return n;
}

static kiss_fftr_cfg
make_cfg (const enh_allocator *alloc, uint32_t length, int inverse)
{
  size_t bytes = 0;
  void *memory;

  kiss_fftr_alloc ((int) length, inverse, NULL, &bytes);
  memory = enh__alloc (alloc, 1, bytes);
  if (!memory)
    return NULL;
  return kiss_fftr_alloc ((int) length, inverse, memory, &bytes);
}

enh__fft *
enh__fft_create (const enh_allocator *alloc, uint32_t length)
{
  enh__fft *fft;

  if (!is_friendly (length))
    return NULL;
  fft = enh__alloc (alloc, 1, sizeof *fft);
  if (!fft)
    return NULL;
  fft->alloc = *alloc;
  fft->forward = make_cfg (alloc, length, 0);
  fft->inverse = make_cfg (alloc, length, 1);
  if (!fft->forward || !fft->inverse)
    {
      enh__fft_destroy (fft);
      return NULL;
    }
  return fft;
}

void
enh__fft_destroy (enh__fft *fft)
{
  if (!fft)
    return;
  const enh_allocator alloc = fft->alloc;
  enh__free (&alloc, fft->forward);
  enh__free (&alloc, fft->inverse);
  enh__free (&alloc, fft);
}

void
enh__fft_forward (enh__fft *fft, const float *x, enh__complex *bins)
{
  kiss_fftr (fft->forward, x, (kiss_fft_cpx *) bins);
}

void
enh__fft_inverse (enh__fft *fft, const enh__complex *bins, float *x)
{
  kiss_fftri (fft->inverse, (const kiss_fft_cpx *) bins, x);
}
