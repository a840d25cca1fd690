import path from 'node:path';
import { serveWithBareNode } from '../peers/bare-node.ts';
import { serveWithFifolio } from '../../harness/fifolio.ts';
import { nginxMissing, serveWithNginx } from '../peers/nginx.ts';
import { USAGE_IS_KNOWN, USAGE_UNKNOWN_REASON } from '../../harness/process-usage.ts';
import type { Row } from '../report/row.ts';
import { comparedRow, figureOf } from './comparison.ts';
import { interleave } from './interleave.ts';
import { writeSample } from './sample-file.ts';
import type { Bench, Scenario } from './scenario.ts';
import type { Target } from './target.ts';
import { aim, httpGet, nativeGet, putUnderLoad } from './target.ts';

const MIB = 1024 * 1024;
const CONNECTIONS = 8;
const MAX_CPU_RATIO = 1.15;
const CPU_TARGET = `at most ${MAX_CPU_RATIO} × bare Node`;
const SPEED_TARGET = 'at least nginx with sendfile';

/** Large cached files over connections that are kept, against a bare Node server and nginx. */
export const cachedLarge: Scenario = {
  name: 'cached-large',
  async run(bench) {
    return [...(await measureSize(bench, 1)), ...(await measureSize(bench, 32))];
  },
};

async function measureSize(bench: Bench, mebibytes: number): Promise<Row[]> {
  const { resources } = bench;
  const folder = resources.folder();
  const body = writeSample(folder, 'file', mebibytes * MIB);
  const noNginx = await nginxMissing();
  const targets: Target[] = [
    await aim(await serveWithFifolio(resources, folder), {
      request: nativeGet('file'),
      format: 'native',
      body,
    }),
    await aim(await serveWithBareNode(resources, path.join(folder, 'file')), {
      request: Buffer.from('\n'),
      format: { bodyBytes: body.length },
      body,
    }),
  ];
  if (noNginx === undefined) {
    const serving = await serveWithNginx(resources, folder);
    targets.push(await aim(serving, { request: httpGet('file'), format: 'http', body }));
  }
  const load = {
    connections: CONNECTIONS,
    mode: { pipeline: 1 },
    answers: bench.count(6144, 64 + CONNECTIONS * mebibytes) / mebibytes,
    threads: 1,
  };
  const what = `cached ${mebibytes} MiB, ${CONNECTIONS} connections kept`;
  const samples = await interleave(
    bench,
    what,
    targets.map((target) => ({
      name: target.serving.name,
      measure: () => putUnderLoad(target, load),
    })),
  );
  for (const { serving } of targets) await serving.stop();
  resources.remove(folder);

  const cpu = { scenario: 'cached-large', work: `${what}: CPU per GiB`, target: CPU_TARGET };
  const speed = { scenario: 'cached-large', work: `${what}: throughput`, target: SPEED_TARGET };
  const figure = (name: string, value: 'cpuSecondsPerGib' | 'gibPerSecond' | 'generatorCores') =>
    figureOf(name, samples, (sample) => sample[value], UNITS[value]);
  const generatorCores = figure('Fifolio', 'generatorCores');
  return [
    USAGE_IS_KNOWN
      ? comparedRow(
          cpu,
          {
            ours: figure('Fifolio', 'cpuSecondsPerGib'),
            peer: figure('bare Node', 'cpuSecondsPerGib'),
            generatorCores,
          },
          (ratio) => ratio <= MAX_CPU_RATIO,
        )
      : { kind: 'skipped', ...cpu, reason: USAGE_UNKNOWN_REASON },
    noNginx === undefined
      ? comparedRow(
          speed,
          {
            ours: figure('Fifolio', 'gibPerSecond'),
            peer: figure('nginx', 'gibPerSecond'),
            generatorCores,
          },
          (ratio) => ratio >= 1,
        )
      : { kind: 'skipped', ...speed, reason: noNginx },
  ];
}

const UNITS = {
  cpuSecondsPerGib: 's/GiB',
  gibPerSecond: 'GiB/s',
  generatorCores: 'cores',
} as const;
