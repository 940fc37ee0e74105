/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance file: a sound file through the chain, block by block. */

#include "commands.h"
#include "number.h"
#include "printable.h"
#include "options.h"
#include "progress.h"
#include "stop.h"

#include <enhance/enhance.h>
#include <enhance/file.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
  CHANNELS_MAX = 2,
  BLOCK_FRAMES = 1024, /* any would do: the meters are read once a block */
  BEYOND = 8           /* the chain makes silence of a sample beyond this */
};

/* A peak over full scale that is worth a word: less is what mixing leaves. */
static const double loud_peak = 1.5;

static const options_command about = {
  .name = "file",
  .arguments = "INPUT OUTPUT",
  .count = 2,
  .summary = "Enhance a sound file. INPUT and OUTPUT may be in any format that "
             "libsndfile supports;\n'-' is standard input or output (WAV).",
  .details = "Examples:\n"
             "  enhance file noisy.wav clear.wav\n"
             "  enhance file -s noise_reduction=100 -a N3 talk.flac ear.flac\n"
             "  enhance file - - < noisy.wav | aplay",
  .sound = TRUE,
};

/* Levels of what went through, over all channels. */
typedef struct file_level {
  double squares; /* sum */
  double peak;
  guint64 samples;
  guint64 strange; /* of them: no numbers */
  guint64 beyond;  /* of them: too far over full scale to be sound */
} file_level;

/* One run: input, chain and output. */
typedef struct file_job {
  const char *input_path;
  const char *output_path;
  gboolean align;
  gboolean salvage;
  gboolean quiet;
  double full_scale; /* the input's value that counts as 1 */
  enh_file *input;
  enh_file *output;
  enh_chain *chain;
  cli_progress bar;
  guint32 channels;
  float samples[2][CHANNELS_MAX][BLOCK_FRAMES]; /* in, out */
  float *in[CHANNELS_MAX];
  float *out[CHANNELS_MAX];
  guint32 skip; /* frames of delay still to be dropped */
  gint64 taken; /* frames read */
  file_level before;
  file_level after;
  double reduction_db; /* sum over blocks */
  guint64 blocks;
  guint64 howl_blocks; /* with a howl being reduced */
} file_job;

static void
level_add (file_level *level, float *const *samples, guint32 channels,
           guint32 from, guint32 to)
{
  for (guint32 c = 0; c < channels; ++c)
    for (guint32 i = from; i < to; ++i)
      {
        const double x = (double) samples[c][i];

        if (!isfinite (x))
          {
            ++level->strange;
            continue;
          }
        level->beyond += fabs (x) > BEYOND;
        level->squares += x * x;
        level->peak = fmax (level->peak, fabs (x));
      }
  level->samples += (guint64) channels * (to - from);
}

/* dB re a full-scale sine (AES17). */
static double
level_dbfs (const file_level *level)
{
  const double power
    = level->samples ? 2.0 * level->squares / (double) level->samples : 0.0;

  return 10.0 * log10 (fmax (power, 1e-20));
}

/* The library waits for a pipe whose other end is idle, and keeps what it has
   read in an unnamed file. */
static void
let_signals_end (gboolean waiting)
{
  stop_at_once (REPORT_FAILED,
                waiting ? "enhance: interrupted; nothing was written\n" : NULL);
}

static report_exit
interrupted (const file_job *job)
{
  report_error ("interrupted; '%s' was not written", job->output_path);
  return REPORT_FAILED;
}

static report_exit
open_input (file_job *job)
{
  enh_error error = { "" };
  enh_status failure;

  if (!strcmp (job->input_path, "-") && isatty (STDIN_FILENO))
    {
      report_error ("standard input is a terminal; "
                    "redirect it from a sound file, or name one");
      return REPORT_FILE;
    }
  let_signals_end (TRUE);
  failure = enh_file_open_with (&job->input, job->input_path,
                                job->salvage ? ENH_FILE_SALVAGE : 0, &error);
  let_signals_end (FALSE);
  if (failure)
    return report_failure (failure, &error);
  job->channels = enh_file_describe (job->input)->channels;
  if (job->channels > CHANNELS_MAX)
    {
      report_error ("'%s' has %u channels; only 1 or 2 are supported: "
                    "mix it down first",
                    job->input_path, job->channels);
      return REPORT_FILE;
    }
  return REPORT_DONE;
}

static report_exit
create_chain (file_job *job, const cli_options *options)
{
  const enh_file_info *info = enh_file_describe (job->input);
  enh_config config = ENH_CONFIG_INIT;
  enh_status failure;

  config.sample_rate = info->sample_rate;
  config.inputs = job->channels;
  config.outputs = job->channels;
  config.delay = options->delay;
  config.purpose = ENH_FOR_FILE;
  failure = enh_chain_create (&job->chain, &config);
  if (failure == ENH_ERR_RATE)
    {
      report_error ("'%s' has a rate of %.0f Hz; only 8000 to 192000 Hz are "
                    "supported: convert it first",
                    job->input_path, info->sample_rate);
      return REPORT_FILE;
    }
  for (enh_param id = 0; !failure && enh_param_describe (id); ++id)
    failure = enh_chain_set (job->chain, id,
                             options_file_default (enh_param_describe (id)));
  if (!failure)
    failure = preset_apply (options->settings, job->chain);
  if (failure)
    return report_failure (failure, NULL);
  /* Settings apply from the first sample, without a ramp. */
  enh_chain_reset (job->chain);
  job->skip = job->align ? enh_chain_latency (job->chain) : 0;
  return REPORT_DONE;
}

static report_exit
create_output (file_job *job)
{
  enh_error error = { "" };
  enh_status failure;

  if (!strcmp (job->output_path, "-") && isatty (STDOUT_FILENO))
    {
      report_error ("standard output is a terminal; "
                    "redirect it to a file, or name one");
      return REPORT_FILE;
    }
  report_lend_stdout (TRUE);
  failure = enh_file_create (&job->output, job->output_path,
                             enh_file_describe (job->input), ENH_FILE_LIKE_NAME,
                             &error);
  report_lend_stdout (FALSE);
  if (!failure)
    failure = enh_file_copy_tags (job->output, job->input);
  return failure ? report_failure (failure, &error) : REPORT_DONE;
}

/* Process `in` and write the result, less the delay still to be dropped. */
static report_exit
process_block (file_job *job, guint32 frames)
{
  const guint32 skip = MIN (job->skip, frames);
  const float *from[CHANNELS_MAX];
  enh_meters meters = ENH_METERS_INIT;
  enh_error error = { "" };
  enh_status failure;

  enh_chain_process (job->chain, (const float *const *) job->in, job->out,
                     frames);
  job->skip -= skip;
  for (guint32 c = 0; c < job->channels; ++c)
    from[c] = job->out[c] + skip;
  level_add (&job->after, job->out, job->channels, skip, frames);
  enh_chain_meters (job->chain, &meters);
  job->reduction_db += (double) meters.reduction_db;
  job->howl_blocks += meters.howl_reduction_db > 0.0f;
  ++job->blocks;
  failure = enh_file_write (job->output, from, frames - skip, &error);
  return failure ? report_failure (failure, &error) : REPORT_DONE;
}

/* Feed silence until the chain's delay has come out. */
static report_exit
flush_chain (file_job *job)
{
  guint32 left = job->align ? enh_chain_latency (job->chain) : 0;
  report_exit status = REPORT_DONE;

  memset (job->samples[0], 0, sizeof job->samples[0]);
  while (left && !status)
    {
      const guint32 frames = MIN (left, BLOCK_FRAMES);

      status = process_block (job, frames);
      left -= frames;
    }
  return status;
}

/* Read a block; 0 frames is the end. */
static report_exit
read_block (file_job *job, guint32 *frames)
{
  enh_error error = { "" };
  const enh_status failure
    = enh_file_read (job->input, job->in, BLOCK_FRAMES, frames, &error);

  if (stop_asked ())
    return interrupted (job);
  if (failure)
    return report_failure (failure, &error);
  if (job->full_scale != 1.0)
    for (guint32 c = 0; c < job->channels; ++c)
      for (guint32 i = 0; i < *frames; ++i)
        job->in[c][i] = (float) ((double) job->in[c][i] / job->full_scale);
  level_add (&job->before, job->in, job->channels, 0, *frames);
  job->taken += *frames;
  return REPORT_DONE;
}

/* The full scale of integers of which a peak is likely to be one. */
static double
likely_full_scale (double peak)
{
  static const double scales[] = { 128.0, 32768.0, 8388608.0, 2147483648.0 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); ++i)
    if (peak <= scales[i])
      return scales[i];
  return peak;
}

/* Numbers that are no sound: what is silence of them, or crushed, is not to look
   as if all were well. */
static report_exit
check_levels (const file_job *job)
{
  const file_level *level = &job->before;
  const double peak = level->peak * job->full_scale;

  if (level->strange == level->samples)
    {
      report_error ("'%s' holds no sound: its samples are no numbers (NaN); "
                    "record or export it again",
                    job->input_path);
      return REPORT_FILE;
    }
  if (level->beyond * 100 > level->samples)
    {
      report_error (
        "'%s' reaches %.6g, where full scale is %.6g: whole numbers "
        "written as floats, perhaps; give --full-scale %.10g",
        job->input_path, peak, job->full_scale, likely_full_scale (peak));
      return REPORT_FILE;
    }
  if (job->quiet)
    return REPORT_DONE;
  if (level->strange || level->beyond)
    report_note ("'%s': %" G_GUINT64_FORMAT " samples were not numbers, or far "
                 "beyond full scale, and became silence",
                 job->input_path, level->strange + level->beyond);
  if (level->peak >= loud_peak && !level->beyond)
    report_note ("'%s' goes beyond full scale (peak %.2f), and was limited; "
                 "--full-scale %.3g keeps it as it is",
                 job->input_path, peak, ceil (peak * 10.0) / 10.0);
  if (enh_file_note (job->input))
    report_note ("'%s': %s", job->input_path, enh_file_note (job->input));
  return REPORT_DONE;
}

static report_exit
run (file_job *job, const cli_options *options)
{
  guint32 frames = 0;
  enh_error error = { "" };
  enh_status failure;
  report_exit status = open_input (job);

  if (!status)
    status = read_block (job, &frames);
  if (!status && !frames)
    {
      report_error ("'%s' contains no samples; give another file",
                    job->input_path);
      status = REPORT_FILE;
    }
  if (!status)
    status = create_chain (job, options);
  if (!status)
    status = create_output (job);
  if (status)
    return status;

  progress_begin (&job->bar, !options->quiet,
                  enh_file_describe (job->input)->sample_rate,
                  enh_file_describe (job->input)->frames);
  while (!status && frames)
    {
      status = process_block (job, frames);
      progress_show (&job->bar, job->taken);
      if (!status)
        status = read_block (job, &frames);
    }
  if (!status)
    status = flush_chain (job);
  progress_end (&job->bar);
  if (!status)
    status = check_levels (job);
  if (status)
    return status;

  let_signals_end (!strcmp (job->output_path, "-"));
  failure = enh_file_commit (job->output, &error);
  let_signals_end (FALSE);
  return failure ? report_failure (failure, &error) : REPORT_DONE;
}

/* On standard error, as standard output may carry the sound. */
static void
print_result (const file_job *job, const cli_options *options)
{
  const enh_file_info *info = enh_file_describe (job->input);
  const guint32 latency = enh_chain_latency (job->chain);
  const double seconds
    = (double) (g_get_monotonic_time () - job->bar.begun) / 1e6;
  const double length = (double) job->taken / info->sample_rate;
  enh_meters meters = ENH_METERS_INIT;
  char *input = printable (job->input_path);
  char *output = printable (job->output_path);
  FILE *out = report_stream ();

  enh_chain_meters (job->chain, &meters);
  fprintf (out, "%s: %.0f Hz, %u channel%s, %.2f s\n", input, info->sample_rate,
           job->channels, job->channels > 1 ? "s" : "", length);
  options_print (options, ENH_FOR_FILE, "  ", out);
  fprintf (out, "  delay %.2f ms (%u frames, --delay %s), %s\n",
           1e3 * latency / info->sample_rate, latency,
           options_delay_name (options->delay),
           job->align ? "removed" : "kept");
  fprintf (out, "  noise reduction %.1f dB on average\n",
           job->reduction_db / (double) job->blocks);
  fprintf (out, "  level %.1f dBFS in, %.1f dBFS out (peak %.3f, %.3f)\n",
           level_dbfs (&job->before), level_dbfs (&job->after),
           job->before.peak, job->after.peak);
  fprintf (out, "  howls %" G_GUINT64_FORMAT, (guint64) meters.howls);
  if (meters.howls)
    fprintf (out, " (the last at %.0f Hz)", (double) meters.howl_hz);
  fprintf (out, ", howl guard active %.1f %% of the time\n",
           100.0 * (double) job->howl_blocks / (double) job->blocks);
  fprintf (out, "%s: written in %.2f s, %.0f times real time\n", output,
           seconds, length / fmax (seconds, 1e-6));
  g_free (output);
  g_free (input);
}

report_exit
file_command (int argc, char **argv)
{
  gboolean no_align = FALSE, salvage = FALSE;
  char *full_scale = NULL;
  const GOptionEntry own[]
    = { { "no-align", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &no_align,
          "Keep the algorithm's delay in the output", NULL },
        { "salvage", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &salvage,
          "Read what is left of a truncated or damaged file", NULL },
        { "full-scale", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &full_scale,
          "Sample value of INPUT that is full scale (default 1)", "VALUE" },
        { 0 } };
  cli_options options;
  report_exit status;
  file_job *job;

  /* Before anything that may take its time. */
  stop_install ();
  if (!options_parse (&options, &about, own, argc, argv, &status))
    return status;
  job = g_new0 (file_job, 1);
  job->input_path = options.arguments[0];
  job->output_path = options.arguments[1];
  job->align = !no_align;
  job->salvage = salvage;
  job->quiet = options.quiet;
  job->full_scale = 1.0;
  for (guint c = 0; c < CHANNELS_MAX; ++c)
    {
      job->in[c] = job->samples[0][c];
      job->out[c] = job->samples[1][c];
    }

  if (full_scale
      && (!number_parse (full_scale, &job->full_scale)
          || !(job->full_scale > 0.0)))
    status = options_refuse (&about, "--full-scale %s: give a number over 0",
                             full_scale);
  else
    {
      report_alone ();
      report_lend_stdout (FALSE);
      status = run (job, &options);
      report_lend_stdout (TRUE);
      if (!status && options.verbose)
        print_result (job, &options);
    }
  g_free (full_scale);

  enh_file_close (job->output);
  enh_file_close (job->input);
  enh_chain_destroy (job->chain);
  /* No speech stays in memory. */
  memset (job->samples, 0, sizeof job->samples);
  g_free (job);
  options_clear (&options);
  return status;
}
