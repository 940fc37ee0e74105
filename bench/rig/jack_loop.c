/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "config.h"

#include "rig/jack_loop.h"

#include "bench.h"

#ifdef HAVE_JACK

#  include "child.h"
#  include "metrics/fft.h"
#  include "stats.h"

#  include <jack/jack.h>

#  include <stdatomic.h>
#  include <stdio.h>
#  include <stdlib.h>
#  include <string.h>
#  include <unistd.h>

/* A maximum-length sequence: its autocorrelation is a single peak. */
enum { ORDER = 11, PROBE = (1 << ORDER) - 1, LISTEN = 14336, FFT = 16384 };

/* Peak of the probe, as loud as speech: 75 dB SPL if full scale is 109. */
static const float probe_peak = 0.02f;
/* Detection threshold: correlation peak relative to its mean square. */
static const double least_contrast = 8.0;

enum { STATE_IDLE, STATE_SEND, STATE_DONE };

struct jack_loop {
  pid_t server;
  char *name;
  jack_client_t *client;
  jack_port_t *in;
  jack_port_t *out;
  atomic_int state;
  unsigned at; /* frames since the probe began; audio thread */
  float probe[PROBE];
  float heard[LISTEN];
};

static void
make_probe (float *probe)
{
  unsigned shift = 1;

  /* x^11 + x^9 + 1 */
  for (int i = 0; i < PROBE; ++i)
    {
      const unsigned bit = ((shift >> 10) ^ (shift >> 8)) & 1;
      probe[i] = shift & 1 ? probe_peak : -probe_peak;
      shift = (shift << 1 | bit) & 0x7ff;
    }
}

static int
process (jack_nframes_t frames, void *argument)
{
  jack_loop *of = argument;
  const float *in = jack_port_get_buffer (of->in, frames);
  float *out = jack_port_get_buffer (of->out, frames);

  if (!in || !out)
    return 0;
  memset (out, 0, frames * sizeof *out);
  if (atomic_load_explicit (&of->state, memory_order_acquire) != STATE_SEND)
    return 0;
  for (jack_nframes_t i = 0; i < frames; ++i, ++of->at)
    {
      if (of->at < PROBE)
        out[i] = of->probe[of->at];
      if (of->at < LISTEN)
        of->heard[of->at] = in[i];
    }
  if (of->at >= LISTEN)
    atomic_store_explicit (&of->state, STATE_DONE, memory_order_release);
  return 0;
}

static void
be_quiet (const char *text)
{
  (void) text;
}

static jack_client_t *
open_client (const char *server)
{
  jack_status_t status;

  return jack_client_open ("enhance-bench-probe",
                           JackNoStartServer | JackServerName, &status, server);
}

/* With real-time scheduling if the system permits it, otherwise without. */
static int
start_server (jack_loop *of, unsigned rate, unsigned period)
{
  char rate_text[16];
  char period_text[16];

  (void) snprintf (rate_text, sizeof rate_text, "%u", rate);
  (void) snprintf (period_text, sizeof period_text, "%u", period);
  for (int attempt = 0; attempt < 2; ++attempt)
    {
      const char *const words[]
        = { "jackd", "-n",      of->name, attempt ? "-r" : "-R", "-d", "dummy",
            "-r",    rate_text, "-p",     period_text,           NULL };
      of->server = child_begin (words, NULL);
      for (int wait = 0; wait < 100 && child_runs (of->server); ++wait)
        {
          stats_sleep (0.05);
          of->client = open_client (of->name);
          if (of->client)
            return 0;
        }
      child_end (of->server);
      of->server = -1;
    }
  return -1;
}

jack_loop *
jack_loop_begin (unsigned rate, unsigned period, char **fault)
{
  if (!child_known ("jackd"))
    {
      *fault = bench_text ("jackd not found; install jackd2");
      return NULL;
    }
  jack_loop *of = bench_zeros (1, sizeof *of);
  of->name = bench_text ("enhance-bench-%ld", (long) getpid ());
  make_probe (of->probe);
  /* Make everything in this process use this server. */
  (void) setenv ("JACK_NO_AUDIO_RESERVATION", "1", 1);
  (void) setenv ("JACK_NO_START_SERVER", "1", 1);
  (void) setenv ("JACK_DEFAULT_SERVER", of->name, 1);
  (void) unsetenv ("JACK_PROMISCUOUS_SERVER");
  jack_set_error_function (be_quiet);
  jack_set_info_function (be_quiet);
  if (start_server (of, rate, period) != 0)
    {
      *fault = bench_text ("jackd does not start; are there already eight "
                           "servers on this machine?");
      jack_loop_end (of);
      return NULL;
    }
  of->in = jack_port_register (of->client, "in", JACK_DEFAULT_AUDIO_TYPE,
                               JackPortIsInput, 0);
  of->out = jack_port_register (of->client, "out", JACK_DEFAULT_AUDIO_TYPE,
                                JackPortIsOutput, 0);
  if (!of->in || !of->out
      || jack_set_process_callback (of->client, process, of) != 0
      || jack_activate (of->client) != 0)
    {
      *fault = bench_text ("the JACK server refuses clients");
      jack_loop_end (of);
      return NULL;
    }
  return of;
}

/* Disconnect a port. */
static void
free_port (jack_loop *of, const char *name)
{
  jack_port_t *port = jack_port_by_name (of->client, name);
  const char **others = port ? jack_port_get_all_connections (of->client, port)
                             : NULL;

  for (size_t i = 0; others && others[i]; ++i)
    {
      (void) jack_disconnect (of->client, name, others[i]);
      (void) jack_disconnect (of->client, others[i], name);
    }
  jack_free (others);
}

int
jack_loop_connect (jack_loop *of, const char *to, const char *from,
                   char **fault)
{
  free_port (of, to);
  free_port (of, from);
  if (jack_connect (of->client, jack_port_name (of->out), to) == 0
      && jack_connect (of->client, from, jack_port_name (of->in)) == 0)
    return 0;
  *fault = bench_text ("ports %s and %s cannot be connected", to, from);
  return -1;
}

/* Lag of the largest correlation, or -1 if there is no clear peak. */
static double
find (const jack_loop *of)
{
  double complex *x = bench_zeros (FFT, sizeof *x);
  double complex *p = bench_zeros (FFT, sizeof *p);
  double sum = 0.0;
  double most = 0.0;
  long best = -1;

  for (size_t i = 0; i < LISTEN; ++i)
    x[i] = (double) of->heard[i];
  for (size_t i = 0; i < PROBE; ++i)
    p[i] = (double) of->probe[i];
  metric_fft (x, FFT);
  metric_fft (p, FFT);
  for (size_t k = 0; k < FFT; ++k)
    x[k] *= conj (p[k]);
  metric_fft_back (x, FFT);
  for (long lag = 0; lag < LISTEN - PROBE; ++lag)
    {
      const double now = fabs (creal (x[lag]));
      sum += now * now;
      if (now > most)
        {
          most = now;
          best = lag;
        }
    }
  free (x);
  free (p);
  return most > least_contrast * sqrt (sum / (LISTEN - PROBE)) ? (double) best
                                                               : -1.0;
}

double
jack_loop_probe (jack_loop *of)
{
  of->at = 0;
  atomic_store_explicit (&of->state, STATE_SEND, memory_order_release);
  /* A third of a second, with room for a busy machine. */
  for (int wait = 0; wait < 500; ++wait)
    {
      stats_sleep (0.01);
      if (atomic_load_explicit (&of->state, memory_order_acquire) == STATE_DONE)
        return find (of);
    }
  atomic_store_explicit (&of->state, STATE_IDLE, memory_order_release);
  return -1.0;
}

void
jack_loop_end (jack_loop *of)
{
  if (!of)
    return;
  if (of->client)
    {
      (void) jack_deactivate (of->client);
      (void) jack_client_close (of->client);
    }
  child_end (of->server);
  free (of->name);
  free (of);
}

#else

jack_loop *
jack_loop_begin (unsigned rate, unsigned period, char **fault)
{
  (void) rate;
  (void) period;
  *fault = bench_text ("built without JACK: install libjack-jackd2-dev and "
                       "configure again");
  return NULL;
}

int
jack_loop_connect (jack_loop *of, const char *to, const char *from,
                   char **fault)
{
  (void) of;
  (void) to;
  (void) from;
  *fault = bench_text ("built without JACK");
  return -1;
}

double
jack_loop_probe (jack_loop *of)
{
  (void) of;
  return -1.0;
}

void
jack_loop_end (jack_loop *of)
{
  (void) of;
}

#endif
