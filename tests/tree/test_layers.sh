#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Includes and calls point down only and never in a circle, folders and files stay
# small, and the audio thread's files neither allocate, print nor lock.

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

everywhere="libenhance preset cli gui bench plugins samples"

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
    libenhance preset cli gui plugins samples
}

lv2_stays_in_the_plugin () {
  only_in 'plugins/lv2/.*' 'lv2' $everywhere
}

kissfft_has_one_caller () {
  only_in 'libenhance/src/dsp/fft.c' 'kiss' $everywhere
}

# The bench stands on libenhance/base, too.
programs_use_public_headers_alone () {
  only_in 'none' '(\.\./|base/|dsp/|stages/|chain_|libenhance/)' \
    preset cli gui plugins samples
  only_in 'none' '(\.\./|dsp/|stages/|chain_|libenhance/)' bench
}

io_uses_public_headers_alone () {
  only_in 'none' '(\.\./|dsp/|stages/|chain_|src/)' libenhance/io libenhance/base
}

# "base/x.h" is another file in src than in io where both have an x.h.
names_in_the_two_base_folders_differ () {
  local twice
  twice=$(cd libenhance && ls base src/base | sort | uniq -d)
  [ -z "$twice" ] || fail "$twice"
}

public_headers_include_public_ones () {
  local found
  found=$(sources libenhance/include \
    | xargs grep -nE '^ *# *include' \
    | grep -vE '<(enhance/[a-z_]+|std(def|int))\.h>')
  [ -z "$found" ] || fail "$found"
}

# A folder, and the folders that its files may include and call: the arrows of
# docs/architecture.md. Those without a line are on the roof of their room.
floors='
libenhance/base
libenhance/src/base: libenhance/base
libenhance/src/dsp: libenhance/src/base libenhance/base
libenhance/src/stages: libenhance/src/dsp libenhance/src/base libenhance/base
libenhance/io/base: libenhance/base
libenhance/io/file: libenhance/io/base libenhance/base
libenhance/io/clock_sync: libenhance/io/base libenhance/base
libenhance/io/engine: libenhance/io/base libenhance/base
libenhance/io/server: libenhance/io/base libenhance/base
libenhance/io/device: libenhance/io/server libenhance/io/file libenhance/io/clock_sync libenhance/io/engine libenhance/io/base libenhance/base
libenhance/io/live: libenhance/io/device libenhance/io/engine libenhance/io/base libenhance/base
libenhance/io/supervisor: libenhance/io/device libenhance/io/server libenhance/io/base libenhance/base
gui/model: preset
bench/metrics: bench libenhance/base
bench/report: bench
bench/rig: bench bench/metrics
'

# Prints "FROM TO" for every include of a file of the rooms. One of the library's
# that only another search path would find leads to "nowhere".
includes () {
  sources "$@" > "$tap_scratch/files"
  xargs grep -HE '^ *# *include +"' < "$tap_scratch/files" | awk '
    NR == FNR { known[$0]; next }
    {
      split ($0, quoted, "\"")
      from = $0; sub (/:.*/, "", from)
      beside = from; sub (/[^\/]*$/, "", beside)
      room = from; sub (/\/.*/, "/", room)
      if (from ~ /^libenhance\/src\//) room = room "src/"
      count = split (beside " " room " libenhance/", places, " ")
      for (i = 1; i <= count && !(places[i] quoted[2] in known); ++i)
        ;
      if (i <= count) print from, places[i] quoted[2]
      else if (from ~ /^libenhance\//) print from, "nowhere/" quoted[2]
    }' "$tap_scratch/files" -
}

# Prints "OBJECT SOURCE" for every object of the rooms whose source is still
# there: automake puts the name of the program before that of the source.
objects () {
  local object folder name
  # A build without static libraries has them in hidden folders alone.
  find "$@" -name '*.o' | while read -r object; do
    folder=${object%/*} name=${object##*/}
    folder=${folder%/.libs}
    name=${name#*-}
    [ ! -f "$top_srcdir/$folder/${name%.o}.c" ] \
      || echo "$object $folder/${name%.o}.c"
  done
}

# Prints "FROM TO" for every source of a room that uses a symbol of another one,
# by what was built in the folder it is called in.
calls () {
  [ -d "$1" ] || return 0
  objects "$1" > "$tap_scratch/objects"
  [ -s "$tap_scratch/objects" ] || return 0
  cut -d ' ' -f 1 "$tap_scratch/objects" | xargs "${NM:-nm}" -A -P -g | awk '
    NR == FNR { source[$1] = $2; next }
    { sub (/:$/, "", $1) }
    $3 == "U" { uses[source[$1] " " $2]; next }
    $3 !~ /[wv]/ { home[$2] = source[$1] }
    END {
      for (use in uses) {
        split (use, of, " ")
        if (of[2] in home && home[of[2]] != of[1]) print of[1], home[of[2]]
      }
    }' "$tap_scratch/objects" - | sort -u
}

# Of pairs "FROM TO": those that lead to a folder that FROM may not know. What
# io uses of src is public, or it would not link.
upward () {
  awk '
    function folder (file) { sub (/\/[^\/]*$/, "", file); return file }
    NR == FNR {
      sub (/:/, "", $1)
      if (NF) floor[$1]
      for (i = 2; i <= NF; ++i) below[$1, $i]
      next
    }
    {
      from = folder ($1); to = folder ($2)
      if (from in floor && from != to && !((from, to) in below) \
          && !(from ~ /\/io\// && to ~ /^libenhance\/src/))
        print $1 " -> " $2
    }' <(printf '%s' "$floors") -
}

includes_point_down () {
  local found
  found=$(includes libenhance gui bench | upward)
  [ -z "$found" ] || fail "$found"
}

calls_point_down () {
  local found
  cd "$top_builddir" || return
  calls libenhance > "$tap_scratch/calls"
  [ -s "$tap_scratch/calls" ] || fail "no call was found in libenhance" || return
  found=$(for room in libenhance gui bench; do calls "$room"; done | upward)
  [ -z "$found" ] || fail "$found"
}

# Reads pairs; each circle is shown with the files in it.
no_circle () {
  local found
  found=$(tsort 2>&1 > /dev/null)
  [ -z "$found" ] || fail "$found"
}

includes_make_no_circle () {
  includes libenhance preset cli gui bench | no_circle
}

calls_make_no_circle () {
  cd "$top_builddir" && calls "$1" | no_circle
}

folders_of_the_library_hold_32_files_at_most () {
  local found
  found=$(find libenhance -type f ! -name '*.o' ! -name '*.l[ao]' \
    ! -path '*/.*' | sed 's|/[^/]*$||' | sort | uniq -c | awk '$1 > 32')
  [ -z "$found" ] || fail "$found"
}

# The reason stands in the comment at the head: "Longer than 500 lines: ...".
long_files_say_why () {
  local found
  found=$(find libenhance preset cli gui bench samples tests tools -type f \
    \( -name '*.[ch]' -o -name '*.cc' -o -name '*.sh' -o -name '*.py' \) \
    | while read -r file; do
      [ "$(wc -l < "$file")" -le 500 ] \
        || head -n 25 "$file" | grep -q 'Longer than 500 lines' || echo "$file"
    done)
  [ -z "$found" ] || fail "$found"
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

# The net holds: a call that is forbidden is seen in a function, and not in a
# comment or in a function for set-up.
a_forbidden_call_is_seen () {
  printf '%s\n' 'void' 'enh__x_process (void)' '{' '  /* free (p) */' \
    '  p = malloc (1);' '}' > "$tap_scratch/caught.c"
  printf '%s\n' 'void' 'enh__x_process (void)' '{' '  /* free (p) */' \
    '  puts_nothing ();' '}' 'void' 'enh__x_create (void)' '{' \
    '  p = malloc (1);' '}' > "$tap_scratch/free.c"
  (quiet_on_the_audio_thread "$tap_scratch/caught.c") > /dev/null \
    && fail "malloc in process was not seen" && return 1
  quiet_on_the_audio_thread "$tap_scratch/free.c"
}

# A small house with one fault of each kind.
faults_of_layers_are_seen () {
  local house=$tap_scratch/house file
  mkdir -p "$house/libenhance/io/engine" "$house/libenhance/io/live" \
    && cd "$house" || return
  top_srcdir=$house top_builddir=$house
  echo '#include "io/live/b.h"' > libenhance/io/engine/a.h
  echo '#include "io/engine/a.h"' > libenhance/io/live/b.h
  echo 'void b (void); void a (void) { b (); }' > libenhance/io/engine/a.c
  echo 'void a (void); void b (void) { a (); }' > libenhance/io/live/b.c
  for file in libenhance/io/engine/a libenhance/io/live/b; do
    ${CC:-cc} -c -o "${file%/*}/x_la-${file##*/}.o" "$file.c" || return
  done
  (includes_point_down) | grep -q '^[a-z/]*/a\.h -> [a-z/]*/b\.h$' \
    || fail "an include upward was not seen" || return
  (calls_point_down) | grep -q '^[a-z/]*/a\.c -> [a-z/]*/b\.c$' \
    || fail "a call upward was not seen" || return
  (includes_make_no_circle) | grep -q 'b\.h$' \
    || fail "a circle of includes was not seen" || return
  (calls_make_no_circle libenhance) | grep -q 'b\.c$' \
    || fail "a circle of calls was not seen"
}

for claim in gtk_stays_in_the_app glib_stays_in_programs \
  portaudio_has_one_caller sndfile_has_one_caller lv2_stays_in_the_plugin kissfft_has_one_caller \
  programs_use_public_headers_alone io_uses_public_headers_alone \
  names_in_the_two_base_folders_differ public_headers_include_public_ones \
  includes_point_down includes_make_no_circle \
  folders_of_the_library_hold_32_files_at_most long_files_say_why \
  no_stage_includes_a_stage stages_neither_allocate_print_nor_lock \
  dsp_neither_allocates_prints_nor_locks \
  chain_neither_allocates_prints_nor_locks \
  engine_neither_allocates_prints_nor_locks a_forbidden_call_is_seen; do
  tap_case "$claim" "$claim"
done
if command -v "${NM:-nm}" tsort > /dev/null; then
  tap_case calls_point_down calls_point_down
  for room in libenhance cli gui bench; do
    tap_case "calls_in_${room}_make_no_circle" calls_make_no_circle "$room"
  done
  tap_case faults_of_layers_are_seen faults_of_layers_are_seen
else
  tap_skip calls_make_no_circle "nm is not there"
fi
tap_done
