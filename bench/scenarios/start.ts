import { serveWithFifolio } from '../../harness/fifolio.ts';
import { absoluteRow, figureOf } from './comparison.ts';
import { interleave } from './interleave.ts';
import { writeSample } from './sample-file.ts';
import type { Scenario } from './scenario.ts';

const PORTS = 2;
const MAX_START_MS = 400;

/** From typing the command to an answer on every port. */
export const start: Scenario = {
  name: 'start',
  async run(bench) {
    const { resources } = bench;
    const row = {
      scenario: 'start',
      work: `start of ./tcp_server until ${PORTS} ports answer`,
      target: `under ${MAX_START_MS} ms`,
    };
    const folder = resources.folder();
    writeSample(folder, 'file', 1024);
    const samples = await interleave(bench, row.work, [
      {
        name: 'Fifolio',
        async measure() {
          const server = await serveWithFifolio(resources, folder, { ports: PORTS });
          await server.stop();
          return server.startedInMs;
        },
      },
    ]);
    resources.remove(folder);

    const startedIn = figureOf('Fifolio', samples, (milliseconds) => milliseconds, 'ms');
    return [absoluteRow(row, startedIn, (milliseconds) => milliseconds < MAX_START_MS)];
  },
};
