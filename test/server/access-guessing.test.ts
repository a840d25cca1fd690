import { describe, expect, it } from 'vitest';
import { HttpClient } from '../../harness/http-client.ts';
import { ACCESS, CODE, logIn, tryLogin } from './access-login.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const basic = (code: string): string =>
  `Authorization: Basic ${Buffer.from(`x:${code}`).toString('base64')}`;

async function start(): Promise<TestServer> {
  const folder = new TestFolder();
  folder.write('secret.txt', 'secret');
  return TestServer.start(folder, { access: ACCESS, threads: 3 });
}

describe('whoever guesses', () => {
  it('has five tries over all threads and dialects, and waits then', async () => {
    const server = await start();
    const clients = await server.connectToEveryThread();
    const known = clients[0]!;
    await logIn(known);
    for (let guess = 0; guess < 3; guess++) {
      const { answer } = await tryLogin(clients[guess]!, `wrong code ${guess}`);
      expect(answer).toMatchObject({ error: 'unauthorized' });
    }
    const http = await HttpClient.connect(server);
    for (let guess = 0; guess < 2; guess++) {
      const { status } = await http.get('/', { fields: [basic(`wrong code ${guess}`)] });
      expect(status).toBe(401);
    }
    // Also with the right code, or guessing would have no end.
    for (const client of clients) {
      const { answer } = await tryLogin(client);
      expect(answer).toMatchObject({ ok: false, error: 'busy' });
      expect(answer['message']).toMatch(
        /^Too many wrong access codes came from this address\. Try again in \d+ s\.$/,
      );
    }
    const { status, fields } = await http.get('/', { fields: [basic(CODE)] });
    expect(status).toBe(429);
    expect(fields.get('retry-after')).toBe('1');
    // Who is in, stays in.
    expect((await known.get('secret.txt')).body.toString()).toBe('secret');
    expect(server.handle.status().counters.wrongCodes).toBe(5);
    await eventually(async () => (await http.get('/', { fields: [basic(CODE)] })).status).toBe(200);
  });

  it('is told of once', async () => {
    const server = await start();
    const http = await HttpClient.connect(server);
    for (let guess = 0; guess < 200; guess++) {
      await http.get('/', { fields: [basic(`wrong code ${guess}`)] });
    }
    await eventually(() => server.eventsOf('guessingNoticed').length).toBe(1);
    expect(server.eventsOf('guessingNoticed')[0]).toMatchObject({ address: '127.0.0.1' });
    expect(server.eventsOf('requestFailed')).toEqual([]);
    expect(JSON.stringify(server.events)).not.toContain('wrong code');
  });

  it('does not keep out who knows another code from now on', async () => {
    const server = await start();
    const client = await server.connect();
    for (let guess = 0; guess < 5; guess++) await tryLogin(client, `wrong code ${guess}`);
    expect((await tryLogin(client)).answer).toMatchObject({ error: 'busy' });
    await server.handle.setAccessCode('the next code');
    await logIn(await server.connect(), 'the next code');
  });
});
