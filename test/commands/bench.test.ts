import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runScript } from './run-script.ts';

test('the benchmark runs through all its rows', async () => {
  const { code, output } = await runScript('bench/run.ts', '--smoke');
  expect(output).toMatch(/1 MiB/);
  expect(code, output).toBe(0);
}, 300_000);

/** A search path with nothing on it but what the launchers of ours and the benchmark call. */
function barePath(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fifolio-bare-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['sh', 'dirname', 'readlink']) {
    const found = (process.env['PATH'] ?? '')
      .split(path.delimiter)
      .map((entry) => path.join(entry, name))
      .find((program) => existsSync(program));
    if (found !== undefined) symlinkSync(found, path.join(folder, name));
  }
  // For launchers where the project has no Node of its own.
  symlinkSync(process.execPath, path.join(folder, 'node'));
  return folder;
}

test.skipIf(process.platform === 'win32')(
  'without a compiler, curl and Python it names them as absent and measures the rest (needs a search path, as POSIX systems have it)',
  async () => {
    vi.stubEnv('PATH', barePath());
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const rows = ['threads', 'new-connections', 'kept', 'folder'].flatMap((row) => ['--only', row]);
    const { code, output } = await runScript('bench/run.ts', '--smoke', ...rows);
    expect(code, output).toBe(0);
    expect(output).toMatch(/limit of loopback is absent: /);
    expect(output).toMatch(/Python http\.server is absent: python3 is not installed/);
    expect(output).toMatch(/curl --parallel is absent: curl is not installed/);
    expect(output).toMatch(/Fifolio, plain +[\d,.]+ requests\/s/);
    expect(output).toMatch(/Node http +[\d,.]+ requests\/s/);
  },
  120_000,
);
