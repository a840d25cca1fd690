import { connect } from 'node:net';
import { AnswerCounter } from './answer-counter.ts';
import type { ThreadTask } from './load.ts';

/** Opens a connection for each request, at most `connections` at a time; the server closes it. */
export async function askOverNewConnections(task: ThreadTask): Promise<number> {
  const buffer = Buffer.allocUnsafeSlow(task.bufferBytes);
  let unasked = task.answers;
  const asker = async (): Promise<void> => {
    while (unasked-- > 0) await askOnce(task, buffer);
  };
  await Promise.all(Array.from({ length: task.connections }, asker));
  return task.answers * task.answer.bytes;
}

function askOnce(task: ThreadTask, buffer: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const counter = new AnswerCounter(task.answer);
    let answers = 0;
    const socket = connect({
      port: task.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer,
        callback(length) {
          try {
            answers += counter.take(buffer, length);
            return true;
          } catch (error) {
            socket.destroy(error as Error);
            return false;
          }
        },
      },
    });
    socket.write(task.request);
    socket.once('error', reject);
    socket.once('close', () => {
      if (answers === 1 && counter.isComplete) resolve();
      else reject(new Error('A connection was closed before its answer was complete.'));
    });
  });
}
