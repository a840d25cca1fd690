import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * Prints one line, `N passed, N failed, N skipped`, over the reports that the last `npm test` left.
 * A runner that left no report counts as one failure: it did not get as far as running its tests.
 *
 *     npm run test:summary [-- --needs PROJECT]
 *
 * `--needs electron` fails if no spec passed in that project of Playwright: where it can run, it must.
 */

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const { values: options } = parseArgs({ options: { needs: { type: 'string' } } });

const PANEL_REPORT = 'test-results/playwright.json';

const REPORTS: readonly {
  readonly path: string;
  readonly read: (report: Record<string, unknown>) => Counts;
}[] = [
  {
    path: 'test-results/vitest.json',
    read: (report) => ({
      passed: number(report.numPassedTests),
      // A file that failed to load has no failed test of its own.
      failed: number(report.numFailedTests) || (report.success === true ? 0 : 1),
      skipped: number(report.numPendingTests) + number(report.numTodoTests),
    }),
  },
  {
    path: PANEL_REPORT,
    read: (report) => {
      const stats = report.stats as Record<string, unknown>;
      return {
        passed: number(stats.expected),
        failed: number(stats.unexpected) + number(stats.flaky),
        skipped: number(stats.skipped),
      };
    },
  },
];

function number(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`a count is missing from a report`);
  return value;
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly tests: readonly { readonly projectName: string; readonly status: string }[];
  }[];
}

/** How many specs passed in one project of Playwright. */
function passedIn(project: string, { suites = [], specs = [] }: Suite): number {
  const own = specs
    .flatMap(({ tests }) => tests)
    .filter(({ projectName, status }) => projectName === project && status === 'expected');
  return suites.reduce((sum, suite) => sum + passedIn(project, suite), own.length);
}

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const { path, read } of REPORTS) {
  let counts: Counts = { passed: 0, failed: 1, skipped: 0 };
  try {
    counts = read(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>);
  } catch (error) {
    console.error(`no usable report in ${path}: ${String(error)}`);
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;

if (options.needs !== undefined) {
  const report = JSON.parse(readFileSync(PANEL_REPORT, 'utf8')) as Suite;
  const passed = passedIn(options.needs, report);
  console.log(`${passed} specs passed in the project ${options.needs}`);
  if (passed === 0) process.exitCode = 1;
}
