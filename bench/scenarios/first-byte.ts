import { connect } from 'node:net';
import type { Serving } from '../../harness/serving.ts';
import { median } from '../report/statistics.ts';
import { interleave } from './interleave.ts';
import { writeSample } from './sample-file.ts';
import type { Scenario } from './scenario.ts';
import { startServers } from './servers.ts';

const MEBIBYTES = 60;
/** Our cache holds one: asked for in turn, each has left when its turn comes. */
const NAMES = ['first', 'second'] as const;
const END_OF_HEAD = '\r\n\r\n';
const TIMEOUT_MS = 10_000;

/** How long a client waits for a large file that is not cached. */
export const httpFirstByte: Scenario = {
  name: 'http-first-byte',
  title: 'HTTP: a file that our cache does not hold, until its first byte',
  async run(bench) {
    const { resources } = bench;
    const work = `the first byte of ${MEBIBYTES} MiB over a new connection`;
    const folder = resources.folder();
    for (const name of NAMES) writeSample(folder, name, MEBIBYTES * 1024 * 1024);
    const servers = await startServers(resources, folder, { hasStreaming: false });
    const pairs = bench.count(5, 1);
    const outcomes = await interleave(
      bench,
      work,
      servers.present.map(({ name, role, serving }) => ({
        name,
        role,
        async measure() {
          const waits: number[] = [];
          for (let pair = 0; pair < pairs; pair++) {
            for (const file of NAMES) waits.push(await waitFor(serving, file));
          }
          return median(waits);
        },
      })),
    );
    await servers.stop();
    resources.remove(folder);
    const cells = outcomes.map(({ name, role, samples }) => {
      const speed = { values: samples, unit: 'ms', better: 'less' } as const;
      return { kind: 'measured', name, role, speed } as const;
    });
    return [{ work, cells: [...cells, ...servers.absent] }];
  },
};

/**
 * Milliseconds from connecting to the first byte of the file itself. The rest is read, too, so that the
 * next one finds the server as this one did.
 *
 * @throws Error if the answer is not the whole file
 */
function waitFor({ port }: Serving, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAtMs = performance.now();
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`Port ${port} did not answer.`)));
    socket.write(`GET /${name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    let head: Buffer | undefined = Buffer.alloc(0);
    let waitedMs = 0;
    let bodyBytes = 0;
    socket.on('data', (chunk: Buffer) => {
      if (head === undefined) {
        bodyBytes += chunk.length;
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf(END_OF_HEAD);
      if (end === -1 || head.length === end + END_OF_HEAD.length) return;
      waitedMs = performance.now() - startedAtMs;
      bodyBytes = head.length - end - END_OF_HEAD.length;
      head = undefined;
    });
    socket.once('error', reject);
    socket.once('close', () => {
      if (bodyBytes === MEBIBYTES * 1024 * 1024) resolve(waitedMs);
      else reject(new Error(`Port ${port} sent ${bodyBytes} bytes of ${name}.`));
    });
  });
}
