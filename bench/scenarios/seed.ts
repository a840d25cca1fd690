import { serveWithFifolio } from '../../harness/fifolio.ts';
import { USAGE_IS_KNOWN, USAGE_UNKNOWN_REASON } from '../../harness/process-usage.ts';
import { absoluteRow, figureOf } from './comparison.ts';
import { interleave } from './interleave.ts';
import { writeSample } from './sample-file.ts';
import type { Scenario } from './scenario.ts';
import { aim, putUnderLoad } from './target.ts';

const FILE_BYTES = 64 * 1024;
const CONNECTIONS = 8;
const MAX_CPU_MICROSECONDS = 80;

/** The seed dialect, which has one request on each connection. */
export const seed: Scenario = {
  name: 'seed',
  async run(bench) {
    const { resources } = bench;
    const row = {
      scenario: 'seed',
      work: 'cached 64 KiB, seed dialect, new connection each: CPU per request',
      target: `at most ${MAX_CPU_MICROSECONDS} µs`,
    };
    if (!USAGE_IS_KNOWN) return [{ kind: 'skipped', ...row, reason: USAGE_UNKNOWN_REASON }];

    const folder = resources.folder();
    const body = writeSample(folder, 'file', FILE_BYTES);
    const target = await aim(await serveWithFifolio(resources, folder), {
      request: Buffer.from('file'),
      format: 'body-until-close',
      body,
    });
    const load = {
      connections: CONNECTIONS,
      mode: 'new-connections' as const,
      answers: bench.count(15_000, 300),
      threads: 1,
    };
    const samples = await interleave(bench, row.work, [
      { name: 'Fifolio', measure: () => putUnderLoad(target, load) },
    ]);
    await target.serving.stop();
    resources.remove(folder);

    const cpu = figureOf('Fifolio', samples, (run) => run.cpuMicrosecondsPerRequest, 'µs');
    return [absoluteRow(row, cpu, (microseconds) => microseconds <= MAX_CPU_MICROSECONDS)];
  },
};
