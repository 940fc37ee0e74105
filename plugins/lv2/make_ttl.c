/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Writes what hosts read of the plugin, from the table of parameters. Runs while
   the plugin is built.

     make_ttl manifest | listener | presets   to standard output */

#include "ports.h"

#include <enhance/hearing.h>

#include <stdio.h>
#include <string.h>

static const char license[] = "https://spdx.org/licenses/MIT";

static const char prefixes[]
  = "# SPDX-FileCopyrightText: 2026 The libenhance authors\n"
    "# SPDX-License-Identifier: MIT\n\n"
    "@prefix atom: <http://lv2plug.in/ns/ext/atom#> .\n"
    "@prefix doap: <http://usefulinc.com/ns/doap#> .\n"
    "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n"
    "@prefix pg: <http://lv2plug.in/ns/ext/port-groups#> .\n"
    "@prefix pprops: <http://lv2plug.in/ns/ext/port-props#> .\n"
    "@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix state: <http://lv2plug.in/ns/ext/state#> .\n"
    "@prefix units: <http://lv2plug.in/ns/extensions/units#> .\n"
    "@prefix urid: <http://lv2plug.in/ns/ext/urid#> .\n"
    "@prefix work: <http://lv2plug.in/ns/ext/worker#> .\n\n";

static const char *const side[2] = { "left", "right" };

/* "noise_reduction" as "Noise reduction". */
static void
put_label (const char *name)
{
  char label[64];

  snprintf (label, sizeof label, "%s", name);
  if (label[0] >= 'a' && label[0] <= 'z')
    label[0] = (char) (label[0] - 'a' + 'A');
  for (char *p = label; *p; ++p)
    if (*p == '_')
      *p = ' ';
  printf ("\t\tlv2:name \"%s\" ;\n", label);
}

static void
put_unit (const char *unit)
{
  if (!strcmp (unit, "dB"))
    puts ("\t\tunits:unit units:db ;");
  else if (!strcmp (unit, "%"))
    puts ("\t\tunits:unit units:pc ;");
  else if (!strcmp (unit, "ms"))
    puts ("\t\tunits:unit units:ms ;");
  else if (*unit)
    printf ("\t\tunits:unit [\n\t\t\ta units:Unit ;\n"
            "\t\t\trdfs:label \"%s\" ;\n\t\t\tunits:symbol \"%s\" ;\n"
            "\t\t\tunits:render \"%%f %s\"\n\t\t] ;\n",
            unit, unit, unit);
}

static void
begin_port (const char *direction, const char *kind, uint32_t index)
{
  printf ("%s[\n\t\ta lv2:%sPort , lv2:%sPort ;\n\t\tlv2:index %u ;\n"
          "\t\tlv2:portProperty lv2:connectionOptional ;\n",
          index ? " , " : "\tlv2:port ", direction, kind, (unsigned) index);
}

static void
put_audio (const char *direction, const char *symbol, uint32_t channels,
           uint32_t *index)
{
  for (uint32_t c = 0; c < channels; ++c)
    {
      begin_port (direction, "Audio", (*index)++);
      if (channels == 1)
        {
          printf ("\t\tlv2:symbol \"%s\" ;\n", symbol);
          put_label (direction);
        }
      else
        {
          printf ("\t\tlv2:symbol \"%s_%s\" ;\n\t\tlv2:designation pg:%s ;\n",
                  symbol, side[c], side[c]);
          printf ("\t\tlv2:name \"%s %s\" ;\n", direction, side[c]);
        }
      printf ("\t]");
    }
}

static void
put_latency (uint32_t *index)
{
  begin_port ("Output", "Control", (*index)++);
  printf ("\t\tlv2:portProperty lv2:reportsLatency , lv2:integer ,\n"
          "\t\t\tpprops:notOnGUI ;\n"
          "\t\tlv2:designation lv2:latency ;\n\t\tlv2:symbol \"latency\" ;\n"
          "\t\tlv2:name \"Latency\" ;\n\t\tlv2:minimum 0 ;\n"
          "\t\tlv2:maximum 1000 ;\n\t\tunits:unit units:frame\n\t]");
}

static void
put_thresholds (uint32_t ears, uint32_t *index)
{
  begin_port ("Input", "Control", (*index)++);
  printf ("\t\tlv2:portProperty lv2:toggled ;\n"
          "\t\tlv2:symbol \"use_audiogram\" ;\n"
          "\t\tlv2:name \"Use audiogram\" ;\n"
          "\t\trdfs:comment \"Fit to the thresholds below; off: to the state's "
          "audiogram, if there is one\" ;\n"
          "\t\tlv2:default 0 ;\n\t\tlv2:minimum 0 ;\n\t\tlv2:maximum 1\n\t]");
  for (uint32_t e = 0; e < ears; ++e)
    for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
      {
        const int hz = (int) enh_audiogram_frequency (p);
        begin_port ("Input", "Control", (*index)++);
        printf ("\t\tlv2:symbol \"%s_%d\" ;\n"
                "\t\tlv2:name \"%s %d Hz\" ;\n"
                "\t\tpg:group <" LISTENER_URI "#audiogram-%s> ;\n",
                side[e], hz, e ? "Right" : "Left", hz, side[e]);
        put_unit ("dB HL");
        printf ("\t\tlv2:default 0 ;\n\t\tlv2:minimum %g ;\n"
                "\t\tlv2:maximum %g\n\t]",
                (double) LISTENER_LEAST_DB_HL, (double) LISTENER_MOST_DB_HL);
      }
}

static void
put_param (enh_param id, uint32_t *index)
{
  const enh_param_info *info = enh_param_describe (id);

  begin_port ("Input", "Control", (*index)++);
  if (info->is_switch)
    puts ("\t\tlv2:portProperty lv2:toggled ;");
  if (!strcmp (info->unit, "ms"))
    puts ("\t\tlv2:portProperty pprops:logarithmic ;");
  if (id == ENH_PARAM_BYPASS)
    {
      printf ("\t\tlv2:symbol \"enabled\" ;\n\t\tlv2:name \"Enabled\" ;\n"
              "\t\tlv2:designation lv2:enabled ;\n"
              "\t\trdfs:comment \"Off: the sound passes unchanged; ceiling and "
              "ear guard stay on\" ;\n"
              "\t\tlv2:default 1 ;\n\t\tlv2:minimum 0 ;\n\t\tlv2:maximum 1\n"
              "\t]");
      return;
    }
  printf ("\t\tlv2:symbol \"%s\" ;\n", info->name);
  put_label (info->name);
  put_unit (info->unit);
  printf ("\t\trdfs:comment \"%s\" ;\n\t\tlv2:default %g ;\n"
          "\t\tlv2:minimum %g ;\n\t\tlv2:maximum %g\n\t]",
          info->meaning, (double) info->default_ear, (double) info->minimum,
          (double) info->maximum);
}

static void
put_plugin (const listener_variant *variant)
{
  uint32_t index = 0;

  printf (
    "<" LISTENER_URI "#%s>\n\ta lv2:Plugin , lv2:DynamicsPlugin ;\n"
    "\tlv2:project <" LISTENER_URI "> ;\n\tdoap:name \"%s\" ;\n"
    "\tdoap:license <%s> ;\n"
    "\trdfs:comment \"Less noise and comfortable loudness for live speech, "
    "with a limiter for the ear. Begins quietly.\" ;\n"
    "\tlv2:minorVersion 2 ;\n\tlv2:microVersion 0 ;\n"
    "\tlv2:optionalFeature lv2:hardRTCapable , urid:map , work:schedule ;\n"
    "\tlv2:extensionData state:interface , work:interface ;\n",
    variant->name, variant->title, license);
  put_audio ("Input", "in", variant->inputs, &index);
  put_audio ("Output", "out", variant->outputs, &index);
  put_latency (&index);
  put_thresholds (variant->outputs, &index);
  for (enh_param id = 0; id < LISTENER_PARAMS; ++id)
    put_param (id, &index);
  puts (" .\n");
}

static void
put_listener (void)
{
  printf ("%s<" LISTENER_URI ">\n\ta doap:Project ;\n"
          "\tdoap:name \"libenhance\" ;\n\tdoap:license <%s> .\n\n",
          prefixes, license);
  printf ("<" LISTENER_AUDIOGRAM_URI ">\n\ta lv2:Parameter ;\n"
          "\trdfs:label \"Audiogram\" ;\n"
          "\trdfs:comment \"Hearing thresholds: N1 to N7, S1 to S3, "
          "500=20,1000=35,4000=60, or L:...;R:... ; in dB HL\" ;\n"
          "\trdfs:range atom:String .\n\n");
  for (int e = 0; e < 2; ++e)
    printf ("<" LISTENER_URI "#audiogram-%s>\n\ta pg:InputGroup ;\n"
            "\tlv2:symbol \"audiogram_%s\" ;\n"
            "\tlv2:name \"Audiogram, %s ear\" .\n\n",
            side[e], side[e], side[e]);
  for (uint32_t v = 0; v < LISTENER_VARIANTS; ++v)
    put_plugin (&listener_variants[v]);
}

/* The library's presets of hearing, for each variant. */
static void
put_preset_name (const listener_variant *variant, const char *name)
{
  printf ("<" LISTENER_URI "#%s-%s>", variant->name, name);
}

static void
put_presets (void)
{
  const enh_hearing_info *info;

  fputs (prefixes, stdout);
  for (uint32_t v = 0; v < LISTENER_VARIANTS; ++v)
    for (uint32_t i = 0; (info = enh_hearing_describe (i)); ++i)
      {
        put_preset_name (&listener_variants[v], info->name);
        printf ("\n\ta pset:Preset ;\n\tlv2:appliesTo <" LISTENER_URI "#%s> ;\n"
                "\trdfs:label \"%s\" ;\n\trdfs:comment \"%s\" ;\n"
                "\tlv2:port [\n\t\tlv2:symbol \"prescription\" ;\n"
                "\t\tpset:value %.1f\n\t] , [\n\t\tlv2:symbol \"volume\" ;\n"
                "\t\tpset:value %.1f\n\t] , [\n\t\tlv2:symbol \"tone\" ;\n"
                "\t\tpset:value %.1f\n\t] ;\n"
                "\tstate:state [\n\t\t<" LISTENER_AUDIOGRAM_URI "> \"%s\"\n"
                "\t] .\n\n",
                listener_variants[v].name, info->name, info->meaning,
                (double) info->prescription, (double) info->volume,
                (double) info->tone, info->audiogram);
      }
}

static void
put_manifest (void)
{
  const enh_hearing_info *info;

  fputs (prefixes, stdout);
  for (uint32_t v = 0; v < LISTENER_VARIANTS; ++v)
    {
      printf (
        "<" LISTENER_URI "#%s>\n\ta lv2:Plugin ;\n"
        "\tlv2:binary <listener.so> ;\n\trdfs:seeAlso <listener.ttl> .\n\n",
        listener_variants[v].name);
      for (uint32_t i = 0; (info = enh_hearing_describe (i)); ++i)
        {
          put_preset_name (&listener_variants[v], info->name);
          printf ("\n\ta pset:Preset ;\n\tlv2:appliesTo <" LISTENER_URI
                  "#%s> ;\n\trdfs:seeAlso <presets.ttl> .\n\n",
                  listener_variants[v].name);
        }
    }
}

int
main (int count, char **word)
{
  const char *what = count == 2 ? word[1] : "";

  if (enh_param_describe (LISTENER_PARAMS)
      || !enh_param_describe (LISTENER_PARAMS - 1u))
    {
      fprintf (stderr, "make_ttl: LISTENER_PARAMS is not the number of "
                       "parameters: see ports.h\n");
      return 1;
    }
  if (!strcmp (what, "manifest"))
    put_manifest ();
  else if (!strcmp (what, "listener"))
    put_listener ();
  else if (!strcmp (what, "presets"))
    put_presets ();
  else
    {
      fprintf (stderr, "usage: make_ttl manifest|listener|presets\n");
      return 2;
    }
  return fflush (stdout) ? 1 : 0;
}
