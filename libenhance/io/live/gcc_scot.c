/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The probe is two seconds of noise, always the same. It is found by the
   generalised cross-correlation with the smoothed coherence transform (Carter,
   Nuttall and Cable 1973):

     c[l] = | sum over k of P*(k) Y(k) / sqrt (<|P|^2> <|Y|^2>) exp (i w l) |

   P and Y: probe and recording; <>: mean over neighbouring frequencies; k: only
   frequencies above zero, so that c is an envelope, and an earpiece that twiddles
   the phase, or the polarity, moves nothing. The division takes away the colour
   of the room's noise, of the earpiece and of the microphone: what hums counts
   no more than what does not.

   Noise that has nothing to do with the probe makes c a Rayleigh variable: of
   50000 lags the greatest is some 10.5 dB above their RMS, and one beyond 14 dB
   comes once in a million measurements. A loop at 0 dB SNR stands 40 dB above
   it, one at -20 dB still 25 dB. */

#include "io/live/gcc_scot.h"

#include "base/fft_double.h"
#include "base/wipe.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Seconds. Four bursts, because each alone must have the delay, and a delay that
   jumped meanwhile must show. */
#define BURST_S 0.5

/* Longest delay that is searched, seconds: a wireless headset has 0.3, PulseAudio
   after many underruns 0.5. */
#define MOST_S 1.0

/* Fade at both ends of the probe, seconds: no click. */
#define FADE_S 0.050

/* The probe's colour: noise between these, Hz, 6 dB an octave beyond, is a soft
   hiss; earpieces and microphones carry it. */
#define PROBE_LOW_HZ 300.0
#define PROBE_HIGH_HZ 5000.0

/* The band that counts, Hz and share of the sample rate. Below is rumble, above are
   the converters' filters. */
#define BAND_LOW_HZ 150.0
#define BAND_HIGH 0.45

/* Frequencies this near share one weight, Hz. Wider than 1 / BURST_S by far, or
   the weight would follow the noise it divides; narrower than the resonances of
   earpieces. */
#define SMOOTH_HZ 100.0

/* Bursts agree with all of them together within this, seconds. */
#define AGREE_S 0.00025

/* What belongs to the peak and not to the rest, seconds before and after: the
   loop's own response. */
#define PEAK_BEFORE_S 0.002
#define PEAK_AFTER_S 0.020

/* Peak over the rest that means nothing, and that means everything, dB. */
#define NOTHING_DB 12.0
#define CERTAIN_DB 20.0

/* Powers of the recording under this share of the probe's are rounding errors
   of the transform, and those look like the probe. -200 dB. */
#define POWER_FLOOR 1e-20

enh__gcc_scot_lengths
enh__gcc_scot_lengths_at (double sample_rate)
{
  enh__gcc_scot_lengths lengths;

  lengths.burst = (uint32_t) lround (BURST_S * sample_rate);
  lengths.probe = ENH__GCC_SCOT_BURSTS * lengths.burst;
  lengths.most = (uint32_t) lround (MOST_S * sample_rate);
  lengths.total = lengths.probe + lengths.most;
  return lengths;
}

/* --- The probe ----------------------------------------------------------- */

/* -1 to 1, flat; Marsaglia's xorshift. */
static double
next_random (uint32_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return (double) *state / 2147483648.0 - 1.0;
}

/* Share of the way that a one-pole filter goes in a sample. */
static double
one_pole (double hz, double sample_rate)
{
  return 1.0 - exp (-6.28318530717958647692 * hz / sample_rate);
}

static double
fade (uint32_t at, uint32_t length)
{
  return at < length
           ? 0.5 - 0.5 * cos (3.14159265358979323846 * at / (double) length)
           : 1.0;
}

void
enh__gcc_scot_probe (float *probe, double sample_rate, double rms)
{
  const enh__gcc_scot_lengths lengths = enh__gcc_scot_lengths_at (sample_rate);
  const uint32_t faded = (uint32_t) lround (FADE_S * sample_rate);
  const double low = one_pole (PROBE_LOW_HZ, sample_rate);
  const double high = one_pole (PROBE_HIGH_HZ, sample_rate);
  uint32_t random = 2463534242u;
  double slow = 0.0;
  double fast = 0.0;
  double energy = 0.0;

  for (uint32_t i = 0; i < lengths.probe; ++i)
    {
      fast += high * (next_random (&random) - fast);
      slow += low * (fast - slow);
      probe[i] = (float) (fast - slow);
      energy += (double) probe[i] * (double) probe[i];
    }

  const double gain = rms / sqrt (energy / lengths.probe);
  for (uint32_t i = 0; i < lengths.probe; ++i)
    probe[i] = (float) (gain * (double) probe[i] * fade (i, faded)
                        * fade (lengths.probe - 1u - i, faded));
}

/* --- The correlator ------------------------------------------------------ */

typedef struct correlator {
  size_t size;              /* of the transform */
  size_t from;              /* first bin that counts */
  size_t to;                /* past the last */
  size_t around;            /* bins to either side that share a weight */
  double complex *twiddles; /* size / 2 */
  double complex *work;     /* size: both sounds, then their correlation */
  double complex *sum;      /* lags: of all bursts */
  double complex *cross;    /* to: P* Y */
  double *powers[2];        /* to + 1: of probe and recording, summed up */
  uint32_t lags;
  uint32_t best[ENH__GCC_SCOT_BURSTS]; /* lag of each burst's peak */
} correlator;

static void
correlator_free (correlator *c)
{
  enh__wipe_free (c->work, c->size * sizeof *c->work);
  enh__wipe_free (c->sum, c->lags * sizeof *c->sum);
  enh__wipe_free (c->cross, c->to * sizeof *c->cross);
  for (size_t i = 0; i < 2; ++i)
    enh__wipe_free (c->powers[i], (c->to + 1u) * sizeof *c->powers[i]);
  free (c->twiddles);
}

static int
correlator_make (correlator *c, const enh__gcc_scot_lengths *lengths,
                 double rate)
{
  memset (c, 0, sizeof *c);
  c->lags = lengths->most + 1u;
  /* Long enough that no lag comes round again. */
  for (c->size = 1; c->size < (size_t) lengths->burst + lengths->most;)
    c->size *= 2u;

  const double bin_hz = rate / (double) c->size;
  c->from = (size_t) ceil (BAND_LOW_HZ / bin_hz);
  c->to = (size_t) floor (BAND_HIGH * (double) c->size);
  c->around = (size_t) ceil (SMOOTH_HZ / bin_hz);
  c->twiddles = calloc (c->size / 2u, sizeof *c->twiddles);
  c->work = calloc (c->size, sizeof *c->work);
  c->sum = calloc (c->lags, sizeof *c->sum);
  c->cross = calloc (c->to, sizeof *c->cross);
  for (size_t i = 0; i < 2; ++i)
    c->powers[i] = calloc (c->to + 1u, sizeof *c->powers[i]);
  if (!c->twiddles || !c->work || !c->sum || !c->cross || !c->powers[0]
      || !c->powers[1])
    {
      correlator_free (c);
      return -1;
    }
  enh__fft_double_init (c->twiddles, c->size);
  return 0;
}

static double
square (double complex z)
{
  return creal (z) * creal (z) + cimag (z) * cimag (z);
}

/* Mean of a power around a bin. */
static double
smooth (const correlator *c, size_t which, size_t k)
{
  const size_t low = k > c->around ? k - c->around : 0u;
  const size_t high = k + c->around < c->to ? k + c->around : c->to - 1u;

  return (c->powers[which][high + 1u] - c->powers[which][low])
         / (double) (high + 1u - low);
}

/* The spectra of two real sounds that were transformed as one complex one. */
static void
part_spectra (correlator *c)
{
  c->powers[0][0] = 0.0;
  c->powers[1][0] = 0.0;
  for (size_t k = 0; k < c->to; ++k)
    {
      const double complex z = c->work[k];
      const double complex m = conj (c->work[k ? c->size - k : 0u]);
      const double complex p = 0.5 * (z + m);
      const double complex y = -0.5 * (z - m) * I;

      c->cross[k] = conj (p) * y;
      c->powers[0][k + 1u] = c->powers[0][k] + square (p);
      c->powers[1][k + 1u] = c->powers[1][k] + square (y);
    }
}

static void
correlate (correlator *c, unsigned int burst, const float *probe,
           const float *heard, const enh__gcc_scot_lengths *lengths)
{
  const size_t begin = (size_t) burst * lengths->burst;

  memset (c->work, 0, c->size * sizeof *c->work);
  for (size_t i = 0; i < lengths->burst; ++i)
    c->work[i] = (double) probe[begin + i];
  for (size_t i = 0; i < (size_t) lengths->burst + lengths->most
                     && begin + i < lengths->total;
       ++i)
    c->work[i] += (double) heard[begin + i] * I;
  enh__fft_double (c->work, c->size, c->twiddles, 0);
  part_spectra (c);

  memset (c->work, 0, c->size * sizeof *c->work);
  for (size_t k = c->from; k < c->to; ++k)
    {
      const double played = smooth (c, 0, k);
      const double came = smooth (c, 1, k);

      if (!(came > POWER_FLOOR * played))
        continue;
      c->work[k] = 1.0 / sqrt (played * came) * c->cross[k];
    }
  enh__fft_double (c->work, c->size, c->twiddles, 1);

  double most = -1.0;
  for (uint32_t l = 0; l < c->lags; ++l)
    {
      const double now = square (c->work[l]);

      c->sum[l] += c->work[l];
      if (now > most)
        {
          most = now;
          c->best[burst] = l;
        }
    }
}

/* Where between the lags the peak lies: the top of a parabola through three. */
static double
between (const correlator *c, uint32_t best)
{
  if (best == 0u || best + 1u >= c->lags)
    return 0.0;

  const double before = cabs (c->sum[best - 1u]);
  const double at = cabs (c->sum[best]);
  const double after = cabs (c->sum[best + 1u]);
  const double bend = before - 2.0 * at + after;
  return bend < 0.0 ? 0.5 * (before - after) / bend : 0.0;
}

static void
evaluate (const correlator *c, double rate, enh__gcc_scot_result *found)
{
  const double before = PEAK_BEFORE_S * rate;
  const double after = PEAK_AFTER_S * rate;
  uint32_t best = 0;
  double rest = 0.0;
  uint32_t count = 0;

  for (uint32_t l = 1; l < c->lags; ++l)
    if (square (c->sum[l]) > square (c->sum[best]))
      best = l;
  for (uint32_t l = 0; l < c->lags; ++l)
    if ((double) l < (double) best - before || (double) l > best + after)
      {
        rest += square (c->sum[l]);
        ++count;
      }

  found->agreeing = 0;
  for (unsigned int b = 0; b < ENH__GCC_SCOT_BURSTS; ++b)
    if (fabs ((double) c->best[b] - (double) best) <= AGREE_S * rate)
      ++found->agreeing;

  /* Silence from a loop that is not there gives 0 / 0. */
  const double peak = square (c->sum[best]);
  found->frames = (double) best + between (c, best);
  found->clear_db = peak > 0.0 && count
                      ? 10.0 * log10 (peak / (rest / count + 1e-12 * peak))
                      : 0.0;
  const double clear
    = (found->clear_db - NOTHING_DB) / (CERTAIN_DB - NOTHING_DB);
  found->confidence = (clear < 0.0   ? 0.0
                       : clear > 1.0 ? 1.0
                                     : clear)
                      * found->agreeing / (double) ENH__GCC_SCOT_BURSTS;
}

int
enh__gcc_scot_find (enh__gcc_scot_result *found, const float *probe,
                    const float *heard, double sample_rate)
{
  const enh__gcc_scot_lengths lengths = enh__gcc_scot_lengths_at (sample_rate);
  correlator c;

  memset (found, 0, sizeof *found);
  if (correlator_make (&c, &lengths, sample_rate) != 0)
    return -1;
  for (unsigned int b = 0; b < ENH__GCC_SCOT_BURSTS; ++b)
    correlate (&c, b, probe, heard, &lengths);
  evaluate (&c, sample_rate, found);
  correlator_free (&c);
  return 0;
}
