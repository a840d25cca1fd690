import { expect, it } from 'vitest';
import { NOT_UNDER_WINE } from './not-under-wine.ts';
import { resultOf, type VitestReport } from './result.ts';

function reportOf(tests: readonly { file: string; name: string; status: string }[]): VitestReport {
  return {
    success: true,
    numPassedTests: tests.filter(({ status }) => status === 'passed').length,
    numFailedTests: 0,
    testResults: tests.map(({ file, name, status }) => ({
      name: `Z:/copy/${file}`,
      assertionResults: [
        {
          ancestorTitles: name.split(' > ').slice(0, -1),
          title: name.split(' > ').at(-1)!,
          status,
        },
      ],
    })),
  };
}

const table = NOT_UNDER_WINE.flatMap(({ file, tests }) =>
  tests.map((name) => ({ file, name, status: 'skipped' })),
);
const own = { file: 'test/a.test.ts', name: 'has signals', status: 'skipped' };
const run = { file: 'test/a.test.ts', name: 'runs', status: 'passed' };

it('names every test that was not run, and counts them by who skipped them', () => {
  const { text, isGood } = resultOf(reportOf([...table, own, run]), 'Z:/copy');
  for (const { file, name } of [...table, own]) expect(text).toContain(`  ${file} > ${name}`);
  expect(text).toContain(
    `1 passed, 0 failed, ${table.length} not run because of Wine, 1 skipped by the tests themselves.`,
  );
  expect(isGood).toBe(true);
});

it('is not good where the table names a test that is not there, or nothing has passed', () => {
  const [first, ...rest] = table;
  const renamed = { ...first!, name: 'another name' };
  expect(resultOf(reportOf([renamed, ...rest, run]), 'Z:/copy').isGood).toBe(false);
  // A run of other files.
  expect(resultOf(reportOf([...rest, run]), 'Z:/copy').isGood).toBe(true);
  expect(resultOf(reportOf(table), 'Z:/copy').isGood).toBe(false);
});
