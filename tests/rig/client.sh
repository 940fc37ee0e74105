# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# A JACK client that has the chain in it, beside `enhance file`. Source it after
# rig.sh:
#
#   client_equals_file NAME SAMPLE INPUTS OUTPUTS COMMAND...   begins the command,
#         which makes a client of that name; the same samples as `enhance file`
#         with the options of the array client_file gives, at the delay that is
#         declared

client_delay=144 # 3 ms of 48 kHz
client_lead=72000 # longer than the quiet start
client_tail=4096
client_file=()
client_ceiling=$("$top_builddir/cli/enhance" params --json 2> /dev/null \
  | tr -d ' \n' \
  | sed -n 's/.*"name":"ceiling"[^}]*"default":\([0-9.]*\).*/\1/p')

client_equals_file () {
  local name=$1 sample=$2 inputs=$3 outputs=$4
  shift 4
  "$top_builddir/cli/enhance" file -q -s mic_full_scale=109 \
    -s ear_full_scale=109 -s "ceiling=$client_ceiling" "${client_file[@]}" \
    "$top_srcdir/samples/$sample" "$tap_scratch/file.wav" || return 1
  rig_start 128 48000 || fail "no server" || return 1
  rig_run "$@"
  local program=$rig_program
  rig_wait_port "$name:${outputs%%,*}" \
    || fail "$(cat "$tap_scratch/program")" || return 1
  rm -f "$tap_scratch/live.wav"
  timeout -s KILL 60 "$rig_player" --freewheel --lead "$client_lead" \
    --tail "$client_tail" "$top_srcdir/samples/$sample" "$tap_scratch/live.wav" \
    "$name:${inputs//,/,$name:}" "$name:${outputs//,/,$name:}" || return 1
  rig_end "$program"
  rig_stop
  # The loop through any client of this server takes one period more or none: the
  # place is found, and has to be the declared delay behind whole periods.
  local found lag
  found=$("$rig_lag" "$tap_scratch/file.wav" "$tap_scratch/live.wav" \
    "$client_lead" $((client_lead + client_tail / 2))) || return 1
  lag=$((${found% *} - client_lead - client_delay))
  [ "$lag" -ge 0 ] && [ $((lag % 128)) -eq 0 ] \
    || fail "found $found: not at the delay that is declared" || return 1
  awk -v d="${found#* }" 'BEGIN { exit !(d != "inf" && d + 0 <= 1e-6) }' \
    || fail "they differ by ${found#* }"
}
