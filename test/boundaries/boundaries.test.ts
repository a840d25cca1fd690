import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const FIXTURE = fileURLToPath(new URL('./fixture', import.meta.url));
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface CruiseReport {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** Applies the project's own rules to a folder that breaks them. */
async function cruiseFixture(): Promise<CruiseReport> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      `${PROJECT}/node_modules/dependency-cruiser/bin/dependency-cruiser.mjs`,
      ...['src', 'bench', 'doubles', 'test'],
      '--config',
      `${PROJECT}/.dependency-cruiser.cjs`,
      '--ts-config',
      `${PROJECT}/tsconfig.test.json`,
      '--output-type',
      'json',
    ],
    { cwd: FIXTURE, maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout) as CruiseReport;
}

test('the boundary rules find every breach in a folder made of breaches', async () => {
  const { summary } = await cruiseFixture();
  const found = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  expect([...new Set(found)].sort()).toEqual([
    'bench/imports-a-test.ts: tests-are-ends',
    'doubles/knows-a-benchmark.ts: helpers-know-no-users',
    'src/cli/output/knows-a-command.ts: cli-output',
    'src/cli/reaches-into-the-engine.ts: engine-face',
    'src/engine/cache/opens-sockets.ts: engine-pure-parts',
    'src/engine/server/supervisor/sends-bytes.ts: server-threads',
    'src/engine/shows-a-window.ts: engine-imports',
    'src/engine/shows-a-window.ts: no-electron-below-the-shell',
    'src/renderer/reads-files.ts: no-electron-below-the-shell',
    'src/renderer/reads-files.ts: renderer-imports',
    'src/shared/is-tested-with-a-double.ts: product-knows-no-tools',
    'src/shared/is-tested-with-a-double.ts: shared-imports',
    'src/shared/knows-the-engine.ts: shared-imports',
  ]);
});
