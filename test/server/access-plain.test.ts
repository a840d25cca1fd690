import { describe, expect, it } from 'vitest';
import { refusalSentence } from '../../src/shared/refusal-sentences.ts';
import { contentOf } from '../../doubles/content.ts';
import { ACCESS, logIn } from './access-login.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const CONTENT = contentOf('secret', 10_000);
/** A Python pickle of a list without anything in it. */
const EMPTY_LIST = Buffer.from([0x80, 0x02, 0x5d, 0x28, 0x65, 0x2e]);

async function start(allowPlain: boolean): Promise<TestServer> {
  const folder = new TestFolder();
  folder.write('secret.bin', CONTENT);
  const server = await TestServer.start(folder, { access: { ...ACCESS, allowPlain } });
  const client = await server.connect();
  await logIn(client);
  await client.get('secret.bin');
  return server;
}

async function askPlainly(server: TestServer, request: string): Promise<Buffer> {
  const client = await server.connect();
  client.send(request);
  client.endInput();
  return client.readToEnd();
}

describe('the plain dialect of a server with a code', () => {
  it('shows nothing: neither names nor files, nor whether there are any', async () => {
    const server = await start(false);
    expect(await askPlainly(server, 'list')).toEqual(EMPTY_LIST);
    for (const name of ['secret.bin', 'missing.bin', '../secret.bin', '.hidden']) {
      expect((await askPlainly(server, name)).toString(), name).toBe('File not found');
    }
    await eventually(() => server.eventsOf('requestFailed').length).toBe(4);
    for (const { code, why } of server.eventsOf('requestFailed')) {
      expect([code, refusalSentence(why)]).toEqual([
        'unauthorized',
        'The plain dialect cannot ask for the access code; --allow-plain lets it in.',
      ]);
    }
  });

  it('is answered where its owner says so', async () => {
    const server = await start(true);
    expect((await askPlainly(server, 'list')).includes('secret.bin')).toBe(true);
    expect((await askPlainly(server, 'secret.bin')).equals(CONTENT)).toBe(true);
    const client = await server.connect();
    expect(await client.askFor({ op: 'list' })).toMatchObject({ error: 'unauthorized' });
  });
});
