import { serveWithFifolio } from '../../harness/fifolio.ts';
import { interleave } from './interleave.ts';
import { writeSample } from './sample-file.ts';
import type { Scenario } from './scenario.ts';

const PORTS = 2;

/** From typing the command to an answer on every port. */
export const start: Scenario = {
  name: 'start',
  title: 'from starting ./tcp_server until it answers',
  async run(bench) {
    const { resources } = bench;
    const work = `on ${PORTS} ports`;
    const folder = resources.folder();
    writeSample(folder, 'file', 1024);
    const outcomes = await interleave(bench, `start ${work}`, [
      {
        name: 'Fifolio',
        role: 'ours',
        async measure() {
          const server = await serveWithFifolio(resources, folder, { ports: PORTS });
          await server.stop();
          return server.startedInMs;
        },
      },
    ]);
    resources.remove(folder);
    return [
      {
        work,
        cells: outcomes.map(({ name, role, samples }) => ({
          kind: 'measured',
          name,
          role,
          speed: { values: samples, unit: 'ms', better: 'less' },
        })),
      },
    ];
  },
};
