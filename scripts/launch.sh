# The body of the launchers, each of which says its `program` and the project's `root` and reads this.
# Starts it with the Node that `npm ci` brought, else with the one on the PATH.

say() {
  printf '%s: error: %s\n' "$program" "$1" >&2
}

cli=$root/out/main/cli.js
if [ ! -f "$cli" ]; then
  say "It is not built yet. Run: cd '$root' && npm ci"
  exit 4
fi

# By default, short-lived objects may take 48 MiB before they are collected. 24 MiB are as fast.
young=--max-semi-space-size=8

own=$root/node_modules/.bin/node
if [ -x "$own" ]; then
  exec "$own" "$young" "$cli" "$program" "$@"
fi
command -v node >/dev/null || {
  say "Fifolio needs Node.js 22.18 or later, and there is no Node on the PATH: install it from nodejs.org."
  exit 4
}
# Only this one can be too old; the file in between says so.
exec node "$young" "$root/scripts/run.mjs" "$cli" "$program" "$@"
