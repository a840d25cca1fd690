import { freePort, untilAnswering } from '../../harness/ports.ts';
import type { Resources } from '../../harness/resources.ts';
import type { Serving } from '../../harness/serving.ts';
import { outputOf, versionOf } from './commands.ts';

const COMMAND = 'python3';
const MODULE = ['-m', 'http.server'];
const PROTOCOL = '--protocol';

export async function pythonVersion(): Promise<string | undefined> {
  return versionOf(COMMAND, ['--version']);
}

/** Whether its server can keep connections: since Python 3.11. */
export async function pythonKeepsConnections(): Promise<boolean> {
  return (await outputOf(COMMAND, [...MODULE, '--help']))?.includes(PROTOCOL) ?? false;
}

/** `python3 -m http.server`, with kept connections if it has them. It logs each request, and cannot be told not to. */
export async function serveWithPython(resources: Resources, folder: string): Promise<Serving> {
  const port = await freePort();
  const protocol = (await pythonKeepsConnections()) ? [PROTOCOL, 'HTTP/1.1'] : [];
  const where = ['--bind', '127.0.0.1', '--directory', folder];
  const args = [...MODULE, ...where, ...protocol, String(port)];
  const server = await resources.start(COMMAND, args);
  const request = 'GET / HTTP/1.0\r\n\r\n';
  await untilAnswering({ name: 'http.server of Python', process: server }, port, request);
  return { name: 'Python http.server', pid: server.pid, port, stop: server.stop };
}
