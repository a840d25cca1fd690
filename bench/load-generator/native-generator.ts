import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Resources } from '../../harness/resources.ts';
import type { ConnectionUse, LoadGenerator, LoadResult, Question } from './load.ts';
import { TIME_LIMIT_SECONDS } from './load.ts';

/** The load generator in C, which takes the least from the processors that it shares with the server. */
export function nativeLoadGenerator(resources: Resources, program: string): LoadGenerator {
  const folder = resources.folder();
  let runs = 0;
  return async (load, around) => {
    const questions = path.join(folder, `questions-${runs++}`);
    writeFileSync(questions, encodeQuestions(load.questions));
    const args = [load.port, load.connections, modeOf(load.use), load.seconds, load.maxAnswers];
    const further = [load.first, TIME_LIMIT_SECONDS, questions];
    const child = spawn(program, [...args, ...further].map(String));
    const ended = once(child, 'close') as Promise<[number | null, string | null]>;
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    // It may have ended by the time that it is told to start; how it ended tells more.
    child.stdin.on('error', () => undefined);
    let result: LoadResult | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'ready') {
        around.before();
        child.stdin.write('\n');
      } else {
        around.after();
        result = JSON.parse(line) as LoadResult;
      }
    }
    const [code, signal] = await ended;
    rmSync(questions);
    if (code !== 0 || result === undefined) {
      throw new Error(
        signal === 'SIGALRM'
          ? `The load took longer than ${TIME_LIMIT_SECONDS} s.`
          : `The load generator ended with ${code ?? signal ?? 'nothing'}. ${errors.trim()}`,
      );
    }
    return result;
  };
}

function modeOf(use: ConnectionUse): string {
  if (typeof use === 'object') return String(use.pipeline);
  return use === 'new, the client closes' ? 'client-closes' : 'server-closes';
}

/** As native/load-generator.c reads them. */
function encodeQuestions(questions: readonly Question[]): Buffer {
  return Buffer.concat(
    questions.flatMap(({ request, answerBytes, firstByte }) => [
      Buffer.from(`${request.length} ${answerBytes} ${firstByte}\n`),
      request,
    ]),
  );
}
