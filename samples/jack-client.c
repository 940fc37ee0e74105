/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The chain as a client of JACK, or of PipeWire in its place: a port `in`, and
   `out_left` and `out_right`. Runs until it is told to end, or the server does.

     jack-client [NAME=VALUE...]      parameters, as `enhance params` has them */

#include <enhance/enhance.h>

#include <jack/jack.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct host {
  enh_chain *chain;
  jack_client_t *client;
  jack_port_t *in;
  jack_port_t *out[2];
} host;

static volatile sig_atomic_t over;

static void
end (int signal)
{
  (void) signal;
  over = 1;
}

static void
server_ended (void *user)
{
  (void) user;
  over = 1;
}

/* JACK's audio thread: nothing here waits or allocates. */
static int
process (jack_nframes_t frames, void *user)
{
  host *self = user;
  const float *in[1] = { jack_port_get_buffer (self->in, frames) };
  float *out[2] = { jack_port_get_buffer (self->out[0], frames),
                    jack_port_get_buffer (self->out[1], frames) };

  enh_chain_process (self->chain, in, out, frames);
  return 0;
}

/* Samples were lost: silence at once, and the quiet start again. */
static int
xrun (void *user)
{
  host *self = user;

  enh_chain_mark_gap (self->chain);
  return 0;
}

/* What comes out is later by the chain's delay, whichever way JACK looks. */
static void
tell_latency (jack_latency_callback_mode_t mode, void *user)
{
  host *self = user;
  const jack_nframes_t delay = enh_chain_latency (self->chain);
  jack_latency_range_t range;

  jack_port_get_latency_range (
    mode == JackCaptureLatency ? self->in : self->out[0], mode, &range);
  range.min += delay;
  range.max += delay;
  if (mode == JackPlaybackLatency)
    jack_port_set_latency_range (self->in, mode, &range);
  else
    for (int e = 0; e < 2; ++e)
      jack_port_set_latency_range (self->out[e], mode, &range);
}

static enh_status
set (enh_chain *chain, const char *pair)
{
  const char *equal = strchr (pair, '=');
  char name[64];

  if (!equal || (size_t) (equal - pair) >= sizeof name)
    return ENH_ERR_PARAM;
  memcpy (name, pair, (size_t) (equal - pair));
  name[equal - pair] = '\0';
  return enh_chain_set (chain, enh_param_by_name (name),
                        strtof (equal + 1, NULL));
}

static enh_status
create (host *self, int argc, char **argv)
{
  enh_config config = ENH_CONFIG_INIT;

  config.sample_rate = jack_get_sample_rate (self->client);
  config.outputs = 2;
  enh_status status = enh_chain_create (&self->chain, &config);
  for (int i = 1; i < argc && status == ENH_OK; ++i)
    if ((status = set (self->chain, argv[i])) != ENH_OK)
      fprintf (stderr, "jack-client: %s: %s\n", argv[i], enh_strerror (status));
  return status;
}

static int
connect (host *self)
{
  self->in = jack_port_register (self->client, "in", JACK_DEFAULT_AUDIO_TYPE,
                                 JackPortIsInput, 0);
  self->out[0] = jack_port_register (
    self->client, "out_left", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
  self->out[1] = jack_port_register (
    self->client, "out_right", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
  jack_set_process_callback (self->client, process, self);
  jack_set_xrun_callback (self->client, xrun, self);
  jack_set_latency_callback (self->client, tell_latency, self);
  jack_on_shutdown (self->client, server_ended, self);
  return self->in && self->out[0] && self->out[1]
         && jack_activate (self->client) == 0;
}

int
main (int argc, char **argv)
{
  host self = { NULL, NULL, NULL, { NULL, NULL } };
  int status = 1;

  signal (SIGINT, end);
  signal (SIGTERM, end);
  self.client = jack_client_open ("enhance", JackNoStartServer, NULL);
  if (!self.client)
    fprintf (stderr, "jack-client: no JACK server is running\n");
  else if (create (&self, argc, argv) == ENH_OK && connect (&self))
    {
      while (!over)
        usleep (100000);
      status = 0;
    }
  /* First the client, whose thread uses the chain. */
  if (self.client)
    jack_client_close (self.client);
  enh_chain_destroy (self.chain);
  return status;
}
