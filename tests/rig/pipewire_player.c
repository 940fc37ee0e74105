/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A small node of PipeWire's for the rig.

     pipewire_player [--lead FRAMES] [--tail FRAMES] IN OUT
         A node `rig-player` with a port play_N for each channel of IN, and two
         ports hear_0, hear_1. Says "ready"; whoever runs it makes the links, and
         then sends a line. From then on IN is played and both ears are recorded,
         in the same cycles: frame I of OUT was heard when frame I was sent.
         Zeros before (lead) and after (tail). Ends by itself; 1: it took longer
         than 50 s. */

#include <enhance/file.h>

#include <pipewire/filter.h>
#include <pipewire/pipewire.h>

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CHANNELS = 2, MOST_SECONDS = 50 };

typedef struct player {
  struct pw_filter *filter;
  void *play_port[CHANNELS];
  void *hear_port[CHANNELS];
  uint32_t channels;       /* played */
  float *played[CHANNELS]; /* `total` frames each */
  float *heard[CHANNELS];  /* same */
  uint32_t total;          /* frames */
  uint32_t at;             /* the next one; the audio thread's */
  atomic_int go;
  atomic_int over;
} player;

static void
die (const char *text)
{
  fprintf (stderr, "pipewire_player: %s\n", text);
  exit (1);
}

static void
on_process (void *data, struct spa_io_position *position)
{
  player *p = data;
  const uint32_t frames = (uint32_t) position->clock.duration;
  const int going = atomic_load (&p->go) && !atomic_load (&p->over);
  const uint32_t left = going ? p->total - p->at : 0u;
  const uint32_t some = frames < left ? frames : left;

  for (uint32_t c = 0; c < p->channels; ++c)
    {
      float *to = pw_filter_get_dsp_buffer (p->play_port[c], frames);

      if (!to)
        continue;
      memset (to, 0, frames * sizeof *to);
      if (some > 0)
        memcpy (to, p->played[c] + p->at, some * sizeof *to);
    }
  for (uint32_t c = 0; c < CHANNELS; ++c)
    {
      const float *from = pw_filter_get_dsp_buffer (p->hear_port[c], frames);

      if (from && some > 0)
        memcpy (p->heard[c] + p->at, from, some * sizeof *from);
    }
  p->at += some;
  if (going && p->at == p->total)
    atomic_store (&p->over, 1);
}

static const struct pw_filter_events events
  = { PW_VERSION_FILTER_EVENTS, .process = on_process };

static double
load (player *p, const char *path, uint32_t lead, uint32_t tail)
{
  enh_error error;
  enh_file *file = NULL;
  float *to[CHANNELS];
  uint32_t got = 0;

  if (enh_file_open (&file, path, &error) != ENH_OK)
    die (error.text);
  const enh_file_info info = *enh_file_describe (file);
  if (info.channels > CHANNELS || info.frames < 0)
    die ("too many channels, or no length");
  p->channels = info.channels;
  p->total = lead + (uint32_t) info.frames + tail;
  for (uint32_t c = 0; c < CHANNELS; ++c)
    {
      p->played[c] = calloc (p->total, sizeof (float));
      p->heard[c] = calloc (p->total, sizeof (float));
      if (!p->played[c] || !p->heard[c])
        die ("no memory");
      to[c] = p->played[c] + lead;
    }
  if (enh_file_read (file, to, (uint32_t) info.frames, &got, &error) != ENH_OK)
    die (error.text);
  enh_file_close (file);
  return info.sample_rate;
}

static void
save (const player *p, const char *path, double rate)
{
  const enh_file_info info = { rate, CHANNELS, 0, 0 };
  const float *const from[] = { p->heard[0], p->heard[1] };
  enh_error error;
  enh_file *file = NULL;

  if (enh_file_create (&file, path, &info, ENH_FILE_FLOAT, &error) != ENH_OK
      || enh_file_write (file, from, p->total, &error) != ENH_OK
      || enh_file_commit (file, &error) != ENH_OK)
    die (error.text);
  enh_file_close (file);
}

static void *
add_port (struct pw_filter *filter, enum pw_direction direction,
          const char *stem, uint32_t number)
{
  char name[16];

  (void) snprintf (name, sizeof name, "%s_%u", stem, (unsigned int) number);
  return pw_filter_add_port (
    filter, direction, PW_FILTER_PORT_FLAG_MAP_BUFFERS, 1,
    pw_properties_new (PW_KEY_FORMAT_DSP, "32 bit float mono audio",
                       PW_KEY_PORT_NAME, name, NULL),
    NULL, 0);
}

int
main (int argc, char **argv)
{
  static player p;
  uint32_t lead = 0, tail = 0;
  char line[16];

  for (; argc > 3; argc -= 2, argv += 2)
    if (strcmp (argv[1], "--lead") == 0)
      lead = (uint32_t) strtoul (argv[2], NULL, 10);
    else if (strcmp (argv[1], "--tail") == 0)
      tail = (uint32_t) strtoul (argv[2], NULL, 10);
    else
      die ("usage: pipewire_player [--lead FRAMES] [--tail FRAMES] IN OUT");
  if (argc != 3)
    die ("IN and OUT are needed");
  const double rate = load (&p, argv[1], lead, tail);

  pw_init (NULL, NULL);
  struct pw_thread_loop *loop = pw_thread_loop_new ("rig-player", NULL);
  struct pw_properties *props = pw_properties_new (
    PW_KEY_NODE_NAME, "rig-player", PW_KEY_MEDIA_TYPE, "Audio",
    PW_KEY_NODE_AUTOCONNECT, "false", PW_KEY_NODE_ALWAYS_PROCESS, "true", NULL);
  p.filter = loop ? pw_filter_new_simple (pw_thread_loop_get_loop (loop),
                                          "rig-player", props, &events, &p)
                  : NULL;
  if (!p.filter)
    die ("no PipeWire");
  for (uint32_t c = 0; c < p.channels; ++c)
    p.play_port[c] = add_port (p.filter, PW_DIRECTION_OUTPUT, "play", c);
  for (uint32_t c = 0; c < CHANNELS; ++c)
    p.hear_port[c] = add_port (p.filter, PW_DIRECTION_INPUT, "hear", c);
  if (pw_filter_connect (p.filter, PW_FILTER_FLAG_RT_PROCESS, NULL, 0) < 0
      || pw_thread_loop_start (loop) < 0)
    die ("the node cannot be connected");

  puts ("ready");
  fflush (stdout);
  if (!fgets (line, sizeof line, stdin))
    die ("nobody says that it may begin");
  atomic_store (&p.go, 1);
  for (int tenths = 0; !atomic_load (&p.over); ++tenths)
    {
      const struct timespec tenth = { 0, 100000000 };

      if (tenths > 10 * MOST_SECONDS)
        die ("the graph stands still");
      nanosleep (&tenth, NULL);
    }
  pw_thread_loop_stop (loop);
  pw_filter_destroy (p.filter);
  pw_thread_loop_destroy (loop);
  save (&p, argv[2], rate);
  for (uint32_t c = 0; c < CHANNELS; ++c)
    {
      free (p.played[c]);
      free (p.heard[c]);
    }
  return 0;
}
