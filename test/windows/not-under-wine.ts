/** Why a test that runs on Windows cannot run in Wine 8. */
export const WINE_REASONS = {
  resets:
    'before Wine closes a socket it shuts it down in order, so that a peer may see an ordinary end where Windows shows it a reset.',
  links: 'Wine 8 says that it makes symbolic links, but makes none.',
  openFiles:
    'in Wine 8 a file that is open cannot be replaced, and a deleted one keeps its name until it is closed.',
  fetch: "Wine 8 refuses what Node's fetch sets on its sockets.",
} as const;

export type WineReason = keyof typeof WINE_REASONS;

interface TestsNotUnderWine {
  readonly because: WineReason;
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** What the names of the tests begin with, parts joined by ` > `. */
  readonly tests: readonly string[];
}

/**
 * The tests that are skipped under Wine, by name. `npm run test:windows` prints each of them, and fails for
 * one that is not there.
 */
export const NOT_UNDER_WINE: readonly TestsNotUnderWine[] = [
  {
    because: 'resets',
    file: 'src/engine/server/reset-socket.test.ts',
    tests: ['shows the peer an error'],
  },
  {
    because: 'resets',
    file: 'test/client/plain-download.test.ts',
    tests: ['downloads from a server of the plain dialect > starts over after a reset'],
  },
  {
    because: 'resets',
    file: 'test/server/limits.test.ts',
    tests: ['limits > says nothing to a crowd that it refuses, but resets each of them'],
  },
  {
    because: 'resets',
    file: 'test/server/stop.test.ts',
    tests: ['stopping > cuts what is left when the time is over'],
  },
  {
    because: 'links',
    file: 'test/client/local-trouble.test.ts',
    tests: [
      'what lies beside the target already > is not followed out of the folder if it is a link',
      'what lies beside the target already > may be a link to a folder inside the target',
    ],
  },
  {
    because: 'links',
    file: 'test/client/temporary-files.test.ts',
    tests: [
      'the file that a small download is written to > is not written through a link that has taken the place of its folder meanwhile',
    ],
  },
  {
    because: 'links',
    file: 'test/files/file-root.test.ts',
    tests: ['FileRoot > says why "link-to-itself" cannot be shared'],
  },
  {
    because: 'links',
    file: 'test/server/directory-trouble.test.ts',
    tests: [
      'trouble with the folder > what is no regular file inside it is refused, each with its reason',
      'trouble with the folder > a name that becomes a folder, a link or another file is what it is now',
    ],
  },
  {
    because: 'openFiles',
    file: 'test/server/changing-files.test.ts',
    tests: [
      'a file that is replaced > while it is sent from disk is never sent mixed',
      'a file that is replaced > while it is sent while it is loaded is never sent mixed',
      'a file that is deleted > while it is sent from disk is never sent mixed',
      'a file that is rewritten over and over > is always sent as one of its versions, or not at all',
    ],
  },
  {
    because: 'fetch',
    file: 'test/cli/panel.test.ts',
    tests: [
      '--panel > prints an address whose token is exchanged for a cookie',
      '--panel > is told by an event with --json, and even with --quiet',
      '--panel > comes from the environment, too',
    ],
  },
];

/** Why a test is not run under Wine; `undefined` for one that is. */
export function wineReasonFor(file: string, name: string): WineReason | undefined {
  return NOT_UNDER_WINE.find(
    (entry) => entry.file === file && entry.tests.some((test) => name.startsWith(test)),
  )?.because;
}
