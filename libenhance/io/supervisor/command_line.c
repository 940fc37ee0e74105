/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How settings reach the listening process: as words of its command line when it
   is begun, as lines of the protocol while it runs. */

#include "io/supervisor/supervisor_state.h"

#include "io/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Words of a command line: the fixed ones, two for each parameter. */
#define WORDS_MAX (24u + 2u * ENH__PARAMS_MAX)

/* Bytes of a line that is sent. */
#define LINE_MAX_BYTES (ENH__AUDIOGRAM_BYTES + 64u)

typedef struct word_list {
  char *words[WORDS_MAX + 1u];
  size_t count;
  int failed;
} word_list;

#if defined(__GNUC__)
__attribute__ ((format (printf, 2, 3)))
#endif
static void
add (word_list *list, const char *format, ...)
{
  va_list arguments;
  char *word = NULL;

  va_start (arguments, format);
  const int length = vsnprintf (NULL, 0, format, arguments);
  va_end (arguments);
  if (length >= 0 && list->count < WORDS_MAX)
    word = malloc ((size_t) length + 1u);
  if (!word)
    {
      list->failed = 1;
      return;
    }
  va_start (arguments, format);
  (void) vsnprintf (word, (size_t) length + 1u, format, arguments);
  va_end (arguments);
  list->words[list->count++] = word;
}

/* A number as every locale reads it. */
static const char *
plain (char text[32], double value)
{
  (void) snprintf (text, 32, "%.9g", value);
  for (char *c = text; *c; ++c)
    if (!strchr ("0123456789+-einfa", *c))
      *c = '.';
  return text;
}

static void
add_settings (word_list *list, const enh_supervisor *supervisor)
{
  char number[32];

  for (uint32_t id = 0; id < supervisor->param_count; ++id)
    if (supervisor->chosen[id])
      add (list, "--set=%s=%s", enh_param_describe (id)->name,
           plain (number, (double) supervisor->value[id]));
  if (supervisor->audiogram[0])
    add (list, "--audiogram=%s", supervisor->audiogram);
  if (supervisor->dose_percent > 0.0f)
    add (list, "--dose=%s", plain (number, (double) supervisor->dose_percent));
}

static void
add_all (word_list *list, const enh_supervisor *supervisor)
{
  static const char *const delays[] = { "default", "low", "lowest" };
  const enh__machine *machine = &supervisor->machine;
  const char *input = enh__machine_device (machine, ENH_DIRECTION_INPUT);
  const char *output = enh__machine_device (machine, ENH_DIRECTION_OUTPUT);
  const uint32_t period = enh__machine_period (machine);
  char number[32];

  add (list, "%s", supervisor->program);
  add (list, "live");
  add (list, "--control");
  if (input)
    add (list, "--input=%s", input);
  if (output)
    add (list, "--output=%s", output);
  if (supervisor->sample_rate > 0.0)
    add (list, "--rate=%s", plain (number, supervisor->sample_rate));
  if (period > 0)
    add (list, "--period=%u", (unsigned int) period);
  if (supervisor->inputs > 0)
    add (list, "--inputs=%u", (unsigned int) supervisor->inputs);
  if (supervisor->outputs > 0)
    add (list, "--outputs=%u", (unsigned int) supervisor->outputs);
  add (list, "--delay=%s", delays[supervisor->delay]);
  if (supervisor->client)
    add (list, "--client=%s", supervisor->client);
  if (machine->allow_loudspeaker)
    add (list, "--allow-loudspeaker");
  add_settings (list, supervisor);
}

enh__process_reader *
enh__supervisor_spawn (enh_supervisor *supervisor,
                       void (*heard) (enh__process_reader *reader,
                                      const char *bytes, size_t count),
                       enh_error *error)
{
  word_list *list = calloc (1, sizeof *list);
  enh__process_reader *made = NULL;

  if (list)
    add_all (list, supervisor);
  if (!list || list->failed)
    (void) enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for a process");
  else
    made = enh__process_reader_start ((const char *const *) list->words, heard,
                                      supervisor, error);
  for (size_t i = 0; list && i < list->count; ++i)
    free (list->words[i]);
  free (list);

  /* All of it stands on the command line but this. */
  memset (supervisor->unsent, 0, sizeof supervisor->unsent);
  supervisor->audiogram_unsent = 0;
  supervisor->dose_unsent = 0;
  supervisor->delay_unsent = 0;
  supervisor->tone_unsent = 0;
  supervisor->mute_unsent = supervisor->muted;
  return made;
}

/* Not 0: sent, or nobody listens any more; 0: later. */
#if defined(__GNUC__)
__attribute__ ((format (printf, 2, 3)))
#endif
static int
send_line (enh__process *process, const char *format, ...)
{
  char line[LINE_MAX_BYTES];
  va_list arguments;

  va_start (arguments, format);
  const int length = vsnprintf (line, sizeof line, format, arguments);
  va_end (arguments);
  return length <= 0 || (size_t) length >= sizeof line
         || enh__process_write (process, line, (size_t) length) != 0;
}

void
enh__supervisor_send (enh_supervisor *supervisor)
{
  enh__process *process;
  char number[32];

  if (!supervisor->child)
    return;
  process = supervisor->child->process;
  /* Silence first; and one that was muted when it was asked to end is not heard
     in its last moment. */
  if (supervisor->mute_unsent
      && (supervisor->muted || supervisor->machine.child == ENH__MACHINE_OPENING
          || supervisor->machine.child == ENH__MACHINE_RUNNING)
      && send_line (process, "mute %s\n", supervisor->muted ? "on" : "off"))
    supervisor->mute_unsent = 0;
  for (uint32_t id = 0; id < supervisor->param_count; ++id)
    if (supervisor->unsent[id])
      {
        if (!send_line (process, "set %s %s\n", enh_param_describe (id)->name,
                        plain (number, (double) supervisor->value[id])))
          return;
        supervisor->unsent[id] = 0;
      }
  if (supervisor->audiogram_unsent
      && send_line (process, "audiogram %s\n", supervisor->audiogram))
    supervisor->audiogram_unsent = 0;
  if (supervisor->dose_unsent
      && send_line (process, "dose %s\n",
                    plain (number, (double) supervisor->dose_percent)))
    supervisor->dose_unsent = 0;
  if (supervisor->delay_unsent && send_line (process, "measure-delay\n"))
    supervisor->delay_unsent = 0;
  if (supervisor->tone_unsent
      && send_line (process, "tone %s\n",
                    supervisor->tone_unsent > 1 ? "right" : "left"))
    supervisor->tone_unsent = 0;
}
