#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Includes point down only, and the audio thread's files neither allocate, print
# nor lock.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

cd "$top_srcdir" || exit 99

# sources ROOM...: the C files of the rooms that are there
sources () {
  local room
  for room; do
    [ ! -d "$room" ] || find "$room" -name '*.[ch]'
  done
}

# only_in ALLOWED PATTERN ROOM...: lines with an #include of PATTERN stand in the
# file ALLOWED alone. ALLOWED is a regular expression for the path.
only_in () {
  local allowed=$1 pattern=$2
  shift 2
  local found
  found=$(sources "$@" | xargs grep -nE "^ *# *include +[<\"]$pattern" \
    | grep -vE "^($allowed):")
  [ -z "$found" ] || fail "$found"
}

everywhere="libenhance preset cli gui bench samples"

gtk_stays_in_the_app () {
  only_in 'gui/.*' '(gtk|gdk|pango|cairo|atk)' $everywhere
}

glib_stays_in_programs () {
  only_in '(gui|cli|bench|preset)/.*' '(glib|gio|gobject)' $everywhere
}

portaudio_has_one_caller () {
  only_in 'libenhance/io/device/portaudio(_[a-z]*)?\.[ch]' '(portaudio|pa_)' $everywhere
}

# A program of the bench may read sound by itself.
sndfile_has_one_caller () {
  only_in 'libenhance/io/file/[a-z_]*\.[ch]' 'sndfile\.h' \
    libenhance preset cli gui samples
}

kissfft_has_one_caller () {
  only_in 'libenhance/src/dsp/fft.c' 'kiss' $everywhere
}

programs_use_public_headers_alone () {
  only_in 'none' '(\.\./|base/|dsp/|stages/|chain_|libenhance/)' \
    preset cli gui bench samples
}

io_uses_public_headers_alone () {
  only_in 'none' '(\.\./|dsp/|stages/|chain_|src/)' libenhance/io libenhance/base
  local own
  own=$(cd libenhance/src/base && ls ./*.h | sed 's|^\./||; s|\.h$||' | paste -s -d '|')
  only_in 'none' "base/($own)\.h" libenhance/io libenhance/base
}

public_headers_include_public_ones () {
  local found
  found=$(sources libenhance/include \
    | xargs grep -nE '^ *# *include' \
    | grep -vE '<(enhance/[a-z_]+|std(def|int))\.h>')
  [ -z "$found" ] || fail "$found"
}

# base <- dsp <- stages <- chain
base_is_the_ground () {
  only_in 'none' '(dsp|stages|chain)' libenhance/src/base
}

dsp_stands_on_base () {
  only_in 'none' '(stages|chain)' libenhance/src/dsp
}

# One that is made of parts has NAME_parts.h, which its files share.
no_stage_includes_a_stage () {
  local file name found
  for file in $(sources libenhance/src/stages); do
    name=${file##*/}
    name=${name%.*}
    found=$(grep -nE '^ *# *include +"(stages/|chain)' "$file" \
      | grep -vE "\"stages/(${name%_parts}|${name}_parts|${name%_*}_parts)\.h\"")
    [ -z "$found" ] || fail "$file: $found" || return 1
  done
}

# Prints FILE:LINE:TEXT of every line of a C file that is code of a function
# whose name does not tell of set-up or teardown. Comments and strings are
# blanked first. A function's name is the word before the parenthesis on a line
# that begins in the first column, as STYLE has it.
code_of_audio () {
  awk '
    FNR == 1 { body = 0; setup = 0; comment = 0 }
    {
      text = $0
      gsub (/"([^"\\]|\\.)*"/, "\"\"", text)
      while (1) {
        if (comment) {
          if (!match (text, /\*\//)) { text = ""; break }
          text = substr (text, RSTART + 2); comment = 0
        } else {
          if (!match (text, /\/\*/)) break
          rest = substr (text, RSTART + 2)
          text = substr (text, 1, RSTART - 1)
          if (match (rest, /\*\//)) text = text " " substr (rest, RSTART + 2)
          else { comment = 1; break }
        }
      }
      if (match (text, /^[a-z_0-9]+ \(/))
        setup = substr (text, 1, RLENGTH) \
          ~ /(create|destroy|init|clear|free|make|setup|design|fit|plan|alloc|open|close)/
      if (text ~ /^{/) body = 1
      if (body && !setup) print FILENAME ":" FNR ":" text
      if (text ~ /^}/) body = 0
    }' "$@"
}

forbidden='malloc|calloc|realloc|free|enh__alloc|enh__free|strdup|asprintf'
forbidden="$forbidden|printf|fprintf|puts|fputs|putchar|perror|fwrite|fopen"
forbidden="$forbidden|fclose|fread|write|read|open|close|syslog|abort|exit"
forbidden="$forbidden|pthread_[a-z_]+|mtx_[a-z]+|cnd_[a-z]+|sem_[a-z]+"
forbidden="$forbidden|usleep|sleep|nanosleep|clock_nanosleep|poll|select"

quiet_on_the_audio_thread () {
  local found
  found=$(code_of_audio "$@" | grep -E "\\b($forbidden) \(")
  [ -z "$found" ] || fail "$found"
}

stages_neither_allocate_print_nor_lock () {
  quiet_on_the_audio_thread $(find libenhance/src/stages -name '*.[ch]')
}

dsp_neither_allocates_prints_nor_locks () {
  quiet_on_the_audio_thread $(find libenhance/src/dsp -name '*.[ch]')
}

chain_neither_allocates_prints_nor_locks () {
  quiet_on_the_audio_thread \
    $(find libenhance/src -maxdepth 1 -name 'chain*.[ch]' ! -name '*setup*')
}

# All of it runs in the callback: no function is excused by its name.
engine_neither_allocates_prints_nor_locks () {
  local found
  found=$(grep -nE "\\b($forbidden) \(" libenhance/io/engine/engine.c)
  [ -z "$found" ] || fail "$found"
}

# The net holds: a call that is forbidden is seen, in a comment or in a function
# for set-up it is not.
search_finds_what_it_should () {
  printf '%s\n' 'void' 'enh__x_process (void)' '{' '  /* free (p) */' \
    '  p = malloc (1);' '}' > "$tap_scratch/caught.c"
  printf '%s\n' 'void' 'enh__x_process (void)' '{' '  /* free (p) */' \
    '  puts_nothing ();' '}' 'void' 'enh__x_create (void)' '{' \
    '  p = malloc (1);' '}' > "$tap_scratch/free.c"
  (quiet_on_the_audio_thread "$tap_scratch/caught.c") > /dev/null \
    && fail "malloc in process was not seen" && return 1
  quiet_on_the_audio_thread "$tap_scratch/free.c"
}

for claim in gtk_stays_in_the_app glib_stays_in_programs \
  portaudio_has_one_caller sndfile_has_one_caller kissfft_has_one_caller \
  programs_use_public_headers_alone io_uses_public_headers_alone \
  public_headers_include_public_ones base_is_the_ground dsp_stands_on_base \
  no_stage_includes_a_stage stages_neither_allocate_print_nor_lock \
  dsp_neither_allocates_prints_nor_locks \
  chain_neither_allocates_prints_nor_locks \
  engine_neither_allocates_prints_nor_locks search_finds_what_it_should; do
  tap_case "$claim" "$claim"
done
tap_done
