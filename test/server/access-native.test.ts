import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { ACCESS, clientFirst, CODE, logIn, scramLogin, tryLogin } from './access-login.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const CONTENT = contentOf('secret', 300_000);

async function start(access = ACCESS): Promise<TestServer> {
  const folder = new TestFolder();
  folder.write('secret.bin', CONTENT);
  return TestServer.start(folder, { access });
}

describe('a native client without the code', () => {
  it('learns that one is needed, and nothing else', async () => {
    const server = await start();
    const client = await server.connect();
    const hello = await client.askFor({ op: 'hello', id: 1 });
    expect(hello).toMatchObject({
      ok: true,
      id: 1,
      auth: { required: true, scheme: 'scram-sha-256' },
    });
    expect(hello['ops']).toContain('auth');
    for (const request of [
      { op: 'get', name: 'secret.bin', id: 'a' },
      { op: 'get', name: 'missing.bin', id: 'a' },
      { op: 'list', id: 'a' },
      { op: 'files', id: 'a' },
      { op: 'stats', id: 'a' },
    ]) {
      expect(await client.askFor(request)).toEqual({
        ok: false,
        id: 'a',
        error: 'unauthorized',
        message: 'This server asks for an access code. Log in with "auth" first.',
      });
    }
    expect(await server.cachedNames()).toEqual([]);
    // Anybody could fill the log with it.
    expect(server.eventsOf('requestFailed')).toEqual([]);
    expect(server.handle.status().counters).toMatchObject({ requestsFailed: 5, wrongCodes: 0 });
  });

  it('stays out with another one, and may try again on the same connection', async () => {
    const server = await start();
    const client = await server.connect();
    const { answer } = await tryLogin(client, 'another code');
    expect(answer).toMatchObject({ ok: false, error: 'unauthorized' });
    expect(await client.askFor({ op: 'list' })).toMatchObject({ error: 'unauthorized' });
    expect(server.handle.status().counters.wrongCodes).toBe(1);
    await logIn(client);
    expect((await client.get('secret.bin')).body.equals(CONTENT)).toBe(true);
  });

  it('does not come in by what another one said', async () => {
    const server = await start();
    const recorded = await logIn(await server.connect());
    const client = await server.connect();
    const challenge = await client.askFor({ op: 'auth', scram: recorded.first });
    expect(challenge).toMatchObject({ ok: true });
    expect(await client.askFor({ op: 'auth', scram: recorded.final })).toMatchObject({
      ok: false,
      error: 'bad-request',
    });
    // Neither with the server's new nonce put into it.
    const again = await client.askFor({ op: 'auth', scram: recorded.first });
    const nonce = String(again['scram']).split(',')[0]!;
    const forged = recorded.final.replace(/r=[^,]*/, () => nonce);
    expect(await client.askFor({ op: 'auth', scram: forged })).toMatchObject({
      ok: false,
      error: 'unauthorized',
    });
    // Nor by the final message alone.
    expect(await client.askFor({ op: 'auth', scram: recorded.final })).toMatchObject({
      ok: false,
      error: 'bad-request',
    });
    expect(await client.askFor({ op: 'list' })).toMatchObject({ error: 'unauthorized' });
  });

  it.each([{ scram: '' }, { scram: 'n,,n=x,r=y,' }, { scram: 'p=tls-unique,,n=x,r=y' }])(
    'is refused, and not counted as guessing, with %j',
    async (fields) => {
      const server = await start();
      const client = await server.connect();
      expect(await client.askFor({ op: 'auth', ...fields })).toMatchObject({
        ok: false,
        error: 'bad-request',
      });
      expect(server.handle.status().counters.wrongCodes).toBe(0);
    },
  );

  it('is refused what it asks before the answer to its login', async () => {
    const client = await (await start()).connect();
    client.ask({ op: 'auth', scram: clientFirst() }, { op: 'list' }, { op: 'get', name: 'a' });
    expect(await client.readJson()).toMatchObject({ ok: true });
    for (let left = 2; left > 0; left--) {
      expect(await client.readJson()).toMatchObject({ error: 'unauthorized' });
    }
  });
});

describe('a native client with the code', () => {
  it('is answered all that it asks behind the login, on every thread', async () => {
    const server = await start();
    for (const client of await server.connectToEveryThread()) {
      const first = clientFirst();
      const challenge = await client.askFor({ op: 'auth', scram: first });
      const login = scramLogin(first, String(challenge['scram']), CODE);
      client.ask({ op: 'auth', scram: login.final, id: 9 }, { op: 'get', name: 'secret.bin' });
      expect(await client.readJson()).toEqual({ ok: true, id: 9, scram: login.expected });
      expect((await client.readFetched()).body.equals(CONTENT)).toBe(true);
    }
  });

  it('hears of another server that it does not know the code', async () => {
    const impostor = await start({ code: 'what the impostor guessed', allowPlain: false });
    const { answer, login } = await tryLogin(await impostor.connect());
    expect(answer['scram']).not.toBe(login?.expected);
  });
});

describe('a code that changes', () => {
  it('ends what was begun under the one before, on every thread', async () => {
    const server = await start();
    const clients = await server.connectToEveryThread();
    for (const client of clients) await logIn(client);
    await server.handle.setAccessCode('the next code');
    for (const client of clients) await client.readUntilCut();
    const reasons = (): string[] => server.eventsOf('connectionClosed').map(({ reason }) => reason);
    const cut = (): number => reasons().filter((reason) => reason === 'disconnected').length;
    await eventually(cut).toBe(clients.length);
    for (const client of await server.connectToEveryThread()) {
      expect((await tryLogin(client)).answer).toMatchObject({ error: 'unauthorized' });
      await logIn(client, 'the next code');
      expect((await client.get('secret.bin')).body.equals(CONTENT)).toBe(true);
    }
  });

  it('closes a server that was open, and opens one that was closed', async () => {
    const folder = new TestFolder();
    folder.write('secret.bin', CONTENT);
    const server = await TestServer.start(folder);
    const early = await server.connect();
    const hello = await early.askFor({ op: 'hello' });
    expect(hello).not.toHaveProperty('auth');
    expect(hello['ops']).not.toContain('auth');
    expect(await early.askFor({ op: 'auth', scram: clientFirst() })).toMatchObject({
      error: 'bad-request',
    });
    await early.get('secret.bin');
    await server.handle.setAccessCode(CODE);
    await early.readUntilCut();
    const client = await server.connect();
    expect(await client.askFor({ op: 'list' })).toMatchObject({ error: 'unauthorized' });
    await server.handle.setAccessCode(undefined);
    // Whoever waited for it is let in.
    expect((await client.list()).header).toMatchObject({ ok: true, count: 1 });
  });

  it('is asked for by a thread that takes the place of another', async () => {
    const server = await start();
    await server.handle.setAccessCode('the next code');
    await server.threads[0]!.terminate();
    await eventually(() => server.eventsOf('workerStarted').length).toBeGreaterThan(0);
    for (const client of await server.connectToEveryThread()) {
      expect(await client.askFor({ op: 'list' })).toMatchObject({ error: 'unauthorized' });
      await logIn(client, 'the next code');
    }
  });

  it.each(['', 'short', ' 1234567 ', 'x'.repeat(129), 'two\nlines of text'])(
    'cannot be %j, and stays what it was',
    async (code) => {
      const server = await start();
      await expect(server.handle.setAccessCode(code)).rejects.toMatchObject({
        failure: { code: 'unusable-access-code' },
      });
      await logIn(await server.connect());
    },
  );

  it('cannot be wrong at the start either', async () => {
    await expect(start({ code: 'short', allowPlain: false })).rejects.toMatchObject({
      failure: { code: 'unusable-access-code', problem: 'too-short' },
    });
  });
});
