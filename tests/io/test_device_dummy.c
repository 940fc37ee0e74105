/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The live engine over the dummy device: a file as microphone, a file as ear,
   in real time. */

#include "lib/check.h"

#include "base/clock.h"
#include "lib/scratch.h"
#include "lib/signals.h"

#include <enhance/live.h>

#include <signal.h>
#include <sys/resource.h>

enum { MOST = 20000 };

static char in_spec[600];
static char out_spec[600];
static char in_path[500];
static char out_path[500];

static void
name_files (const char *in, const char *out)
{
  (void) snprintf (in_path, sizeof in_path, "%s", scratch_path (in));
  (void) snprintf (out_path, sizeof out_path, "%s", scratch_path (out));
  (void) snprintf (in_spec, sizeof in_spec, "dummy:%s", in_path);
  (void) snprintf (out_spec, sizeof out_spec, "dummy:%s", out_path);
}

/* Planar noise in a float file; the caller frees. */
static float *
write_noise (double rate, uint32_t channels, uint32_t frames)
{
  float *samples = sig_buffer ((size_t) channels * frames);
  sig_random random = { check_seed () };

  sig_white (&random, samples, (size_t) channels * frames, 0.1);
  scratch_write (in_path, rate, channels, ENH_FILE_FLOAT, samples, frames);
  return samples;
}

static enh_live *
make_live (const enh_live_config *config)
{
  enh_live *live = NULL;
  enh_error error;

  if (enh_live_create (&live, config, &error) != ENH_OK)
    fail_msg ("%s", error.text);
  return live;
}

static enh_live_status
status_of (const enh_live *live)
{
  enh_live_status status = ENH_LIVE_STATUS_INIT;

  enh_live_get_status (live, &status);
  return status;
}

static void
start (enh_live *live)
{
  enh_error error;

  if (enh_live_start (live, &error) != ENH_OK)
    fail_msg ("%s", error.text);
}

static void
wait_for_end (const enh_live *live)
{
  CHECK_SOON (status_of (live).finished, "over");
}

/* What the chain makes of the samples, with zeros after them for its delay;
   planar, the caller frees. */
static float *
run_chain (double rate, uint32_t inputs, uint32_t outputs, enh_delay delay,
           const float *samples, uint32_t frames, uint32_t *total)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;
  const float *in[2];
  float *out[2];

  config.sample_rate = rate;
  config.inputs = inputs;
  config.outputs = outputs;
  config.delay = delay;
  assert_int_equal (enh_chain_create (&chain, &config), ENH_OK);
  *total = frames + enh_chain_latency (chain);

  float *padded = sig_buffer ((size_t) *total * inputs);
  float *result = sig_buffer ((size_t) *total * outputs);
  for (uint32_t c = 0; c < inputs; ++c)
    {
      memcpy (padded + (size_t) c * *total, samples + (size_t) c * frames,
              frames * sizeof *samples);
      in[c] = padded + (size_t) c * *total;
    }
  for (uint32_t c = 0; c < outputs; ++c)
    out[c] = result + (size_t) c * *total;
  enh_chain_process (chain, in, out, *total);
  enh_chain_destroy (chain);
  free (padded);
  return result;
}

static void
check_equals_chain (double rate, uint32_t inputs, uint32_t outputs,
                    enh_delay delay, uint32_t period, uint32_t frames)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  enh_file_info info;
  enh_error error;
  uint32_t total = 0;
  uint32_t got = 0;

  name_files ("in.wav", "out.wav");
  float *samples = write_noise (rate, inputs, frames);
  config.input = in_spec;
  config.output = out_spec;
  config.outputs = outputs;
  config.delay = delay;
  config.period = period;
  enh_live *live = make_live (&config);
  start (live);
  wait_for_end (live);
  CHECK_INT (status_of (live).running, ==, 0, "running");
  CHECK_INT (status_of (live).failed, ==, 0, "failed");
  CHECK_INT (status_of (live).xruns, ==, 0, "xruns");
  CHECK_INT (scratch_size (out_path), ==, -1, "a file before stop");
  if (enh_live_stop (live, &error) != ENH_OK)
    fail_msg ("%s", error.text);

  float *wanted
    = run_chain (rate, inputs, outputs, delay, samples, frames, &total);
  float *heard = scratch_read (out_path, &info, &got);
  CHECK_INT (got, ==, total, "period %u", period);
  CHECK_INT (info.channels, ==, outputs, "period %u", period);
  CHECK_NEAR (info.sample_rate, rate, 0.0, "period %u", period);
  CHECK_SAMES (heard, wanted, (size_t) total * outputs, "period %u", period);
  CHECK_INT (status_of (live).frames, ==, total, "frames");
  CHECK_INT (status_of (live).heartbeat, ==,
             (total + (period ? period : 128) - 1) / (period ? period : 128),
             "heartbeat of period %u", period);
  enh_live_destroy (live);
  free (heard);
  free (wanted);
  free (samples);
  (void) remove (in_path);
  (void) remove (out_path);
}

CHECK_CASE_IN_SCRATCH (output_equals_the_chain_on_the_file)
{
  check_equals_chain (48000.0, 1, 2, ENH_DELAY_DEFAULT, 0, MOST);
  check_equals_chain (44100.0, 2, 2, ENH_DELAY_LOW, 441, MOST - 7);
  check_equals_chain (16000.0, 1, 1, ENH_DELAY_LOWEST, 64, 6001);
}

CHECK_CASE_IN_SCRATCH (output_is_whole_for_any_length_and_period)
{
  check_equals_chain (48000.0, 1, 1, ENH_DELAY_DEFAULT, 8192, 100);
  check_equals_chain (48000.0, 1, 1, ENH_DELAY_DEFAULT, 16, 1);
  check_equals_chain (48000.0, 1, 1, ENH_DELAY_LOWEST, 1000, 1024);
  check_equals_chain (48000.0, 1, 2, ENH_DELAY_LOWEST, 128, 2048);
}

CHECK_CASE_IN_SCRATCH (dummy_keeps_the_clocks_pace)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;

  name_files ("in.wav", "out.wav");
  free (write_noise (48000.0, 1, 14400));
  config.input = in_spec;
  config.output = "dummy:";
  enh_live *live = make_live (&config);
  const uint64_t begin_ns = enh__clock_ns ();
  start (live);
  CHECK_INT (status_of (live).running, ==, 1, "running");
  wait_for_end (live);
  /* Not earlier; how much later is the machine's affair. */
  CHECK_REAL ((double) (enh__clock_ns () - begin_ns) * 1e-9, >=, 0.300,
              "0.3 s of sound");
  CHECK_INT (enh_live_stop (live, NULL), ==, ENH_OK, "stop");
  CHECK_REAL (status_of (live).load_max, >, 0.0, "load");
  CHECK_REAL (status_of (live).load_p50, <=, status_of (live).load_max, "load");
  enh_live_destroy (live);
}

CHECK_CASE_IN_SCRATCH (silence_runs_until_stopped_and_is_written)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  enh_file_info info;
  uint32_t got = 0;

  name_files ("in.wav", "out.wav");
  config.input = "dummy:";
  config.output = out_spec;
  config.sample_rate = 16000.0;
  config.period = 160;
  enh_live *live = make_live (&config);
  start (live);
  CHECK_SOON (status_of (live).heartbeat >= 10, "blocks");
  const enh_live_status status = status_of (live);
  CHECK_INT (status.running, ==, 1, "running");
  CHECK_INT (status.finished, ==, 0, "finished");
  CHECK_INT (status.period, ==, 160, "period");
  CHECK_INT (status.inputs, ==, 1, "inputs");
  CHECK_INT (status.outputs, ==, 2, "outputs");
  CHECK_NEAR (status.sample_rate, 16000.0, 0.0, "rate");
  CHECK_NEAR (status.delay_algorithm_ms, 3.0, 1e-9, "delay of the chain");
  CHECK_REAL (status.delay_ms, >, 3.0, "delay");
  CHECK_INT (enh_live_stop (live, NULL), ==, ENH_OK, "stop");
  CHECK_INT (enh_live_stop (live, NULL), ==, ENH_OK, "stop again");
  CHECK_INT (status_of (live).running, ==, 0, "stopped");

  float *heard = scratch_read (out_path, &info, &got);
  CHECK_INT (got, ==, status_of (live).frames, "frames written");
  CHECK_WITHIN (heard, (size_t) got * 2, 0.0, "silence");
  free (heard);
  enh_live_destroy (live);
  CHECK_INT (scratch_count (), ==, 1, "entries");
}

CHECK_CASE_IN_SCRATCH (stop_fades_out_and_keeps_what_was_heard)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  enh_file_info info;
  uint32_t got = 0;

  name_files ("in.wav", "out.wav");
  /* Longer than any machine stands still between two looks. */
  const uint32_t frames = 60 * 48000;
  free (write_noise (48000.0, 1, frames));
  config.input = in_spec;
  config.output = out_spec;
  config.outputs = 1;
  enh_live *live = make_live (&config);
  start (live);
  CHECK_SOON (status_of (live).frames >= 30000, "sound");
  CHECK_INT (enh_live_stop (live, NULL), ==, ENH_OK, "stop");
  float *heard = scratch_read (out_path, &info, &got);
  CHECK_INT (got, <, frames, "length");
  CHECK_REAL (sig_rms (heard + 26000, 3000), >, 0.001, "sound before");
  CHECK_WITHIN (heard + got - 256, 256, 0.0, "silence at the end");
  free (heard);
  enh_live_destroy (live);
}

CHECK_CASE_IN_SCRATCH (parameters_reach_the_chain)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;

  config.input = "dummy:";
  config.output = "dummy:";
  enh_live *live = make_live (&config);
  const enh_param volume = enh_param_by_name ("volume");
  CHECK_INT (enh_chain_set (enh_live_chain (live), volume, 6.0f), ==, ENH_OK,
             "set");
  CHECK_NEAR (enh_chain_get (enh_live_chain (live), volume), 6.0, 0.0, "get");
  enh_live_destroy (live);
  assert_null (enh_live_chain (NULL));
}

CHECK_CASE_IN_SCRATCH (what_was_never_started_leaves_no_file)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;

  name_files ("in.wav", "out.wav");
  config.input = "dummy:";
  config.output = out_spec;
  enh_live *live = make_live (&config);
  CHECK_INT (enh_live_stop (live, NULL), ==, ENH_OK, "stop before start");
  enh_live_destroy (live);
  CHECK_INT (scratch_count (), ==, 0, "entries");
}

CHECK_CASE_IN_SCRATCH (a_second_start_is_refused)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;

  config.input = "dummy:";
  config.output = "dummy:";
  enh_live *live = make_live (&config);
  start (live);
  CHECK_INT (enh_live_start (live, NULL), ==, ENH_ERR_STATE, "running");
  CHECK_INT (enh_live_stop (live, NULL), ==, ENH_OK, "stop");
  CHECK_INT (enh_live_start (live, NULL), ==, ENH_ERR_STATE, "ended");
  enh_live_destroy (live);
}

static void
refuse (const enh_live_config *config, enh_status wanted, const char *what)
{
  enh_live *live = NULL;
  enh_error error;
  const enh_status status = enh_live_create (&live, config, &error);

  CHECK_INT (status, ==, wanted, "%s: %s", what, error.text);
  CHECK_INT (strlen (error.text), >, 10, "%s: no text", what);
  assert_null (strchr (error.text, '\n'));
  assert_null (live);
}

CHECK_CASE_IN_SCRATCH (configs_that_make_no_sense_are_refused)
{
  const enh_live_config sane
    = { sizeof sane, "dummy:", "dummy:",          0.0,  0,
        0,           0,        ENH_DELAY_DEFAULT, NULL, 0 };
  enh_live_config config;

  config = sane;
  config.size = 0;
  refuse (&config, ENH_ERR_CONFIG, "size");
  config = sane;
  config.period = 15;
  refuse (&config, ENH_ERR_CONFIG, "period 15");
  config.period = 8193;
  refuse (&config, ENH_ERR_CONFIG, "period 8193");
  config = sane;
  config.delay = (enh_delay) 7;
  refuse (&config, ENH_ERR_CONFIG, "delay");
  config = sane;
  config.output = "system";
  refuse (&config, ENH_ERR_CONFIG, "one dummy");
  config.output = NULL;
  refuse (&config, ENH_ERR_CONFIG, "one dummy, one default");
  config = sane;
  config.inputs = 3;
  refuse (&config, ENH_ERR_CHANNELS, "3 inputs");
  config.inputs = 2;
  config.outputs = 1;
  refuse (&config, ENH_ERR_CHANNELS, "2 to 1");
  config = sane;
  config.sample_rate = 7999.0;
  refuse (&config, ENH_ERR_RATE, "7999 Hz");
  config.sample_rate = 192001.0;
  refuse (&config, ENH_ERR_RATE, "192001 Hz");
  config.sample_rate = (double) NAN;
  refuse (&config, ENH_ERR_RATE, "NaN Hz");
  CHECK_INT (enh_live_create (NULL, &sane, NULL), ==, ENH_ERR_NULL, "live");
  refuse (NULL, ENH_ERR_NULL, "config");
}

CHECK_CASE_IN_SCRATCH (inputs_that_cannot_be_used_are_refused)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;

  name_files ("in.wav", "out.wav");
  config.input = in_spec;
  config.output = out_spec;
  refuse (&config, ENH_ERR_OPEN, "missing");
  scratch_put (in_path, "text", 4);
  refuse (&config, ENH_ERR_FORMAT, "text");
  free (write_noise (48000.0, 3, 100));
  refuse (&config, ENH_ERR_CHANNELS, "3 channels");
  free (write_noise (384000.0, 1, 100));
  refuse (&config, ENH_ERR_RATE, "384 kHz");
  free (write_noise (48000.0, 1, 10000));
  config.sample_rate = 44100.0;
  refuse (&config, ENH_ERR_RATE, "another rate");
  config.sample_rate = 0.0;
  config.inputs = 2;
  refuse (&config, ENH_ERR_CHANNELS, "2 of 1");
  config.inputs = 0;
  scratch_cut (in_path, 20000);
  refuse (&config, ENH_ERR_READ, "truncated");
  free (write_noise (48000.0, 1, 100));
  config.output = "dummy:/no/such/folder/out.wav";
  refuse (&config, ENH_ERR_OPEN, "no folder");
  CHECK_INT (scratch_count (), ==, 1, "entries");
}

/* Longer than the ring, so that the damage shows only while it plays. */
CHECK_CASE_IN_SCRATCH (damage_in_the_middle_ends_it_and_leaves_no_file)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  enh_error error;
  const uint32_t frames = 200000;
  float *samples = sig_buffer (frames);
  sig_random random = { check_seed () };

  name_files ("in.flac", "out.wav");
  sig_white (&random, samples, frames, 0.1);
  scratch_write (in_path, 96000.0, 1, ENH_FILE_LIKE_NAME, samples, frames);
  free (samples);
  scratch_cut (in_path, scratch_size (in_path) * 2 / 3);
  config.input = in_spec;
  config.output = out_spec;
  config.period = 1024;
  enh_live *live = make_live (&config);
  start (live);
  wait_for_end (live);
  CHECK_INT (status_of (live).running, ==, 0, "running");
  CHECK_INT (enh_live_stop (live, &error), ==, ENH_ERR_READ, "stop");
  CHECK_INT (strlen (error.text), >, 10, "no text");
  enh_live_destroy (live);
  CHECK_INT (scratch_count (), ==, 1, "entries");
}

CHECK_CASE_IN_SCRATCH (an_output_that_cannot_be_written_ends_it)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  struct rlimit before;
  struct rlimit tight;
  enh_error error;

  name_files ("in.wav", "out.wav");
  config.input = "dummy:";
  config.output = out_spec;
  enh_live *live = make_live (&config);
  (void) signal (SIGXFSZ, SIG_IGN);
  assert_int_equal (getrlimit (RLIMIT_FSIZE, &before), 0);
  tight = before;
  tight.rlim_cur = 20000;
  assert_int_equal (setrlimit (RLIMIT_FSIZE, &tight), 0);
  start (live);
  wait_for_end (live);
  CHECK_INT (enh_live_stop (live, &error), ==, ENH_ERR_WRITE, "stop");
  assert_int_equal (setrlimit (RLIMIT_FSIZE, &before), 0);
  CHECK_INT (strlen (error.text), >, 10, "no text");
  enh_live_destroy (live);
  CHECK_INT (scratch_count (), ==, 0, "entries");
}

CHECK_CASE_IN_SCRATCH (status_writes_no_more_than_its_size)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  enh_live_status status = ENH_LIVE_STATUS_INIT;

  config.input = "dummy:";
  config.output = "dummy:";
  enh_live *live = make_live (&config);
  status.size = offsetof (enh_live_status, sample_rate);
  status.sample_rate = 123.0;
  enh_live_get_status (live, &status);
  CHECK_NEAR (status.sample_rate, 123.0, 0.0, "beyond its size");
  CHECK_INT (status.size, ==, offsetof (enh_live_status, sample_rate), "size");
  enh_live_get_status (NULL, &status);
  enh_live_get_status (live, NULL);
  enh_live_destroy (live);
  enh_live_destroy (NULL);
  CHECK_INT (enh_live_start (NULL, NULL), ==, ENH_ERR_NULL, "start");
  CHECK_INT (enh_live_stop (NULL, NULL), ==, ENH_ERR_NULL, "stop");
}
