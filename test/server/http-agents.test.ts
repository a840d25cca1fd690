import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectRemote } from '../../src/engine/index.ts';
import { serverEventSchema, transferSchema } from '../../src/shared/server-state.ts';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const MIB = 1 << 20;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0';

/** Begins to take a file, and takes no more of it than arrives by itself. */
async function beginToTake(port: number, path: string, agent?: string): Promise<IncomingMessage> {
  const headers = agent === undefined ? {} : { 'User-Agent': agent };
  const request = get({ host: '127.0.0.1', port, path, agent: false, headers });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  // The reset of a connection is told to both, the request and its answer.
  request.on('error', () => undefined);
  answer.on('error', () => undefined);
  onTestFinished(() => {
    answer.destroy();
  });
  return answer;
}

describe('clients of HTTP', () => {
  it('are told of with the program that they say they are, and can be disconnected', async () => {
    const folder = new TestFolder();
    folder.write('large.bin', contentOf('large', 40 * MIB));
    folder.write('small.txt', 'small');
    const server = await TestServer.start(folder);

    const answer = await beginToTake(server.port, '/large.bin', FIREFOX);
    const anonymous = await beginToTake(server.port, '/large.bin');
    await eventually(() => server.eventsOf('requestStarted')).toHaveLength(2);
    const transfers = (await server.handle.transfers()).map((sent) => transferSchema.parse(sent));
    const transfer = transfers.find(({ agent }) => agent === 'Firefox')!;
    expect(transfer).toMatchObject({ dialect: 'http', name: 'large.bin', size: 40 * MIB });
    expect(transfers.map(({ agent }) => agent).toSorted()).toEqual(['Firefox', undefined]);

    // Who watches a server from afar is told the program, and not the address.
    const remote = await connectRemote({ host: '127.0.0.1', port: server.port });
    onTestFinished(() => remote.close());
    const told = (await remote.stats()).transfers.find(({ agent }) => agent === 'Firefox')!;
    expect(told).toMatchObject({ dialect: 'http', name: 'large.bin' });
    expect(told).not.toHaveProperty('peer');

    expect(await server.handle.disconnect(transfer.connection)).toBe(true);
    answer.resume();
    // Not `once` of events: that the answer is cut is an error of it.
    await new Promise((resolve) => answer.once('close', resolve));
    expect(answer.complete).toBe(false);
    await eventually(() => server.eventsOf('requestFailed')).toMatchObject([
      { request: transfer.request, code: 'cut', agent: 'Firefox', dialect: 'http' },
    ]);
    expect(anonymous.destroyed).toBe(false);

    const small = `http://127.0.0.1:${server.port}/small.txt`;
    await (await fetch(small, { headers: { 'User-Agent': 'curl/8.15.0' } })).text();
    await eventually(() => server.eventsOf('requestCompleted')).toContainEqual(
      expect.objectContaining({ name: 'small.txt', op: 'get', agent: 'curl' }),
    );
    for (const event of server.events) {
      serverEventSchema.parse(event);
      expect(event).not.toHaveProperty('fields');
    }
  });
});
