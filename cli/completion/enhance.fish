# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Completion of enhance for fish. Options are read from `enhance COMMAND --help`, and
# parameters from `enhance params`: the program's own tables.

function __enhance_command
    set -l words (commandline -opc)
    test (count $words) -gt 1; and echo $words[2]
end

function __enhance_options
    set -l command (__enhance_command)
    test -n "$command"; or return
    enhance $command --help 2>/dev/null \
        | sed -n 's/^  \(-[a-z], \)\{0,1\}\(--[a-z-]*=\{0,1\}\)[^ ]*  *\(.*\)/\2\t\3/p'
end

function __enhance_parameters
    enhance params 2>/dev/null | sed -n '2,$s/^\([a-z_]*\) .*/\1=/p'
end

function __enhance_after
    set -l words (commandline -opc)
    contains -- $words[-1] $argv
end

complete -c enhance -f
complete -c enhance -n 'not __enhance_command' -a 'file\t"Enhance a sound file" live\t"Enhance sound from microphone to headset" devices\t"List the audio devices" params\t"List the parameters"'
complete -c enhance -n 'string match -q -- "-*" (commandline -ct)' -a '(__enhance_options)'
complete -c enhance -n '__enhance_after -s --set' -a '(__enhance_parameters)'
complete -c enhance -n '__enhance_after --delay' -a 'default low lowest'
complete -c enhance -n '__enhance_after --inputs --outputs' -a '1 2 auto'
complete -c enhance -n '__enhance_after -a --audiogram' -a 'N1 N2 N3 N4 N5 N6 N7 S1 S2 S3'
complete -c enhance -n '__enhance_after -p --preset' -F -a 'mild moderate steep strong severe'
complete -c enhance -n 'test "$(__enhance_command)" = file' -F
