/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A small JACK client for the rig.

     jack_player [--freewheel] [--lead FRAMES] [--tail FRAMES]
                 IN OUT TO[,TO] FROM[,FROM]
         Plays IN into the ports TO and records the ports FROM in the same
         cycles: sample I of OUT is what FROM gave when sample I was sent.
         Zeros before (lead) and after (tail). Whatever else was connected to
         these ports is disconnected. Channel N of IN goes to the Nth TO.
     jack_player --through NAME
         A client NAME with ports `in` and `out` that hands on what it gets,
         until it is told to end.
     jack_player --wait PORT SECONDS
         Ends with 0 once the port exists.

   In freewheel mode JACK runs as fast as the machine can and loses nothing. */

#include <enhance/file.h>

#include <jack/jack.h>

#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CHANNELS = 2, MOST_SECONDS = 50 };

typedef struct side {
  uint32_t channels;
  char *ports[MOST_CHANNELS]; /* of the other client */
  jack_port_t *own[MOST_CHANNELS];
  float *samples[MOST_CHANNELS]; /* `total` each */
} side;

typedef struct player {
  jack_client_t *client;
  side play;
  side record;
  uint32_t lead;  /* frames */
  uint32_t tail;  /* frames */
  uint32_t total; /* frames */
  double rate;    /* Hz */
  uint32_t at;    /* next frame; the process thread's */
  int freewheel;
  atomic_int go;   /* connected: begin */
  atomic_int free; /* freewheel mode is on */
  atomic_int over;
} player;

static void
die (const char *what, const char *which)
{
  fprintf (stderr, "jack_player: %s%s%s\n", what, which ? ": " : "",
           which ? which : "");
  exit (1);
}

static void
be_silent (const char *message)
{
  (void) message;
}

static jack_client_t *
open_client (const char *name)
{
  jack_set_error_function (be_silent);
  jack_set_info_function (be_silent);
  jack_client_t *client = jack_client_open (name, JackNoStartServer, NULL);
  if (!client)
    die ("no JACK server", getenv ("JACK_DEFAULT_SERVER"));
  return client;
}

static void
sleep_ms (long ms)
{
  const struct timespec pause = { ms / 1000, ms % 1000 * 1000000 };
  (void) nanosleep (&pause, NULL);
}

static int
process (jack_nframes_t frames, void *data)
{
  player *p = data;
  const int runs = atomic_load (&p->go) && !atomic_load (&p->over)
                   && (!p->freewheel || atomic_load (&p->free));
  const uint32_t left = p->total - p->at;
  const uint32_t now = !runs ? 0 : frames < left ? frames : left;

  for (uint32_t c = 0; c < p->play.channels; ++c)
    {
      float *to = jack_port_get_buffer (p->play.own[c], frames);
      memset (to, 0, frames * sizeof *to);
      memcpy (to, p->play.samples[c] + p->at, now * sizeof *to);
    }
  for (uint32_t c = 0; c < p->record.channels; ++c)
    memcpy (p->record.samples[c] + p->at,
            jack_port_get_buffer (p->record.own[c], frames),
            now * sizeof (float));
  p->at += now;
  if (p->at == p->total)
    atomic_store (&p->over, 1);
  return 0;
}

static void
freewheel_changed (int starting, void *data)
{
  player *p = data;
  atomic_store (&p->free, starting);
}

static void
split_ports (side *s, char *list)
{
  for (char *name = strtok (list, ","); name; name = strtok (NULL, ","))
    {
      if (s->channels == MOST_CHANNELS)
        die ("too many ports", name);
      s->ports[s->channels++] = name;
    }
}

static float *
zeros (uint32_t frames)
{
  float *samples = calloc (frames, sizeof *samples);

  if (!samples)
    die ("no memory", NULL);
  return samples;
}

static void
load (player *p, const char *path)
{
  enh_error error;
  enh_file *file = NULL;
  uint32_t got = 0;
  float *room[MOST_CHANNELS];

  if (enh_file_open (&file, path, &error) != ENH_OK)
    die (error.text, NULL);
  const enh_file_info *info = enh_file_describe (file);
  if (info->channels != p->play.channels)
    die ("not as many channels as ports", path);
  if (info->frames < 0 || info->frames > (int64_t) 1 << 24)
    die ("too long", path);
  const uint32_t frames = (uint32_t) info->frames;
  p->rate = info->sample_rate;
  p->total = p->lead + frames + p->tail;
  for (uint32_t c = 0; c < p->play.channels; ++c)
    {
      p->play.samples[c] = zeros (p->total);
      room[c] = p->play.samples[c] + p->lead;
    }
  for (uint32_t c = 0; c < p->record.channels; ++c)
    p->record.samples[c] = zeros (p->total);
  if (enh_file_read (file, room, frames, &got, &error) != ENH_OK
      || got != frames)
    die (error.text, path);
  enh_file_close (file);
}

static void
save (const player *p, const char *path)
{
  const enh_file_info info = { p->rate, p->record.channels, 0, 0 };
  enh_error error;
  enh_file *file = NULL;

  if (enh_file_create (&file, path, &info, ENH_FILE_FLOAT, &error) != ENH_OK
      || enh_file_write (file, (const float *const *) p->record.samples,
                         p->total, &error)
           != ENH_OK
      || enh_file_commit (file, &error) != ENH_OK)
    die (error.text, NULL);
  enh_file_close (file);
}

static void
connect_alone (player *p, side *s, int to_them)
{
  for (uint32_t c = 0; c < s->channels; ++c)
    {
      jack_port_t *port = jack_port_by_name (p->client, s->ports[c]);
      if (!port)
        die ("no such port", s->ports[c]);

      const char **others = jack_port_get_all_connections (p->client, port);
      for (size_t i = 0; others && others[i]; ++i)
        (void) (to_them ? jack_disconnect (p->client, others[i], s->ports[c])
                        : jack_disconnect (p->client, s->ports[c], others[i]));
      jack_free (others);

      /* A client that has its ports may not be active yet. */
      const char *own = jack_port_name (s->own[c]);
      int refused = 1;
      for (int i = 0; i < 100 && refused; ++i)
        {
          refused = to_them ? jack_connect (p->client, own, s->ports[c])
                            : jack_connect (p->client, s->ports[c], own);
          if (refused)
            sleep_ms (20);
        }
      if (refused)
        die ("could not connect", s->ports[c]);
    }
}

static void
register_ports (player *p, side *s, const char *name, unsigned long flags)
{
  for (uint32_t c = 0; c < s->channels; ++c)
    {
      char port[32];
      (void) snprintf (port, sizeof port, "%s_%u", name, (unsigned int) c);
      s->own[c] = jack_port_register (p->client, port, JACK_DEFAULT_AUDIO_TYPE,
                                      flags, 0);
      if (!s->own[c])
        die ("no port could be made", port);
    }
}

static int
run_player (player *p, const char *in, const char *out)
{
  p->client = open_client ("rig-player");
  load (p, in);
  if (jack_get_sample_rate (p->client) != (jack_nframes_t) p->rate)
    die ("the server has another sample rate than", in);
  register_ports (p, &p->play, "play", JackPortIsOutput);
  register_ports (p, &p->record, "record", JackPortIsInput);
  (void) jack_set_process_callback (p->client, process, p);
  (void) jack_set_freewheel_callback (p->client, freewheel_changed, p);
  if (jack_activate (p->client) != 0)
    die ("the client could not be activated", NULL);
  connect_alone (p, &p->play, 1);
  connect_alone (p, &p->record, 0);
  /* Connections take effect a cycle or two later. */
  sleep_ms (50);
  atomic_store (&p->go, 1);
  if (p->freewheel && jack_set_freewheel (p->client, 1) != 0)
    die ("no freewheel mode", NULL);
  for (int ms = 0; ms < MOST_SECONDS * 1000 && !atomic_load (&p->over); ++ms)
    sleep_ms (1);
  if (p->freewheel)
    (void) jack_set_freewheel (p->client, 0);
  (void) jack_client_close (p->client);
  if (!atomic_load (&p->over))
    die ("the server does not run", NULL);
  save (p, out);
  return 0;
}

static int
pass_on (jack_nframes_t frames, void *data)
{
  jack_port_t **ports = data;

  memcpy (jack_port_get_buffer (ports[1], frames),
          jack_port_get_buffer (ports[0], frames), frames * sizeof (float));
  return 0;
}

static int
run_through (const char *name)
{
  jack_port_t *ports[2];
  sigset_t ends;
  int which;

  (void) sigemptyset (&ends);
  (void) sigaddset (&ends, SIGTERM);
  (void) sigaddset (&ends, SIGINT);
  (void) sigprocmask (SIG_BLOCK, &ends, NULL);

  jack_client_t *client = open_client (name);
  ports[0] = jack_port_register (client, "in", JACK_DEFAULT_AUDIO_TYPE,
                                 JackPortIsInput, 0);
  ports[1] = jack_port_register (client, "out", JACK_DEFAULT_AUDIO_TYPE,
                                 JackPortIsOutput, 0);
  if (!ports[0] || !ports[1])
    die ("no port could be made", name);
  (void) jack_set_process_callback (client, pass_on, ports);
  if (jack_activate (client) != 0)
    die ("the client could not be activated", name);
  (void) sigwait (&ends, &which);
  (void) jack_client_close (client);
  return 0;
}

static int
run_wait (const char *port, double seconds)
{
  jack_client_t *client = open_client ("rig-wait");
  int found = 0;

  for (double past = 0.0; past < seconds && !found; past += 0.02)
    {
      found = jack_port_by_name (client, port) != NULL;
      if (!found)
        sleep_ms (20);
    }
  (void) jack_client_close (client);
  if (!found)
    die ("no such port in time", port);
  return 0;
}

static uint32_t
frames_of (const char *text)
{
  char *end;
  const unsigned long value = strtoul (text, &end, 10);

  if (*text == '\0' || *end != '\0' || value > 1ul << 24)
    die ("no number of frames", text);
  return (uint32_t) value;
}

int
main (int argc, char **argv)
{
  static player p;
  int i = 1;

  if (argc == 3 && strcmp (argv[1], "--through") == 0)
    return run_through (argv[2]);
  if (argc == 4 && strcmp (argv[1], "--wait") == 0)
    return run_wait (argv[2], strtod (argv[3], NULL));
  for (; i < argc && strncmp (argv[i], "--", 2) == 0; ++i)
    if (strcmp (argv[i], "--freewheel") == 0)
      p.freewheel = 1;
    else if (strcmp (argv[i], "--lead") == 0 && i + 1 < argc)
      p.lead = frames_of (argv[++i]);
    else if (strcmp (argv[i], "--tail") == 0 && i + 1 < argc)
      p.tail = frames_of (argv[++i]);
    else
      die ("no such option", argv[i]);
  if (argc - i != 4)
    {
      fprintf (stderr, "usage: jack_player [--freewheel] [--lead FRAMES] "
                       "[--tail FRAMES] IN OUT TO[,TO] FROM[,FROM]\n");
      return 2;
    }
  split_ports (&p.play, argv[i + 2]);
  split_ports (&p.record, argv[i + 3]);
  if (p.play.channels == 0 || p.record.channels == 0)
    die ("no ports", NULL);
  return run_player (&p, argv[i], argv[i + 1]);
}
