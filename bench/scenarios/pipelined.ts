import { serveWithFifolio } from '../../harness/fifolio.ts';
import { nginxMissing, serveWithNginx } from '../peers/nginx.ts';
import { comparedRow, figureOf } from './comparison.ts';
import { interleave } from './interleave.ts';
import { writeSample } from './sample-file.ts';
import type { Scenario } from './scenario.ts';
import type { LoadSample } from './target.ts';
import { aim, httpGet, nativeGet, putUnderLoad } from './target.ts';

const FILE_BYTES = 16 * 1024;
const CONNECTIONS = 8;
const PIPELINE = 16;
const MIN_RATIO = 1.2;

/** Small cached files, many requests at once on each connection, against one worker of nginx. */
export const pipelined: Scenario = {
  name: 'pipelined',
  async run(bench) {
    const { resources } = bench;
    const row = {
      scenario: 'pipelined',
      work: `cached 16 KiB, ${CONNECTIONS} connections kept, pipelined by ${PIPELINE}`,
      target: `at least ${MIN_RATIO} × nginx with one worker`,
    };
    const noNginx = await nginxMissing();
    if (noNginx !== undefined) return [{ kind: 'skipped', ...row, reason: noNginx }];

    const folder = resources.folder();
    const body = writeSample(folder, 'file', FILE_BYTES);
    const targets = [
      await aim(await serveWithFifolio(resources, folder), {
        request: nativeGet('file'),
        format: 'native',
        body,
      }),
      await aim(await serveWithNginx(resources, folder), {
        request: httpGet('file'),
        format: 'http',
        body,
      }),
    ];
    const load = {
      connections: CONNECTIONS,
      mode: { pipeline: PIPELINE },
      answers: bench.count(150_000, 2_000),
      threads: 1,
    };
    const samples = await interleave(
      bench,
      row.work,
      targets.map((target) => ({
        name: target.serving.name,
        measure: () => putUnderLoad(target, load),
      })),
    );
    for (const { serving } of targets) await serving.stop();
    resources.remove(folder);

    const figure = (name: string) => figureOf(name, samples, requestsPerSecond, 'requests/s');
    return [
      comparedRow(
        row,
        {
          ours: figure('Fifolio'),
          peer: figure('nginx'),
          generatorCores: figureOf('Fifolio', samples, generatorCores, 'cores'),
        },
        (ratio) => ratio >= MIN_RATIO,
      ),
    ];
  },
};

function requestsPerSecond(sample: LoadSample): number {
  return sample.requestsPerSecond;
}

function generatorCores(sample: LoadSample): number {
  return sample.generatorCores;
}
