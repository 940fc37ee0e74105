/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The microphone and the ear of the rig's faults: a JACK client that is there
   before, during and after them.

     jack_ear SIGNAL CLIENT SECONDS
         Sends a signal into the port CLIENT:in_0 and records CLIENT:out_0,
         whenever a client of that name is there, until it is told to end, the
         server ends, or the time is over; then says what it heard. SIGNAL is
         `sine` (1 kHz, -20 dBFS) or `clicks` (one each 100 ms).
     jack_ear hog MS SECONDS
         Holds the server's graph up for so long in every 20th cycle: gaps for
         everybody.
     jack_ear device NAME SECONDS
         Stands for a sound device: a client of that name with one port to
         record from and one to play to.

   What it says, a line each:

     heard SECONDS                  how long the server ran
     mark AT                        each time that SIGUSR1 came, s
     sound AT FOR PEAK RISE         a stretch of sound: when it began and how
                                    long it was, s; its peak; the peak of its
                                    first 5 ms over that peak
     jump VALUE                     the greatest step between two samples
     delay AT FRAMES                of each click that came back
     got PEAK                       a device: the peak of what it was to play */

#include "jack_tie.h"

#include <jack/jack.h>

#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  MOST_SECONDS = 200,
  CLICK_EVERY_MS = 100,
  HOG_EVERY = 20, /* cycles */
  MOST_MARKS = 8,
  LOOK_EVERY_US = 2000
};

static const float sine_peak = 0.1f;
static const double sine_hz = 1000.0;
static const float click = 0.05f;

/* Below this it is silence. */
static const float floor_peak = 1e-6f;

typedef enum mode { SINE, CLICKS, HOG, DEVICE } mode;

static struct ear {
  mode mode;
  jack_client_t *client;
  jack_port_t *in;
  jack_port_t *out;
  double rate; /* Hz */
  float *heard;
  size_t room; /* frames */
  atomic_size_t at;
  unsigned int hog_ms;
  unsigned int cycles;
  _Atomic float got; /* a device's peak */
  size_t marks[MOST_MARKS];
  atomic_size_t marked;
} ear;

static volatile sig_atomic_t told_to_end;
static atomic_int server_gone;

static void
on_end (int number)
{
  (void) number;
  told_to_end = 1;
}

static void
on_mark (int number)
{
  const size_t which = atomic_fetch_add (&ear.marked, 1);

  (void) number;
  if (which < MOST_MARKS)
    ear.marks[which] = atomic_load (&ear.at);
}

static void
on_shutdown (void *unused)
{
  (void) unused;
  atomic_store (&server_gone, 1);
}

static float
signal_at (size_t frame)
{
  const size_t every = (size_t) (ear.rate * CLICK_EVERY_MS / 1000.0);

  if (ear.mode == SINE)
    return sine_peak
           * (float) sin (2.0 * acos (-1.0) * sine_hz * (double) frame
                          / ear.rate);
  return ear.mode == CLICKS && frame % every == 0 ? click : 0.0f;
}

static int
process (jack_nframes_t frames, void *unused)
{
  float *to = jack_port_get_buffer (ear.out, frames);
  const float *from = jack_port_get_buffer (ear.in, frames);
  const size_t at = atomic_load (&ear.at);

  (void) unused;
  for (size_t i = 0; i < frames; ++i)
    {
      to[i] = signal_at (at + i);
      if (ear.heard && at + i < ear.room)
        ear.heard[at + i] = from[i];
      if (ear.mode == DEVICE && fabsf (from[i]) > atomic_load (&ear.got))
        atomic_store (&ear.got, fabsf (from[i]));
    }
  if (ear.mode == HOG && ++ear.cycles % HOG_EVERY == 0)
    {
      struct timespec held = { 0, (long) ear.hog_ms * 1000000L };

      while (nanosleep (&held, &held) != 0)
        ;
    }
  atomic_store (&ear.at, at + frames);
  return 0;
}

/* --- What was heard ---------------------------------------------------------- */

static void
tell_stretch (size_t begun, size_t end)
{
  const size_t first = (size_t) (0.005 * ear.rate);
  float peak = 0.0f, rise = 0.0f;

  for (size_t i = begun; i < end; ++i)
    {
      peak = fmaxf (peak, fabsf (ear.heard[i]));
      if (i < begun + first)
        rise = peak;
    }
  printf ("sound %.3f %.3f %.4f %.4f\n", (double) begun / ear.rate,
          (double) (end - begun) / ear.rate, (double) peak,
          (double) (rise / peak));
}

static void
tell_sound (size_t count)
{
  /* 20 ms without sound end a stretch. */
  const size_t pause = (size_t) (0.020 * ear.rate);
  size_t begun = 0, last = 0;
  int sounding = 0;
  float jump = 0.0f;

  for (size_t i = 0; i < count; ++i)
    {
      if (i > 0)
        jump = fmaxf (jump, fabsf (ear.heard[i] - ear.heard[i - 1]));
      if (fabsf (ear.heard[i]) > floor_peak)
        {
          if (!sounding)
            begun = i;
          sounding = 1;
          last = i;
        }
      else if (sounding && i - last > pause)
        {
          tell_stretch (begun, last + 1);
          sounding = 0;
        }
    }
  if (sounding)
    tell_stretch (begun, last + 1);
  printf ("jump %.4f\n", (double) jump);
}

static void
tell_delays (size_t count)
{
  const size_t every = (size_t) (ear.rate * CLICK_EVERY_MS / 1000.0);

  for (size_t sent = 0; sent + every <= count; sent += every)
    {
      size_t best = 0;

      for (size_t i = 0; i < every; ++i)
        if (fabsf (ear.heard[sent + i]) > fabsf (ear.heard[sent + best]))
          best = i;
      if (fabsf (ear.heard[sent + best]) > click / 4.0f)
        printf ("delay %.3f %zu\n", (double) sent / ear.rate, best);
    }
}

/* --- Begin and end ----------------------------------------------------------- */

static int
die (const char *what)
{
  fprintf (stderr, "jack_ear: %s\n", what);
  return 1;
}

static int
open_client (const char *name)
{
  ear.client = jack_client_open (name, JackNoStartServer, NULL);
  if (!ear.client)
    return die ("no server");
  ear.rate = jack_get_sample_rate (ear.client);
  ear.in = jack_port_register (ear.client, "in", JACK_DEFAULT_AUDIO_TYPE,
                               JackPortIsInput, 0);
  ear.out = jack_port_register (ear.client, "out", JACK_DEFAULT_AUDIO_TYPE,
                                JackPortIsOutput, 0);
  if (!ear.in || !ear.out)
    return die ("no ports");
  if (ear.mode == SINE || ear.mode == CLICKS)
    {
      ear.room = (size_t) (MOST_SECONDS * ear.rate);
      ear.heard = calloc (ear.room, sizeof *ear.heard);
      if (!ear.heard)
        return die ("no memory");
    }
  jack_set_process_callback (ear.client, process, NULL);
  jack_on_shutdown (ear.client, on_shutdown, NULL);
  return jack_activate (ear.client) ? die ("the server refuses") : 0;
}

int
main (int argc, char **argv)
{
  static const char *const modes[] = { "sine", "clicks", "hog", "device" };
  struct timespec now, begun;
  double seconds;

  for (size_t i = 0; i < 4 && argc == 4; ++i)
    if (!strcmp (argv[1], modes[i]))
      {
        ear.mode = (mode) i;
        argc = 0;
      }
  if (argc)
    return die ("usage: jack_ear sine|clicks|hog|device WHAT SECONDS");
  seconds = fmin (atof (argv[3]), (double) MOST_SECONDS);
  ear.hog_ms = (unsigned int) atoi (argv[2]);
  signal (SIGTERM, on_end);
  signal (SIGINT, on_end);
  signal (SIGUSR1, on_mark);
  if (open_client (ear.mode == DEVICE ? argv[2] : "rig-ear"))
    return 1;
  puts ("ready");
  fflush (stdout);
  clock_gettime (CLOCK_MONOTONIC, &begun);
  do
    {
      if (ear.heard && !atomic_load (&server_gone))
        jack_tie (ear.client, argv[2], ear.out, ear.in);
      usleep (LOOK_EVERY_US);
      clock_gettime (CLOCK_MONOTONIC, &now);
    }
  while (!told_to_end && !atomic_load (&server_gone)
         && (double) (now.tv_sec - begun.tv_sec)
                + 1e-9 * (double) (now.tv_nsec - begun.tv_nsec)
              < seconds);

  /* A server that was killed keeps a client for ever that takes leave. */
  if (!atomic_load (&server_gone))
    jack_deactivate (ear.client);
  if (ear.heard)
    {
      const size_t count
        = atomic_load (&ear.at) < ear.room ? atomic_load (&ear.at) : ear.room;

      printf ("heard %.3f\n", (double) count / ear.rate);
      for (size_t i = 0; i < atomic_load (&ear.marked) && i < MOST_MARKS; ++i)
        printf ("mark %.3f\n", (double) ear.marks[i] / ear.rate);
      tell_sound (count);
      if (ear.mode == CLICKS)
        tell_delays (count);
    }
  if (ear.mode == DEVICE)
    printf ("got %.6f\n", (double) atomic_load (&ear.got));
  fflush (stdout);
  _exit (0);
}
