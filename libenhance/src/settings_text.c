/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The text of a preset, written and read as GLib's key files are. */

#include <enhance/settings.h>

#include "base/number_text.h"
#include "base/param.h"
#include "base/printable.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Room for the points of one ear as a text of enh_audiogram_parse, bytes. */
#define POINTS_BYTES 1024u
#define POINTS_MOST 32u

enum { GROUP_NONE, GROUP_PRESET, GROUP_PARAMETERS, GROUP_LEFT, GROUP_RIGHT };

static const char *const group_name[]
  = { NULL, "Preset", "Parameters", "Audiogram Left", "Audiogram Right" };

/* Writing. */

typedef struct writer {
  char *text;
  size_t room;
  size_t length; /* of all, whether there is room or not */
} writer;

static void
put (writer *to, const char *text)
{
  for (; *text; ++text, ++to->length)
    if (to->text && to->length + 1 < to->room)
      to->text[to->length] = *text;
}

static void
put_pair (writer *to, const char *key, const char *value)
{
  put (to, key);
  put (to, "=");
  put (to, value);
  put (to, "\n");
}

static void
put_group (writer *to, int group)
{
  put (to, to->length ? "\n[" : "[");
  put (to, group_name[group]);
  put (to, "]\n");
}

/* White space at the beginning, and what would end the line, by a backslash. */
static void
put_name (writer *to, const char *name)
{
  int first = 1;

  put (to, "name=");
  for (; *name; ++name)
    {
      const char one[2] = { *name, '\0' };
      const char *text = one;
      switch (*name)
        {
        case '\\':
          text = "\\\\";
          break;
        case '\n':
          text = "\\n";
          break;
        case '\r':
          text = "\\r";
          break;
        case '\t':
          text = first ? "\\t" : one;
          break;
        case ' ':
          text = first ? "\\s" : one;
          break;
        default:
          break;
        }
      first = first && (*name == ' ' || *name == '\t');
      put (to, text);
    }
  put (to, "\n");
}

static void
put_ear (writer *to, const enh_audiogram *audiogram, uint32_t ear)
{
  char hz[ENH__NUMBER_BYTES], db_hl[ENH__NUMBER_BYTES];

  put_group (to, ear ? GROUP_RIGHT : GROUP_LEFT);
  for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
    {
      /* An audiogram has no exponents; 0.001 dB is far below what can be
         measured. */
      const float rounded
        = roundf (1000.0f * audiogram->threshold_db_hl[ear][i]) / 1000.0f;
      enh__number_write (enh_audiogram_frequency (i), hz);
      enh__number_write (rounded, db_hl);
      put_pair (to, hz, db_hl);
    }
}

size_t
enh_chain_save (const enh_chain *chain, const char *name, char *text,
                size_t room)
{
  writer to = { text, room, 0 };
  char value[ENH__NUMBER_BYTES];
  enh_audiogram audiogram;

  if (text && room)
    text[0] = '\0';
  if (!chain)
    return 0;
  put_group (&to, GROUP_PRESET);
  put_name (&to, name ? name : "");
  put_group (&to, GROUP_PARAMETERS);
  for (enh_param id = 0; id < PARAM_COUNT; ++id)
    {
      enh__number_write (enh_chain_get (chain, id), value);
      put_pair (&to, enh_param_describe (id)->name, value);
    }
  if (!enh_chain_get_audiogram (chain, &audiogram))
    for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
      put_ear (&to, &audiogram, ear);
  if (text && room)
    text[to.length < room ? to.length : room - 1] = '\0';
  return to.length;
}

/* Reading. */

/* A part of a line. */
typedef struct piece {
  const char *at;
  size_t length;
} piece;

typedef struct reader {
  enh_error *error;
  unsigned int line; /* from 1; 0: the whole text */
  int group;
  int groups; /* seen */
  int given[PARAM_COUNT];
  float value[PARAM_COUNT];
  uint32_t points[ENH_EARS];
  piece hz[ENH_EARS][POINTS_MOST];
  piece db_hl[ENH_EARS][POINTS_MOST];
} reader;

#if defined(__GNUC__)
__attribute__ ((format (printf, 3, 4)))
#endif
static enh_status
refuse (const reader *from, enh_status status, const char *format, ...)
{
  va_list arguments;
  int used = 0;

  if (!from->error)
    return status;
  char *text = from->error->text;
  const size_t room = sizeof from->error->text;
  if (from->line)
    used = snprintf (text, room, "line %u: ", from->line);
  va_start (arguments, format);
  vsnprintf (text + used, room - (size_t) used, format, arguments);
  va_end (arguments);
  enh__printable (text, '?');
  return status;
}

static int
is_blank (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static piece
strip (const char *begin, const char *end)
{
  while (begin < end && is_blank (*begin))
    ++begin;
  while (end > begin && is_blank (end[-1]))
    --end;
  return (piece){ begin, (size_t) (end - begin) };
}

static int
equals (piece text, const char *wanted)
{
  return text.length == strlen (wanted)
         && !memcmp (text.at, wanted, text.length);
}

/* For a message. */
static int
shown (piece text)
{
  return (int) (text.length < 60 ? text.length : 60);
}

static enh_param
find_parameter (piece key)
{
  for (enh_param id = 0; id < PARAM_COUNT; ++id)
    if (equals (key, enh_param_describe (id)->name))
      return id;
  return ENH_PARAM_NONE;
}

static enh_status
read_parameter (reader *from, piece key, piece text)
{
  char low[ENH__NUMBER_BYTES], high[ENH__NUMBER_BYTES];
  const enh_param id = find_parameter (key);
  const enh_param_info *info = enh_param_describe (id);
  double value = 0.0;

  if (!info)
    return refuse (from, ENH_ERR_PARAM, "unknown parameter '%.*s'", shown (key),
                   key.at);
  enh__number_write (info->minimum, low);
  enh__number_write (info->maximum, high);
  const int number = enh__number_read (text.at, text.length, &value);
  if (!number || value < (double) info->minimum
      || value > (double) info->maximum
      || (info->is_switch && value != 0.0 && value != 1.0))
    return refuse (
      from, ENH_ERR_RANGE, "%s=%.*s: %s; give %s %s %s%s%s", info->name,
      shown (text), text.at, number ? "out of range" : "not a number", low,
      info->is_switch ? "or" : "to", high, *info->unit ? " " : "", info->unit);
  from->given[id] = 1;
  from->value[id] = (float) value;
  return ENH_OK;
}

/* In rising order, as an audiogram wants them; of two that are the same text the
   later one counts. */
static enh_status
read_point (reader *from, piece key, piece text)
{
  const uint32_t ear = from->group == GROUP_RIGHT;
  piece *hz = from->hz[ear], *db_hl = from->db_hl[ear];
  uint32_t i = from->points[ear];
  double f = 0.0, before = 0.0;

  if (!enh__number_read (key.at, key.length, &f)
      || !enh__number_read (text.at, text.length, &before))
    return refuse (from, ENH_ERR_AUDIOGRAM,
                   "'%.*s' is no threshold; write lines such as 1000=35",
                   shown (key), key.at);
  for (uint32_t same = 0; same < i; ++same)
    if (hz[same].length == key.length
        && !memcmp (hz[same].at, key.at, key.length))
      {
        db_hl[same] = text;
        return ENH_OK;
      }
  if (i == POINTS_MOST)
    return refuse (from, ENH_ERR_AUDIOGRAM, "more than %u points", POINTS_MOST);
  for (; i > 0; --i)
    {
      enh__number_read (hz[i - 1].at, hz[i - 1].length, &before);
      if (before <= f)
        break;
      hz[i] = hz[i - 1];
      db_hl[i] = db_hl[i - 1];
    }
  hz[i] = key;
  db_hl[i] = text;
  ++from->points[ear];
  return ENH_OK;
}

/* A setting in the wrong group would be left out without a word. */
static enh_status
read_pair (reader *from, piece key, piece value)
{
  switch (from->group)
    {
    case GROUP_PRESET:
      if (enh_param_describe (find_parameter (key)))
        return refuse (from, ENH_ERR_FORMAT, "%.*s belongs into [%s]",
                       shown (key), key.at, group_name[GROUP_PARAMETERS]);
      if (!equals (key, "name"))
        return refuse (from, ENH_ERR_FORMAT, "[%s] has 'name' alone",
                       group_name[GROUP_PRESET]);
      return ENH_OK;
    case GROUP_PARAMETERS:
      return read_parameter (from, key, value);
    case GROUP_LEFT:
    case GROUP_RIGHT:
      return read_point (from, key, value);
    default:
      return refuse (from, ENH_ERR_FORMAT,
                     "'%.*s' stands before any group; begin with [%s]",
                     shown (key), key.at, group_name[GROUP_PARAMETERS]);
    }
}

static enh_status
read_line (reader *from, piece line)
{
  const char *const end = line.at + line.length;
  const char *equal;

  if (!line.length || line.at[0] == '#')
    return ENH_OK;
  if (line.at[0] == '[' && end[-1] == ']')
    {
      const piece name = { line.at + 1, line.length - 2 };
      for (int g = GROUP_PRESET; g <= GROUP_RIGHT; ++g)
        if (equals (name, group_name[g]))
          {
            from->group = g;
            from->groups |= 1 << g;
            return ENH_OK;
          }
      return refuse (from, ENH_ERR_FORMAT,
                     "unknown group [%.*s]; there are [%s], [%s], [%s] and "
                     "[%s]",
                     shown (name), name.at, group_name[1], group_name[2],
                     group_name[3], group_name[4]);
    }
  equal = memchr (line.at, '=', line.length);
  if (!equal || equal == line.at)
    return refuse (from, ENH_ERR_FORMAT,
                   "'%.*s' is neither [group] nor key=value", shown (line),
                   line.at);
  return read_pair (from, strip (line.at, equal), strip (equal + 1, end));
}

static enh_status
read_text (reader *from, const char *text)
{
  static const char byte_order_mark[] = "\xef\xbb\xbf";
  enh_status status = ENH_OK;

  if (!strncmp (text, byte_order_mark, strlen (byte_order_mark)))
    text += strlen (byte_order_mark);
  while (*text && !status)
    {
      const size_t length = strcspn (text, "\n");
      ++from->line;
      status = read_line (from, strip (text, text + length));
      text += length + (text[length] == '\n');
    }
  if (status)
    return status;
  from->line = 0;
  for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
    if (from->groups & (1 << (GROUP_LEFT + (int) ear)) && !from->points[ear])
      return refuse (from, ENH_ERR_AUDIOGRAM,
                     "[%s] is empty; add lines such as 1000=35",
                     group_name[GROUP_LEFT + (int) ear]);
  return from->groups ? ENH_OK
                      : refuse (from, ENH_ERR_FORMAT,
                                "it is empty; settings have [%s], [%s] or [%s]",
                                group_name[1], group_name[2], group_name[3]);
}

/* By the one reader of audiograms. */
static enh_status
read_ear (const reader *from, uint32_t ear, enh_audiogram *both)
{
  char spec[POINTS_BYTES];
  size_t used = 0;
  enh_error why;

  for (uint32_t i = 0; i < from->points[ear]; ++i)
    {
      const piece hz = from->hz[ear][i], db_hl = from->db_hl[ear][i];
      if (used + hz.length + db_hl.length + 3 > sizeof spec)
        return refuse (from, ENH_ERR_AUDIOGRAM, "[%s] is too long",
                       group_name[GROUP_LEFT + (int) ear]);
      used += (size_t) snprintf (spec + used, sizeof spec - used, "%s%.*s=%.*s",
                                 i ? "," : "", (int) hz.length, hz.at,
                                 (int) db_hl.length, db_hl.at);
    }
  const enh_status status = enh_audiogram_parse (spec, both, &why);
  if (status)
    refuse (from, status, "[%s]: %.400s", group_name[GROUP_LEFT + (int) ear],
            why.text);
  return status;
}

/* One ear's is for both. */
static enh_status
read_audiogram (const reader *from, enh_audiogram *audiogram)
{
  enh_audiogram read[ENH_EARS];
  const uint32_t left = !from->points[0];
  const uint32_t right = from->points[1] > 0;
  enh_status status = ENH_OK;

  for (uint32_t ear = 0; ear < ENH_EARS && !status; ++ear)
    if (from->points[ear])
      status = read_ear (from, ear, &read[ear]);
  if (!status)
    {
      *audiogram = read[left];
      memcpy (audiogram->threshold_db_hl[1], read[right].threshold_db_hl[1],
              sizeof audiogram->threshold_db_hl[1]);
    }
  return status;
}

/* All or none: a chain for a loudspeaker refuses what another takes. */
static enh_status
set_all (const reader *from, enh_chain *chain)
{
  float before[PARAM_COUNT];
  enh_status status = ENH_OK;

  for (enh_param id = 0; id < PARAM_COUNT; ++id)
    before[id] = enh_chain_get (chain, id);
  for (enh_param id = 0; id < PARAM_COUNT && !status; ++id)
    if (from->given[id])
      {
        status = enh_chain_set (chain, id, from->value[id]);
        if (status)
          refuse (from, status, "this chain cannot have %s so",
                  enh_param_describe (id)->name);
      }
  for (enh_param id = 0; id < PARAM_COUNT && status; ++id)
    if (from->given[id] && enh_chain_set (chain, id, before[id]))
      break;
  return status;
}

enh_status
enh_chain_load (enh_chain *chain, const char *text, enh_error *error)
{
  reader from = { 0 };
  enh_audiogram audiogram;
  const int ears = 1 << GROUP_LEFT | 1 << GROUP_RIGHT;
  enh_status status;

  if (error)
    error->text[0] = '\0';
  if (!chain || !text)
    return ENH_ERR_NULL;
  from.error = error;
  status = read_text (&from, text);
  if (!status && from.groups & ears)
    status = read_audiogram (&from, &audiogram);
  if (!status)
    status = set_all (&from, chain);
  /* Its thresholds were looked at. */
  if (!status && from.groups & ears)
    status = enh_chain_set_audiogram (chain, &audiogram);
  return status;
}
