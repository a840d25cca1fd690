import { fileURLToPath } from 'node:url';
import type { Resources } from '../../harness/resources.ts';
import { freePort, untilAnswering } from '../../harness/ports.ts';
import type { Serving } from '../../harness/serving.ts';

/** A Node server of one process that answers every line with the same file, from one Buffer. */
export async function serveWithBareNode(resources: Resources, file: string): Promise<Serving> {
  const port = await freePort();
  const program = fileURLToPath(new URL('./bare-node-server.ts', import.meta.url));
  const server = await resources.start(process.execPath, [program, String(port), file]);
  await untilAnswering({ name: 'The bare Node server', process: server }, port, '\n');
  return { name: 'bare Node', pid: server.pid, port, stop: server.stop };
}
