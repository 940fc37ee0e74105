/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "live_status.h"

#include "live_request.h"
#include "printable.h"
#include "terminal.h"

#include <math.h>
#include <stdio.h>

enum { BAR_WIDTH = 8 };

/* A level's bar begins here, dB re a full-scale sine. */
static const double bar_floor_dbfs = -60.0;

/* The meters' own word for silence. */
static const float silence_dbfs = -200.0f;

static double
mean_dbfs (double power)
{
  return 10.0 * log10 (fmax (power, 1e-20));
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
live_total_add (live_total *total, guint32 session,
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
  total->input_power += mean_power (status->input_dbfs, status->inputs);
  total->output_power += mean_power (status->output_dbfs, status->outputs);
  total->reduction_db += (double) status->reduction_db;
  total->reduction_max
    = fmax (total->reduction_max, (double) status->reduction_db);
  ++total->samples;
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
live_status_line (const enh_supervisor_status *now, guint64 xruns)
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
                          xruns, 100.0 * (double) now->load_p99);
  if (now->noise_db > silence_dbfs)
    g_string_append_printf (line, "  room %.0f dB SPL", (double) now->noise_db);
  return g_string_free (line, FALSE);
}

static void
append_device (GString *line, const enh_supervisor_device *device)
{
  char *name = printable (device->name);

  g_string_append (line, name);
  g_free (name);
  if (!live_is_dummy (device->name))
    g_string_append_printf (line, " (%s)", device->backend);
}

char *
live_start_line (const enh_supervisor_device *input,
                 const enh_supervisor_device *output,
                 const enh_supervisor_status *status)
{
  GString *line = g_string_new (NULL);

  append_device (line, input);
  g_string_append (line, " to ");
  append_device (line, output);
  g_string_append_printf (line, ", %.0f Hz, %u to %u channels",
                          status->sample_rate, status->inputs, status->outputs);
  if (status->period)
    g_string_append_printf (line, ", period %u", status->period);
  if (status->delay_ms > 0.0)
    g_string_append_printf (line, ", delay %.1f ms", status->delay_ms);
  g_string_append_printf (line, " (algorithm %.2f ms); Ctrl-C ends",
                          status->delay_algorithm_ms);
  return g_string_free (line, FALSE);
}

void
live_total_print (const live_total *total)
{
  const enh_supervisor_status *now = &total->now;
  const double samples = (double) MAX (total->samples, 1u);

  printf ("%.1f s of sound",
          total->seconds_before
            + (now->sample_rate > 0.0 ? (double) now->frames / now->sample_rate
                                      : 0.0));
  if (now->delay_ms > 0.0)
    printf (", delay %.1f ms (estimate)", now->delay_ms);
  else
    printf (", delay unknown");
  printf (", of which algorithm %.2f ms\n", now->delay_algorithm_ms);
  printf ("level %.1f dBFS in, %.1f dBFS out; noise reduction %.1f dB on "
          "average, %.1f dB at most\n",
          mean_dbfs (total->input_power / samples),
          mean_dbfs (total->output_power / samples),
          total->reduction_db / samples, total->reduction_max);
  printf ("%" G_GUINT64_FORMAT
          " gap%s; load %.1f %% (99th percentile), %.1f %% "
          "(max)\n",
          total->xruns, total->xruns == 1 ? "" : "s",
          100.0 * (double) now->load_p99, 100.0 * (double) total->load_max);
}
