import { NOT_UNDER_WINE, WINE_REASONS, wineReasonFor } from './not-under-wine.ts';

/** What matters of Vitest's JSON report. */
export interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

export interface WindowsResult {
  /** For people: every test that was skipped, with its reason, and the counts. */
  readonly text: string;
  readonly isGood: boolean;
}

/**
 * Sums up a run under Wine.
 * @param directory where the tests were, as the report writes it
 */
export function resultOf(report: VitestReport, directory: string): WindowsResult {
  const tests = report.testResults.flatMap(({ name, assertionResults }) => {
    const file = name.replaceAll('\\', '/').replace(`${directory}/`, '');
    return assertionResults.map(({ ancestorTitles, title, status }) => ({
      file,
      name: [...ancestorTitles, title].join(' > '),
      isSkipped: status !== 'passed' && status !== 'failed',
    }));
  });
  const skipped = tests.filter(({ isSkipped }) => isSkipped);
  const byWine = skipped.filter(({ file, name }) => wineReasonFor(file, name) !== undefined);
  const byThemselves = skipped.filter(({ file, name }) => wineReasonFor(file, name) === undefined);
  const line = ({ file, name }: (typeof tests)[number]): string => `  ${file} > ${name}`;
  const sections = [
    ...Object.entries(WINE_REASONS).map(([because, words]) => ({
      title: `Not run under Wine: ${words}`,
      lines: byWine.filter(({ file, name }) => wineReasonFor(file, name) === because).map(line),
    })),
    { title: 'Skipped by the tests themselves:', lines: byThemselves.map(line) },
    { title: 'Named in not-under-wine.ts, but not among the tests:', lines: unknownNames(tests) },
  ].filter(({ lines }) => lines.length > 0);
  const counts = [
    `${report.numPassedTests} passed`,
    `${report.numFailedTests} failed`,
    `${byWine.length} not run because of Wine`,
    `${byThemselves.length} skipped by the tests themselves`,
  ].join(', ');
  return {
    text: [...sections.flatMap(({ title, lines }) => [title, ...lines, '']), `${counts}.`].join(
      '\n',
    ),
    isGood: report.success && report.numPassedTests > 0 && unknownNames(tests).length === 0,
  };
}

/** Entries of the table that no test of their file answers to, as after it was renamed. */
function unknownNames(
  tests: readonly { readonly file: string; readonly name: string }[],
): string[] {
  return NOT_UNDER_WINE.flatMap((entry) => {
    const names = tests.filter(({ file }) => file === entry.file).map(({ name }) => name);
    if (names.length === 0) return [];
    return entry.tests
      .filter((beginning) => !names.some((name) => name.startsWith(beginning)))
      .map((beginning) => `  ${entry.file} > ${beginning}`);
  });
}
