/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The microphone, the ear and the witness of a long run on the JACK rig.

     jack_soak CLIENT ROOM SECONDS
         Plays the sound file ROOM into CLIENT:in_0, round and round, with a
         sample now and then that is no number, and looks at each sample of
         CLIENT:out_0. SIGUSR1 asks for a second of clicks instead, by which the
         delay is measured. Ends at SIGTERM or after SECONDS.

   What it says, a line each:

     ready
     delay FRAMES COUNT   after SIGUSR1: of the clicks, where they agree (-1
                          where not), and how many came back
     heard FRAMES BAD PEAK   at the end: samples, those not finite, the loudest
     stalls COUNT WORST   at the end: how often a thread above all others, one a
                          processor, overslept by more than half a period, and
                          the longest, ms. Such a gap is the machine's.  */

#define _GNU_SOURCE /* CPU_SET */

#include "jack_tie.h"

#include <enhance/file.h>

#include <jack/jack.h>

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  MOST_CHANNELS = 2,
  MOST_FRAMES = 60 * 48000,
  CLICKS = 10,
  CLICK_EVERY_MS = 100,
  QUIET_MS = 600, /* before the clicks: what was there dies away */
  MOST_PROCESSORS = 16,
  WITNESS_PRIORITY = 95, /* above JACK's, and so above what is tested */
  WITNESS_SLEEP_NS = 500000,
  LOOK_EVERY_US = 20000
};

static const float click = 0.02f;
static const double spoil_every_s = 3.1;

static struct soak {
  jack_client_t *client;
  jack_port_t *to;
  jack_port_t *from;
  double rate; /* Hz */
  float *room;
  size_t room_frames;
  size_t at;         /* the process thread's */
  size_t clicks_at;  /* frames since they began; the process thread's */
  size_t spoil_at;   /* the process thread's */
  atomic_int clicks; /* 1: wanted; 2: over, the results are there */
  int back[CLICKS];  /* frames; below 0: never */
  float loudest[CLICKS];
  atomic_ullong frames;
  atomic_ullong bad;
  _Atomic float peak;
  atomic_ullong stalls;
  _Atomic double worst_ms;
  double half_period_s;
} soak;

static volatile sig_atomic_t told_to_end;
static volatile sig_atomic_t told_to_click;
static atomic_int server_gone;

static void
on_end (int number)
{
  (void) number;
  told_to_end = 1;
}

static void
on_click (int number)
{
  (void) number;
  told_to_click = 1;
}

static void
on_shutdown (void *unused)
{
  (void) unused;
  atomic_store (&server_gone, 1);
}

/* --- What is played, and heard ------------------------------------------------ */

/* Of no microphone; a driver that fails may give it. */
static float
spoilt (size_t turn)
{
  static const float values[] = { NAN, INFINITY, -INFINITY, 1e30f, 1e-42f };

  return values[turn % (sizeof values / sizeof *values)];
}

static float
next_of_room (void)
{
  const size_t every = (size_t) (spoil_every_s * soak.rate);
  const size_t at = soak.at++;

  if (++soak.spoil_at % every == 0)
    return spoilt (soak.spoil_at / every);
  return soak.room[at % soak.room_frames];
}

static void
click_one (size_t at, float *to, float heard)
{
  const size_t every = (size_t) (soak.rate * CLICK_EVERY_MS / 1000.0);
  const size_t quiet = (size_t) (soak.rate * QUIET_MS / 1000.0);

  *to = 0.0f;
  if (at < quiet)
    return;
  const size_t which = (at - quiet) / every;
  const size_t within = (at - quiet) % every;
  if (which >= CLICKS)
    return;
  *to = within == 0 ? click : 0.0f;
  if (fabsf (heard) > soak.loudest[which])
    {
      soak.loudest[which] = fabsf (heard);
      soak.back[which] = (int) within;
    }
}

static int
process (jack_nframes_t frames, void *unused)
{
  float *to = jack_port_get_buffer (soak.to, frames);
  const float *from = jack_port_get_buffer (soak.from, frames);
  const size_t over
    = (size_t) (soak.rate * (QUIET_MS + CLICKS * CLICK_EVERY_MS) / 1000.0);
  const int clicking = atomic_load (&soak.clicks) == 1;
  float peak = atomic_load (&soak.peak);
  unsigned long long bad = 0;

  (void) unused;
  for (size_t i = 0; i < frames; ++i)
    {
      if (clicking)
        click_one (soak.clicks_at++, &to[i], from[i]);
      else
        to[i] = next_of_room ();
      if (!isfinite (from[i]))
        ++bad;
      else
        peak = fmaxf (peak, fabsf (from[i]));
    }
  atomic_store (&soak.peak, peak);
  atomic_fetch_add (&soak.bad, bad);
  atomic_fetch_add (&soak.frames, frames);
  if (clicking && soak.clicks_at >= over)
    atomic_store (&soak.clicks, 2);
  return 0;
}

/* --- The witness -------------------------------------------------------------- */

static double
now_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static void *
witness (void *data)
{
  const int *processor = data;
  const struct sched_param priority = { .sched_priority = WITNESS_PRIORITY };
  const struct timespec pause = { 0, WITNESS_SLEEP_NS };
  cpu_set_t here;

  CPU_ZERO (&here);
  CPU_SET (*processor, &here);
  (void) pthread_setaffinity_np (pthread_self (), sizeof here, &here);
  /* Refused, it oversleeps with all the others: they are no better off. */
  (void) pthread_setschedparam (pthread_self (), SCHED_FIFO, &priority);
  while (!told_to_end)
    {
      const double before = now_s ();

      (void) clock_nanosleep (CLOCK_MONOTONIC, 0, &pause, NULL);
      const double late = now_s () - before - 1e-9 * WITNESS_SLEEP_NS;
      if (late > soak.half_period_s)
        atomic_fetch_add (&soak.stalls, 1);
      if (1000.0 * late > atomic_load (&soak.worst_ms))
        atomic_store (&soak.worst_ms, 1000.0 * late);
    }
  return NULL;
}

static int
begin_witnesses (void)
{
  static int processors[MOST_PROCESSORS];
  const long count = sysconf (_SC_NPROCESSORS_ONLN);

  for (int p = 0; p < count && p < MOST_PROCESSORS; ++p)
    {
      pthread_t thread;

      processors[p] = p;
      if (pthread_create (&thread, NULL, witness, &processors[p]) != 0)
        return 1;
      (void) pthread_detach (thread);
    }
  return 0;
}

/* --- Begin and end ------------------------------------------------------------ */

static int
die (const char *what, const char *which)
{
  fprintf (stderr, "jack_soak: %s: %s\n", what, which);
  return 1;
}

static int
read_room (const char *path)
{
  float *channels[MOST_CHANNELS] = { NULL };
  enh_file *file = NULL;
  enh_error error = { "" };
  uint32_t read = 0;

  if (enh_file_open (&file, path, &error) != ENH_OK)
    return die ("not read", error.text);
  const enh_file_info *info = enh_file_describe (file);
  if (info->frames < 1 || info->frames > MOST_FRAMES
      || info->channels > MOST_CHANNELS)
    return die ("neither mono nor stereo of a minute at most", path);
  const uint32_t frames = (uint32_t) info->frames;
  for (uint32_t c = 0; c < info->channels; ++c)
    if (!(channels[c] = calloc (frames, sizeof *channels[c])))
      return die ("no memory", path);
  if (enh_file_read (file, channels, frames, &read, &error) != ENH_OK || !read)
    return die ("no sound", path);
  soak.room = channels[0];
  soak.room_frames = read;
  free (channels[1]);
  enh_file_close (file);
  return 0;
}

static int
open_client (void)
{
  soak.client = jack_client_open ("rig-room", JackNoStartServer, NULL);
  if (!soak.client)
    return die ("no server", "JACK");
  soak.rate = jack_get_sample_rate (soak.client);
  soak.half_period_s = 0.5 * jack_get_buffer_size (soak.client) / soak.rate;
  soak.from = jack_port_register (soak.client, "in", JACK_DEFAULT_AUDIO_TYPE,
                                  JackPortIsInput, 0);
  soak.to = jack_port_register (soak.client, "out", JACK_DEFAULT_AUDIO_TYPE,
                                JackPortIsOutput, 0);
  if (!soak.from || !soak.to)
    return die ("no ports", "JACK");
  jack_set_process_callback (soak.client, process, NULL);
  jack_on_shutdown (soak.client, on_shutdown, NULL);
  return jack_activate (soak.client) ? die ("refused", "JACK") : 0;
}

static void
begin_clicks (void)
{
  for (int c = 0; c < CLICKS; ++c)
    {
      soak.back[c] = -1;
      soak.loudest[c] = click / 4.0f;
    }
  soak.clicks_at = 0;
  atomic_store (&soak.clicks, 1);
}

static void
tell_clicks (void)
{
  int agreed = -1, count = 0;

  for (int c = 0; c < CLICKS; ++c)
    if (soak.back[c] >= 0)
      {
        agreed = !count++ || agreed == soak.back[c] ? soak.back[c] : -2;
        if (agreed == -2)
          break;
      }
  printf ("delay %d %d\n", agreed == -2 ? -1 : agreed, count);
  fflush (stdout);
  atomic_store (&soak.clicks, 0);
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    return die ("usage", "jack_soak CLIENT ROOM SECONDS");
  const double until = now_s () + atof (argv[3]);

  signal (SIGTERM, on_end);
  signal (SIGUSR1, on_click);
  if (read_room (argv[2]) || open_client () || begin_witnesses ())
    return 1;
  puts ("ready");
  fflush (stdout);
  while (!told_to_end && !atomic_load (&server_gone) && now_s () < until)
    {
      jack_tie (soak.client, argv[1], soak.to, soak.from);
      if (told_to_click && atomic_load (&soak.clicks) == 0)
        {
          told_to_click = 0;
          begin_clicks ();
        }
      if (atomic_load (&soak.clicks) == 2)
        tell_clicks ();
      usleep (LOOK_EVERY_US);
    }
  if (!atomic_load (&server_gone))
    jack_deactivate (soak.client);
  printf ("heard %llu %llu %.4f\n", atomic_load (&soak.frames),
          atomic_load (&soak.bad), (double) atomic_load (&soak.peak));
  printf ("stalls %llu %.2f\n", atomic_load (&soak.stalls),
          atomic_load (&soak.worst_ms));
  fflush (stdout);
  _exit (0);
}
