import { fileURLToPath } from 'node:url';
import { freePort, untilAnswering } from '../../harness/ports.ts';
import type { Resources } from '../../harness/resources.ts';
import type { Serving } from '../../harness/serving.ts';

const NODE_PROGRAM = fileURLToPath(new URL('./node-limit-server.ts', import.meta.url));

/** What a server without a file says to everything. */
export interface FixedAnswers {
  readonly bytes: number;
  readonly closes: boolean;
  /** How many lines a request has; without meaning where the first bytes are answered. */
  readonly requestLines: number;
}

/** Our server in C that answers everything with so many bytes from memory: the limit of loopback here. */
export function serveAtTheLimit(
  resources: Resources,
  program: string,
  answers: FixedAnswers,
): Promise<Serving> {
  return serve(resources, { name: 'limit of loopback', command: program, args: [], answers });
}

/** The same in Node: what is between the two cannot be had from a server in Node. */
export function serveAtTheLimitOfNode(
  resources: Resources,
  answers: FixedAnswers,
): Promise<Serving> {
  const args = [NODE_PROGRAM];
  return serve(resources, { name: 'least in Node', command: process.execPath, args, answers });
}

async function serve(
  resources: Resources,
  {
    name,
    command,
    args,
    answers,
  }: { name: string; command: string; args: readonly string[]; answers: FixedAnswers },
): Promise<Serving> {
  const port = await freePort();
  const mode = answers.closes ? 'close' : 'keep';
  const server = await resources.start(command, [
    ...args,
    String(port),
    String(answers.bytes),
    mode,
    String(answers.requestLines),
  ]);
  await untilAnswering(
    { name, process: server },
    port,
    '\n'.repeat(Math.max(answers.requestLines, 1)),
  );
  return { name, pid: server.pid, port, stop: server.stop };
}
