import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { AnswerCounter } from './answer-counter.ts';
import type { Load, Question } from './load.ts';
import type { Supply } from './supply.ts';
import { BUFFER_BYTES } from './supply.ts';

/**
 * Opens connections that are kept; the function returned asks over all of them, each time as many
 * requests as there came answers, and resolves with the bytes received.
 */
export async function openKeptConnections(
  load: Load,
  supply: Supply,
  pipeline: number,
): Promise<() => Promise<number>> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let outstanding = 0;
  let bytes = 0;
  const connections: { socket: Socket; counter: AnswerCounter }[] = [];

  const ask = (socket: Socket, counter: AnswerCounter, wanted: number): void => {
    const requests: Uint8Array[] = [];
    let question: Question | undefined;
    while (requests.length < wanted && (question = supply.next()) !== undefined) {
      counter.expect(question);
      requests.push(question.request);
    }
    outstanding += requests.length;
    if (requests.length > 0)
      socket.write(requests.length === 1 ? requests[0]! : Buffer.concat(requests));
  };
  const end = (): void => {
    for (const { socket } of connections) socket.destroy();
  };
  const fail = (error: Error): void => {
    end();
    reject(error);
  };
  const open = async (): Promise<void> => {
    const counter = new AnswerCounter();
    const socket = connect({
      port: load.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer,
        callback(length) {
          try {
            bytes += length;
            const answers = counter.take(buffer, length);
            outstanding -= answers;
            if (answers > 0) ask(socket, counter, answers);
            if (outstanding > 0) return true;
            end();
            resolve(bytes);
          } catch (error) {
            fail(error as Error);
          }
          return false;
        },
      },
    });
    connections.push({ socket, counter });
    await new Promise<void>((connected, failed) => {
      socket.once('connect', connected).once('error', failed);
    });
    socket.on('error', fail);
    socket.on('end', () => fail(new Error('The server closed a connection.')));
  };

  promise.catch(() => undefined);
  await Promise.all(Array.from({ length: load.connections }, open));
  return () => {
    for (const { socket, counter } of connections) ask(socket, counter, pipeline);
    return promise;
  };
}
