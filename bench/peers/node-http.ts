import { fileURLToPath } from 'node:url';
import { freePort, untilAnswering } from '../../harness/ports.ts';
import type { Resources } from '../../harness/resources.ts';
import type { Serving } from '../../harness/serving.ts';

const PROGRAM = fileURLToPath(new URL('./node-http-server.ts', import.meta.url));

/** A plain server of Node's `http`, in one process, that streams files. */
export async function serveWithNodeHttp(resources: Resources, folder: string): Promise<Serving> {
  const port = await freePort();
  const server = await resources.start(process.execPath, [PROGRAM, String(port), folder]);
  const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
  await untilAnswering({ name: 'The plain Node server', process: server }, port, request);
  return { name: 'Node http', pid: server.pid, port, stop: server.stop };
}
