import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { NativeConnection } from '../../bench/panel-load/native-connection.ts';

const CLOSING_LINE = '{"end":true,"crc32":"00000000"}\n';

/** Connects to a server that says `pieces`, one after the other, whatever it is asked. */
async function connectionTo(pieces: readonly string[]): Promise<NativeConnection> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.once('data', () => {
      void (async () => {
        for (const piece of pieces) {
          socket.write(piece);
          await new Promise(setImmediate);
        }
      })();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = await NativeConnection.open((server.address() as AddressInfo).port);
  onTestFinished(() => {
    connection.close();
    server.close();
  });
  return connection;
}

test('answers are told apart wherever they are cut', async () => {
  const first = `{"ok":true,"length":5,"source":"disk"}\n{\n}ab${CLOSING_LINE}`;
  const second = `{"ok":true,"length":0,"source":"cache"}\n${CLOSING_LINE}`;
  const connection = await connectionTo(Array.from(first + second));
  const answers = await Promise.all([connection.get('one'), connection.get('two')]);
  expect(answers).toEqual([{ source: 'disk' }, { source: 'cache' }]);
  expect(connection.outstanding).toBe(0);
});

test('a refusal fails all that wait', async () => {
  const connection = await connectionTo(['{"ok":false,"error":"not-found"}\n']);
  const answers = await Promise.allSettled([connection.get('one'), connection.get('two')]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
