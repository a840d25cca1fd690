import { PassThrough } from 'node:stream';
import { openTerminal } from '../../src/cli/output/terminal.ts';
import { run } from '../../src/cli/run.ts';

interface InProcessOptions {
  /** Standard output and error are terminals of this width; by default they are pipes. */
  readonly columns?: number;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A program's run inside the test: no process is started, so a table of a hundred cases is quick. */
export async function runInProcess(
  [program = '', ...words]: readonly string[],
  { columns, environment = {} }: InProcessOptions = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const stdout = collector(columns);
  const stderr = collector(columns);
  const terminal = openTerminal(stdout.stream, stderr.stream, environment);
  const code = await run({ terminal, environment, program }, words);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(columns: number | undefined): {
  readonly stream: NodeJS.WriteStream;
  readonly text: () => string;
} {
  const stream = new PassThrough();
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const terminal = columns === undefined ? {} : { isTTY: true, columns, rows: 24 };
  return { stream: Object.assign(stream, terminal) as never, text: () => text };
}
