import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { AnswerCounter } from './answer-counter.ts';
import type { ThreadTask } from './load.ts';

/**
 * Opens connections that are kept; the function returned asks over all of them, each time as many
 * requests as there came answers, and resolves with the bytes received.
 */
export async function openKeptConnections(
  task: ThreadTask,
  pipeline: number,
): Promise<() => Promise<number>> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const buffer = Buffer.allocUnsafeSlow(task.bufferBytes);
  const burst = Buffer.concat(Array.from({ length: pipeline }, () => task.request));
  let unasked = task.answers;
  let unanswered = task.answers;
  let bytes = 0;
  const sockets: Socket[] = [];

  const ask = (socket: Socket, count: number): void => {
    const asked = Math.min(count, unasked);
    unasked -= asked;
    if (asked > 0) socket.write(burst.subarray(0, asked * task.request.length));
  };
  const fail = (error: Error): void => {
    for (const socket of sockets) socket.destroy();
    reject(error);
  };
  const open = async (): Promise<void> => {
    const counter = new AnswerCounter(task.answer);
    const onBytes = (length: number): boolean => {
      bytes += length;
      const answers = counter.take(buffer, length);
      if (answers === 0) return true;
      unanswered -= answers;
      if (unanswered > 0) ask(socket, answers);
      else {
        for (const each of sockets) each.destroy();
        resolve(bytes);
      }
      return true;
    };
    const socket = connect({
      port: task.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer,
        callback(length) {
          try {
            return onBytes(length);
          } catch (error) {
            fail(error as Error);
            return false;
          }
        },
      },
    });
    sockets.push(socket);
    await new Promise<void>((connected, failed) => {
      socket.once('connect', connected).once('error', failed);
    });
    socket.on('error', fail);
    socket.on('end', () => fail(new Error('The server closed a connection.')));
  };

  promise.catch(() => undefined);
  await Promise.all(Array.from({ length: task.connections }, open));
  return () => {
    for (const socket of sockets) ask(socket, pipeline);
    return promise;
  };
}
