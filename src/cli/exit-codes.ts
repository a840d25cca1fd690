/** How a command ended, for the shell that called it. */
export const EXIT = {
  done: 0,
  refused: 1,
  usage: 2,
  connection: 3,
  local: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The one table of exit codes; `--help` prints it and the tests walk through it. */
export const EXIT_CODES: readonly { readonly code: ExitCode; readonly meaning: string }[] = [
  {
    code: EXIT.done,
    meaning: 'success, including a clean stop',
  },
  {
    code: EXIT.refused,
    meaning:
      'refused or incomplete: no such file, files left out, wrong checksum, wrong access code, key not trusted, server busy, damaged trace, internal error',
  },
  {
    code: EXIT.usage,
    meaning: 'usage error: arguments, environment variables or configuration file',
  },
  { code: EXIT.connection, meaning: 'the server cannot be reached, or the connection was lost' },
  {
    code: EXIT.local,
    meaning: 'local error: file exists, disk full, no permission, no port could be opened',
  },
  {
    code: EXIT.interrupted,
    meaning: 'interrupted: Ctrl-C during a download, or a second Ctrl-C while a server stops',
  },
];

/** The exit codes as a block of help text. */
export function exitCodesHelp(): string {
  const rows = EXIT_CODES.map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`);
  return ['Exit codes:', ...rows].join('\n');
}
