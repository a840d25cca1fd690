import { connect } from 'node:net';
import { AnswerCounter } from './answer-counter.ts';
import type { Load, Question } from './load.ts';
import type { Supply } from './supply.ts';
import { BUFFER_BYTES } from './supply.ts';

/** Opens a connection for each request, at most `connections` at a time; gives the bytes received. */
export async function askOverNewConnections(
  load: Load,
  supply: Supply,
  use: 'new, the client closes' | 'new, the server closes',
): Promise<number> {
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  const target = { port: load.port, buffer, clientCloses: use === 'new, the client closes' };
  let bytes = 0;
  const asker = async (): Promise<void> => {
    let question: Question | undefined;
    while ((question = supply.next()) !== undefined) {
      await askOnce(target, question);
      bytes += question.answerBytes;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, asker));
  return bytes;
}

function askOnce(
  { port, buffer, clientCloses }: { port: number; buffer: Buffer; clientCloses: boolean },
  question: Question,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const counter = new AnswerCounter();
    counter.expect(question);
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer,
        callback(length) {
          try {
            counter.take(buffer, length);
            if (clientCloses && counter.outstanding === 0) socket.destroy();
            return true;
          } catch (error) {
            socket.destroy(error as Error);
            return false;
          }
        },
      },
    });
    socket.write(question.request);
    socket.once('error', reject);
    socket.once('close', () => {
      if (counter.outstanding === 0) resolve();
      else reject(new Error('A connection was closed before its answer was complete.'));
    });
  });
}
