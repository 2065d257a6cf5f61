#!/usr/bin/env bash
# Runs `stuntdouble test` with the inputs of the action, which are in the variables INPUT_…: it starts the server where that
# is wanted, waits for it, and writes the step summary and the outputs. Its exit code is that of the run.
set -uo pipefail

summary=$(mktemp "${RUNNER_TEMP:-/tmp}/stuntdouble-summary.XXXXXX")
INPUT_SARIF=${INPUT_SARIF:-"${RUNNER_TEMP:-/tmp}/stuntdouble.sarif"}

args=(test)
while IFS= read -r line; do
  [ -n "$line" ] && args+=("$line")
done <<<"${INPUT_DESCRIPTION:-}"
# --name=value, so that a value that begins with a dash is no option
for name in TARGET SAFETY SHARD BASELINE JSON HTML JUNIT SARIF; do
  variable=INPUT_$name
  [ -n "${!variable:-}" ] && args+=("--$(tr '[:upper:]' '[:lower:]' <<<"$name")=${!variable}")
done
while IFS= read -r line; do
  [ -n "$line" ] && args+=("$line")
done <<<"${INPUT_OPTIONS:-}"
args+=("--markdown=$summary")

if [ -x node_modules/.bin/stuntdouble ]; then
  command=(node_modules/.bin/stuntdouble)
else
  command=(npx --yes "stuntdouble@${INPUT_VERSION:-latest}")
fi

server=
end_server() {
  # the server runs in a process group of its own, with whatever it has started
  [ -n "$server" ] && kill -- "-$server" 2>/dev/null
  return 0
}
trap end_server EXIT

if [ -n "${INPUT_START:-}" ]; then
  if [ -z "${INPUT_TARGET:-}" ]; then
    echo '::error::start needs the target that it starts'
    exit 2
  fi
  set -m
  bash -c "$INPUT_START" &
  server=$!
  set +m
  for ((second = 0; second < ${INPUT_WAIT:-60}; second += 1)); do
    node -e 'fetch(process.env.INPUT_TARGET).then(() => process.exit(0), () => process.exit(1))' && break
    kill -0 "$server" 2>/dev/null || break
    sleep 1
  done
  # whatever keeps it from answering: the run says so, with exit code 3
fi

"${command[@]}" "${args[@]}"
code=$?

[ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$summary" >>"$GITHUB_STEP_SUMMARY"
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  output() {
    local end
    end=$(node -p 'crypto.randomUUID()')
    printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >>"$GITHUB_OUTPUT"
  }
  output exit-code "$code"
  for name in JSON HTML SARIF; do
    variable=INPUT_$name
    [ -f "${!variable:-}" ] && output "$(tr '[:upper:]' '[:lower:]' <<<"$name")" "${!variable}"
  done
fi
exit "$code"
