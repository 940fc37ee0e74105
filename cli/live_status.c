/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "live_status.h"

#include "terminal.h"

#include <enhance/enhance.h>

#include <math.h>
#include <stdio.h>

enum { BAR_WIDTH = 8 };

/* A level's bar begins here, dB re a full-scale sine. */
static const double bar_floor_dbfs = -60.0;

/* The meters' own word for silence. */
static const float silence_dbfs = -200.0f;

static double
mean_dbfs (double sum, guint64 looks)
{
  return 10.0 * log10 (fmax (looks ? sum / (double) looks : 0.0, 1e-20));
}

static double
mean_power (const float *dbfs, guint32 channels)
{
  double sum = 0.0;

  for (guint32 c = 0; c < channels; ++c)
    if (dbfs[c] > silence_dbfs)
      sum += pow (10.0, (double) dbfs[c] / 10.0);
  return channels ? sum / channels : 0.0;
}

void
live_tally_look (live_tally *tally, const enh_chain *chain,
                 const enh_live_status *status)
{
  enh_meters meters = ENH_METERS_INIT;

  enh_chain_meters (chain, &meters);
  tally->input_power += mean_power (meters.input_dbfs, status->inputs);
  tally->output_power += mean_power (meters.output_dbfs, status->outputs);
  tally->reduction_db += (double) meters.reduction_db;
  tally->reduction_max
    = fmax (tally->reduction_max, (double) meters.reduction_db);
  ++tally->looks;
}

static float
loudest (const float *dbfs, guint32 channels)
{
  return channels > 1 ? MAX (dbfs[0], dbfs[1]) : dbfs[0];
}

static void
append_level (GString *line, const char *name, float dbfs)
{
  g_string_append_printf (line, "%s ", name);
  terminal_bar (line, 1.0 - (double) dbfs / bar_floor_dbfs, BAR_WIDTH);
  if (dbfs > silence_dbfs)
    g_string_append_printf (line, " %3.0f", (double) dbfs);
  else
    g_string_append (line, " ---");
}

char *
live_status_line (const enh_chain *chain, const enh_live_status *status)
{
  GString *line = g_string_new (NULL);
  enh_meters meters = ENH_METERS_INIT;

  enh_chain_meters (chain, &meters);
  append_level (line, "in", loudest (meters.input_dbfs, status->inputs));
  append_level (line, "  out", loudest (meters.output_dbfs, status->outputs));
  g_string_append_printf (line, " dBFS  noise -%.0f dB",
                          (double) meters.reduction_db);
  if (status->delay_ms > 0.0)
    g_string_append_printf (line, "  delay %.1f ms", status->delay_ms);
  else
    g_string_append (line, "  delay ?");
  g_string_append_printf (line, "  gaps %" G_GUINT64_FORMAT "  load %.0f %%",
                          (guint64) status->xruns,
                          100.0 * (double) status->load_p99);
  if (meters.noise_db > silence_dbfs)
    g_string_append_printf (line, "  room %.0f dB SPL",
                            (double) meters.noise_db);
  return g_string_free (line, FALSE);
}

void
live_tally_print (const live_tally *tally, const enh_live_status *status)
{
  printf ("%.1f s of sound", (double) status->frames / status->sample_rate);
  if (status->delay_ms > 0.0)
    printf (", delay %.1f ms (estimate)", status->delay_ms);
  else
    printf (", delay unknown");
  printf (", of which algorithm %.2f ms\n", status->delay_algorithm_ms);
  printf ("level %.1f dBFS in, %.1f dBFS out; noise reduction %.1f dB on "
          "average, %.1f dB at most\n",
          mean_dbfs (tally->input_power, tally->looks),
          mean_dbfs (tally->output_power, tally->looks),
          tally->looks ? tally->reduction_db / (double) tally->looks : 0.0,
          tally->reduction_max);
  printf ("%" G_GUINT64_FORMAT " gap%s; load %.1f %% in the middle, %.1f %% "
          "for 99 of 100, %.1f %% at worst\n",
          (guint64) status->xruns, status->xruns == 1 ? "" : "s",
          100.0 * (double) status->load_p50, 100.0 * (double) status->load_p99,
          100.0 * (double) status->load_max);
}
