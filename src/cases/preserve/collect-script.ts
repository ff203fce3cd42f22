// A script that a person reads before running: it only reads, says what it does, and writes down everything it did.
import { alwaysFirst, type Step, type SystemTemplate } from './templates.ts';

export type CollectOptions = {
  /** Name of the host, for the folder and the record; letters, digits, dot and dash. */
  readonly system: string;
  readonly templates: readonly SystemTemplate[];
  /** YYYY-MM-DD: how far back a journal is exported. */
  readonly since: string;
};

/** Inside single quotes nothing is special but the quote itself. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function stepLine({ id, kind, needs, run }: Step, since: string): string {
  const words = run.replaceAll('{since}', since);
  return kind === 'files' ? `files ${quoted(id)} ${words}` : `keep ${quoted(id)} ${quoted(needs)} ${quoted(words)}`;
}

/** @throws RangeError for a name or date that could mean something to a shell */
export function collectScript({ system, templates, since }: CollectOptions): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/.test(system))
    throw new RangeError('a system is named with letters, digits, dot and dash');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since)) throw new RangeError('since is a date');
  const body = [...alwaysFirst.map((step) => stepLine(step, since))];
  for (const { id, steps } of templates) body.push('', `# ${id}`, ...steps.map((step) => stepLine(step, since)));
  return `#!/bin/sh
# Collects evidence from ${system}. Read it before you run it. It only reads its sources, writes into one new folder below the
# current one, sends nothing anywhere, and notes every command with the hash of what it gave in acquisition.csv.
#   sh collect.${system}.sh "your name" "your role" yes|no ["second person"]   (yes: you have administrator rights here)
set -u
LC_ALL=C
export LC_ALL
umask 077

case "\${0##*/}" in
  collect.*.sh) ;;
  *) echo "save this script as a file and read it first; it does not run from a pipe" >&2; exit 2 ;;
esac
if [ "$#" -lt 3 ] || [ "$#" -gt 4 ]; then
  echo "usage: sh collect.${system}.sh NAME ROLE yes|no [SECOND_PERSON]" >&2
  exit 2
fi
collector=$1
role=$2
admin=$3
second=\${4-}
host=$(hostname 2>/dev/null || echo unknown)
started=$(date -u +%Y%m%dT%H%M%SZ)
to="collected-${system}-$started"
if ! mkdir "$to"; then
  echo "cannot make $to here: nothing was collected" >&2
  exit 1
fi
record="$to/acquisition.csv"
hash() { sha256sum "$1" 2>/dev/null | cut -d ' ' -f 1 || shasum -a 256 "$1" | cut -d ' ' -f 1; }
field() { printf '"%s"' "$(printf '%s' "$1" | tr -d '\\r\\n' | sed 's/"/""/g')"; }
echo 'step,collector,role,admin,second_person,host,system,source,command,tool,start,end,clock,offset_seconds,zone,mtime,ctime,bytes,sha256_before,sha256_after,stored,result' > "$record"

# The offset is what chrony or ntp says; without them it is unknown, which is written as such.
offset=$( (chronyc -n tracking 2>/dev/null | awk '/^System time/ { s = $4; if ($6 == "slow") s = -s; print s }') || true)
[ -n "$offset" ] || offset=unknown
zone=$(date +%z)

# note STEP SOURCE COMMAND TOOL START STORED RESULT [BEFORE] [MTIME] [CTIME]
note() {
  size=0
  after=
  if [ -f "$to/$6" ]; then
    size=$(wc -c < "$to/$6" | tr -d ' ')
    after=$(hash "$to/$6")
  fi
  {
    for value in "$1" "$collector" "$role" "$admin" "$second" "$host" '${system}' "$2" "$3" "$4" "$5" "$(date -u +%FT%TZ)" "$(date -u +%FT%TZ)" "$offset" "$zone" "\${9-}" "\${10-}" "$size" "\${8-}" "$after" "$6"; do
      field "$value"
      printf ','
    done
    field "$7"
    printf '\\n'
  } >> "$record"
  echo "$1: $7"
}

# keep STEP PROGRAM COMMAND: the output of a command that only reads.
keep() {
  start=$(date -u +%FT%TZ)
  if ! command -v "$2" > /dev/null 2>&1; then
    note "$1" "$host" "$3" "$2" "$start" '' 'skipped: the program is not here'
    return
  fi
  tool=$("$2" --version 2>/dev/null | head -n 1)
  sh -c "$3" > "$to/$1.txt" 2> "$to/$1.err" < /dev/null
  status=$?
  if [ "$status" -eq 0 ]; then note "$1" "$host" "$3" "$tool" "$start" "$1.txt" 'done'; else note "$1" "$host" "$3" "$tool" "$start" "$1.txt" "ended with status $status; what it said is in $1.err"; fi
}

# files STEP PATH...: each file hashed, copied as it is into a tar, hashed again.
files() {
  step=$1
  shift
  start=$(date -u +%FT%TZ)
  found=
  for path in "$@"; do
    if [ -e "$path" ]; then found="$found $path"; fi
  done
  if [ -z "$found" ]; then
    note "$step" "$*" 'tar' '' "$start" '' 'skipped: none of these paths is here'
    return
  fi
  # shellcheck disable=SC2086 # the list is of paths from this script, split on purpose
  find $found -type f > "$to/$step.list" 2> "$to/$step.err"
  : > "$to/$step.sha256.before"
  while IFS= read -r file; do printf '%s  %s\\n' "$(hash "$file")" "$file" >> "$to/$step.sha256.before"; done < "$to/$step.list"
  # shellcheck disable=SC2086
  tar -cpf "$to/$step.tar" $found 2>> "$to/$step.err"
  status=$?
  : > "$to/$step.sha256.after"
  while IFS= read -r file; do printf '%s  %s\\n' "$(hash "$file")" "$file" >> "$to/$step.sha256.after"; done < "$to/$step.list"
  result='done'
  if [ "$status" -ne 0 ]; then result="tar ended with status $status; what it said is in $step.err"; fi
  if ! cmp -s "$to/$step.sha256.before" "$to/$step.sha256.after"; then result="$result; some files grew or changed while they were copied (compare $step.sha256.before and .after)"; fi
  note "$step" "$found" "tar -cpf" "$(tar --version 2>/dev/null | head -n 1)" "$start" "$step.tar" "$result" "$(hash "$to/$step.sha256.before")"
}

${body.join('\n')}

# Last: one hash over the record itself. Write it down or send it to a second person.
(cd "$to" && for file in *; do printf '%s  %s\\n' "$(hash "$file")" "$file"; done) > "$to.sums"
mv "$to.sums" "$to/SHA256SUMS"
echo "collected into $to"
echo "write this down, with the time, somewhere else: $(hash "$to/SHA256SUMS")"
`;
}
