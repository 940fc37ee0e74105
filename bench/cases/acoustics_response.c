/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Without compression and noise reduction a fitting is a fixed filter; its
   impulse response gives gain and group delay at every frequency. */

#include "cases/acoustics.h"
#include "cases/tones.h"

#include <stdio.h>
#include <stdlib.h>

/* Lower level, so that no band comes near its limit. */
static const double volume_db = -20.0;

static sig_response
measure (double rate, const char *spec)
{
  /* A power of two, so that dividing by it is exact; far below the ceiling. */
  static const float height = 0x1p-14f;
  enh_chain *chain = tones_chain (rate, ENH_DELAY_DEFAULT, TONES_FITTING, spec);
  sig_response of
    = { rate, enh_chain_latency (chain), (size_t) (0.03 * rate), NULL };
  float *sound = bench_zeros (of.count, sizeof *sound);

  tones_set (chain, "volume", volume_db);
  of.samples = bench_zeros (of.count, sizeof *of.samples);
  sound[0] = height;
  tones_run (chain, sound, sound, of.count);
  for (size_t i = 0; i < of.count; ++i)
    of.samples[i] = (double) (sound[i] / height);
  free (sound);
  enh_chain_destroy (chain);
  return of;
}

/* Mean gain of a third octave around `hz`, dB. */
static double
third (const sig_response *of, double hz)
{
  enum { PARTS = 8 };
  double power = 0.0;

  for (int p = 0; p < PARTS; ++p)
    power
      += pow (10.0, 0.1
                      * sig_gain_db (
                        of, hz * pow (2.0, ((p + 0.5) / PARTS - 0.5) / 3.0)))
         / PARTS;
  return 10.0 * log10 (power);
}

static void
gain (bench *run, const char *spec, const sig_response *of, double bar)
{
  enh_audiogram audiogram;
  double x[128];
  double y[128];
  double wanted[128];
  size_t count = 0;
  double worst = 0.0;
  double late = 0.0;

  (void) !enh_audiogram_parse (spec, &audiogram, NULL);
  for (double hz = 200.0; hz < 8001.0; hz *= pow (2.0, 1.0 / 12.0))
    {
      x[count] = hz;
      y[count] = sig_gain_db (of, hz) - volume_db;
      wanted[count] = (double) enh_audiogram_nal_r (&audiogram, 0, (float) hz);
      if (hz > 249.0 && hz < 6001.0)
        worst = fmax (worst, fabs (y[count] - wanted[count]));
      if (hz > 499.0 && hz < 6001.0)
        late = fmax (late, fabs (sig_late_ms (of, hz)));
      ++count;
    }
  char title[60];
  (void) snprintf (title, sizeof title, "Gain for audiogram %s", spec);
  bench_plot *plot = bench_plot_begin (
    run, BENCH_LINES, title, "Without compression; NAL-R is the target.", "Hz",
    "gain, dB");
  plot->log_x = true;
  bench_plot_add (plot, "measured", x, y, count);
  bench_plot_add (plot, "NAL-R", x, wanted, count);
  bench_add (run, &(bench_row){ .metric = "gain_error_db",
                                .what = "deviation from NAL-R, 250 Hz to 6 kHz",
                                .subject = spec,
                                .unit = "dB",
                                .value = worst,
                                .relation = BENCH_AT_MOST,
                                .bar = bar,
                                .rule = NAN });
  bench_add (run,
             &(bench_row){ .metric = "group_delay_error_ms",
                           .what = "deviation from the declared group delay, "
                                   "500 Hz to 6 kHz",
                           .subject = spec,
                           .unit = "ms",
                           .value = late,
                           .relation = BENCH_AT_MOST,
                           .bar = bar > 0.5 ? 1.3 : 0.5,
                           .rule = NAN });
}

/* Level of a third octave above the mean of its neighbours. */
static void
smoothness (bench *run, const char *spec, const sig_response *of)
{
  double worst = -HUGE_VAL;
  char at[60] = "";

  for (double hz = 250.0; hz < 5100.0; hz *= pow (2.0, 1.0 / 3.0))
    {
      const double over = third (of, hz)
                          - 0.5
                              * (third (of, hz * pow (2.0, -1.0 / 3.0))
                                 + third (of, hz * pow (2.0, 1.0 / 3.0)));
      if (over > worst)
        {
          worst = over;
          (void) snprintf (at, sizeof at, "at %.0f Hz", hz);
        }
    }
  bench_add (run, &(bench_row){ .metric = "third_octave_peak_db",
                                .what = "third octave over its neighbours",
                                .subject = spec,
                                .unit = "dB",
                                .value = worst,
                                .relation = BENCH_AT_MOST,
                                .bar = 6.0,
                                .rule = 12.0,
                                .rule_from = ACOUSTICS_RULE,
                                .reason = at });
}

/* Where the gain of the chain without a fitting is 20 dB under the mean of 1,
   1.6 and 2.5 kHz (ANSI S3.22). */
static void
bandwidth (bench *run, double rate)
{
  sig_response of = measure (rate, NULL);
  char subject[40];
  double low = 1000.0;
  double high = 1000.0;
  const double least = (sig_gain_db (&of, 1000.0) + sig_gain_db (&of, 1600.0)
                        + sig_gain_db (&of, 2500.0))
                         / 3.0
                       - 20.0;
  const double top = 0.4999 * rate;

  (void) snprintf (subject, sizeof subject, "%g Hz", rate);
  while (low > 20.0 && sig_gain_db (&of, low) > least)
    low *= pow (2.0, -1.0 / 12.0);
  while (high < top && sig_gain_db (&of, high) > least)
    high = fmin (top, high * pow (2.0, 1.0 / 12.0));
  bench_add (run, &(bench_row){ .metric = "band_low_hz",
                                .what = "lower end of the bandwidth",
                                .subject = subject,
                                .unit = "Hz",
                                .value = low,
                                .relation = BENCH_AT_MOST,
                                .bar = 100.0,
                                .rule = 250.0,
                                .rule_from = ACOUSTICS_RULE });
  bench_add (run, &(bench_row){ .metric = "band_high_hz",
                                .what = "upper end of the bandwidth",
                                .subject = subject,
                                .unit = "Hz",
                                .value = high,
                                .relation = BENCH_AT_LEAST,
                                .bar = 0.45 * rate,
                                .rule = 5000.0,
                                .rule_from = ACOUSTICS_RULE });
  free (of.samples);
}

/* Everything off: the delayed input, bit for bit. */
static void
unity (bench *run)
{
  enum { FRAMES = 48000 };
  enh_chain *chain
    = tones_chain (48000.0, ENH_DELAY_DEFAULT, TONES_NOTHING, NULL);
  float *in = bench_zeros (FRAMES, sizeof *in);
  float *out = bench_zeros (FRAMES, sizeof *out);
  unsigned long long state = 1;
  const uint32_t late = enh_chain_latency (chain);
  size_t changed = 0;

  for (size_t i = 0; i < FRAMES; ++i)
    in[i] = (float) (0.01 * tones_gauss (&state));
  tones_run (chain, in, out, FRAMES);
  for (size_t i = late; i < FRAMES; ++i)
    changed += out[i] != in[i - late];
  enh_chain_destroy (chain);
  free (in);
  free (out);
  bench_add (run, &(bench_row){ .metric = "changed_samples",
                                .what = "samples changed with everything off",
                                .subject = "",
                                .unit = "of 48000",
                                .value = (double) changed,
                                .relation = BENCH_AT_MOST,
                                .bar = 0.0,
                                .rule = NAN });
}

void
acoustics_response (bench *run)
{
  static const struct {
    const char *spec;
    double bar;
  } fits[] = {
    { "N2", 0.5 }, { "N3", 0.5 }, { "N4", 0.5 }, { "S2", 1.0 }, { "S3", 1.0 }
  };

  unity (run);
  for (size_t f = 0; f < sizeof fits / sizeof *fits; ++f)
    {
      sig_response of = measure (48000.0, fits[f].spec);
      gain (run, fits[f].spec, &of, fits[f].bar);
      smoothness (run, fits[f].spec, &of);
      free (of.samples);
    }
  bandwidth (run, 48000.0);
  bandwidth (run, 16000.0);
}
