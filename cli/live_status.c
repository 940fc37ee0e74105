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

/* What the lines are made of, wherever it was read. */
typedef struct figures {
  const float *input_dbfs;
  const float *output_dbfs;
  guint32 inputs;
  guint32 outputs;
  float reduction_db;
  float noise_db;
  float load_p99;
  double delay_ms;
  guint64 xruns;
} figures;

static figures
of_engine (const enh_live_status *status, const enh_meters *meters)
{
  return (figures){ meters->input_dbfs, meters->output_dbfs,  status->inputs,
                    status->outputs,    meters->reduction_db, meters->noise_db,
                    status->load_p99,   status->delay_ms,     status->xruns };
}

static figures
of_process (const enh_supervisor_status *status, guint64 xruns)
{
  return (figures){ status->input_dbfs, status->output_dbfs,  status->inputs,
                    status->outputs,    status->reduction_db, status->noise_db,
                    status->load_p99,   status->delay_ms,     xruns };
}

static void
look (live_tally *tally, const figures *now)
{
  tally->input_power += mean_power (now->input_dbfs, now->inputs);
  tally->output_power += mean_power (now->output_dbfs, now->outputs);
  tally->reduction_db += (double) now->reduction_db;
  tally->reduction_max
    = fmax (tally->reduction_max, (double) now->reduction_db);
  ++tally->looks;
}

void
live_tally_look (live_tally *tally, const enh_chain *chain,
                 const enh_live_status *status)
{
  enh_meters meters = ENH_METERS_INIT;

  enh_chain_meters (chain, &meters);
  const figures now = of_engine (status, &meters);
  look (tally, &now);
}

void
live_tally_status (live_tally *tally, const enh_supervisor_status *status)
{
  const figures now = of_process (status, status->xruns);

  look (tally, &now);
}

void
live_total_look (live_total *total, guint32 session,
                 const enh_supervisor_status *status)
{
  if (session != total->session && total->session
      && total->now.sample_rate > 0.0)
    {
      total->seconds_before
        += (double) total->now.frames / total->now.sample_rate;
      total->xruns_before += total->now.xruns;
    }
  total->session = session;
  total->now = *status;
  total->xruns = total->xruns_before + status->xruns;
  total->load_max = fmaxf (total->load_max, status->load_max);
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

static char *
line_of (const figures *now)
{
  GString *line = g_string_new (NULL);

  append_level (line, "in", loudest (now->input_dbfs, now->inputs));
  append_level (line, "  out", loudest (now->output_dbfs, now->outputs));
  g_string_append_printf (line, " dBFS  noise -%.0f dB",
                          (double) now->reduction_db);
  if (now->delay_ms > 0.0)
    g_string_append_printf (line, "  delay %.1f ms", now->delay_ms);
  else
    g_string_append (line, "  delay ?");
  g_string_append_printf (line, "  gaps %" G_GUINT64_FORMAT "  load %.0f %%",
                          now->xruns, 100.0 * (double) now->load_p99);
  if (now->noise_db > silence_dbfs)
    g_string_append_printf (line, "  room %.0f dB SPL", (double) now->noise_db);
  return g_string_free (line, FALSE);
}

char *
live_status_line (const enh_chain *chain, const enh_live_status *status)
{
  enh_meters meters = ENH_METERS_INIT;

  enh_chain_meters (chain, &meters);
  const figures now = of_engine (status, &meters);
  return line_of (&now);
}

char *
live_status_words (const enh_supervisor_status *status, guint64 xruns)
{
  const figures now = of_process (status, xruns);

  return line_of (&now);
}

char *
live_start_line (const enh_supervisor_device *input,
                 const enh_supervisor_device *output,
                 const enh_supervisor_status *status)
{
  GString *line = g_string_new (NULL);

  g_string_append_printf (
    line, "%s (%s) to %s (%s), %.0f Hz, %u to %u channels", input->name,
    input->backend, output->name, output->backend, status->sample_rate,
    status->inputs, status->outputs);
  if (status->period)
    g_string_append_printf (line, ", period %u", status->period);
  if (status->delay_ms > 0.0)
    g_string_append_printf (line, ", delay %.1f ms", status->delay_ms);
  g_string_append_printf (line, " (algorithm %.2f ms); Ctrl-C ends",
                          status->delay_algorithm_ms);
  return g_string_free (line, FALSE);
}

static void
print_sums (const live_tally *tally, double seconds, double delay_ms,
            double delay_algorithm_ms)
{
  printf ("%.1f s of sound", seconds);
  if (delay_ms > 0.0)
    printf (", delay %.1f ms (estimate)", delay_ms);
  else
    printf (", delay unknown");
  printf (", of which algorithm %.2f ms\n", delay_algorithm_ms);
  printf ("level %.1f dBFS in, %.1f dBFS out; noise reduction %.1f dB on "
          "average, %.1f dB at most\n",
          mean_dbfs (tally->input_power, tally->looks),
          mean_dbfs (tally->output_power, tally->looks),
          tally->looks ? tally->reduction_db / (double) tally->looks : 0.0,
          tally->reduction_max);
}

void
live_total_print (const live_tally *tally, const live_total *total)
{
  const enh_supervisor_status *now = &total->now;

  print_sums (tally,
              total->seconds_before
                + (now->sample_rate > 0.0
                     ? (double) now->frames / now->sample_rate
                     : 0.0),
              now->delay_ms, now->delay_algorithm_ms);
  printf ("%" G_GUINT64_FORMAT " gap%s; load %.1f %% for 99 of 100, %.1f %% "
          "at worst\n",
          total->xruns, total->xruns == 1 ? "" : "s",
          100.0 * (double) now->load_p99, 100.0 * (double) total->load_max);
}

void
live_tally_print (const live_tally *tally, const enh_live_status *status)
{
  print_sums (tally, (double) status->frames / status->sample_rate,
              status->delay_ms, status->delay_algorithm_ms);
  printf ("%" G_GUINT64_FORMAT " gap%s; load %.1f %% in the middle, %.1f %% "
          "for 99 of 100, %.1f %% at worst\n",
          (guint64) status->xruns, status->xruns == 1 ? "" : "s",
          100.0 * (double) status->load_p50, 100.0 * (double) status->load_p99,
          100.0 * (double) status->load_max);
}
