import { freePort, untilAnswering } from '../../harness/ports.ts';
import type { Resources } from '../../harness/resources.ts';
import type { Serving } from '../../harness/serving.ts';

/** Our server in C that answers everything with so many bytes from memory: the limit of loopback here. */
export async function serveAtTheLimit(
  resources: Resources,
  program: string,
  answers: { readonly bytes: number; readonly closes: boolean },
): Promise<Serving> {
  const port = await freePort();
  const args = [String(port), String(answers.bytes), answers.closes ? 'close' : 'keep'];
  const server = await resources.start(program, args);
  await untilAnswering({ name: 'limit-server', process: server }, port, '\n');
  return { name: 'limit of loopback', pid: server.pid, port, stop: server.stop };
}
