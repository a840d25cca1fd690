import { describe, expect, it } from 'vitest';
import { HttpClient, requestText } from '../../harness/http-client.ts';
import type { WireClient } from '../../harness/wire-client.ts';
import { ACCESS, clientFirst, CODE, logIn, scramLogin, tryLogin } from './access-login.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const basic = (code: string): string =>
  `Authorization: Basic ${Buffer.from(`x:${code}`).toString('base64')}`;

async function start(): Promise<TestServer> {
  const folder = new TestFolder();
  folder.write('secret.txt', 'secret');
  return TestServer.start(folder, { access: ACCESS, threads: 3 });
}

/** So many requests with wrong codes, in one piece, so that no time passes between them. */
const guesses = (count: number): string =>
  Array.from({ length: count }, (_, guess) =>
    requestText('/', { fields: [basic(`wrong code ${guess}`)] }),
  ).join('');

async function statuses(http: HttpClient, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let left = count; left > 0; left--) all.push((await http.read()).status);
  return all;
}

describe('whoever guesses', () => {
  it('has five tries over all threads, and waits then; those who are in stay in', async () => {
    const server = await start();
    const [known, ...others] = (await server.connectToEveryThread()) as [
      WireClient,
      ...WireClient[],
    ];
    await logIn(known);
    for (const client of [...others, ...others]) {
      expect((await tryLogin(client, 'another code')).answer).toMatchObject({
        error: 'unauthorized',
      });
    }
    const client = await server.connect();
    const first = clientFirst();
    const challenge = await client.askFor({ op: 'auth', scram: first });
    const { final } = scramLogin(first, String(challenge['scram']), 'another code');
    client.ask({ op: 'auth', scram: final }, { op: 'auth', scram: clientFirst() });
    expect(await client.readJson()).toMatchObject({ error: 'unauthorized' });
    expect(await client.readJson()).toMatchObject({
      error: 'busy',
      message: 'Too many wrong access codes came from this address. Try again in 1 s.',
    });
    expect(server.handle.status().counters.wrongCodes).toBe(5);
    expect((await known.get('secret.txt')).body.toString()).toBe('secret');
    const again = async (): Promise<unknown> => (await tryLogin(client)).answer['ok'];
    await eventually(again).toBe(true);
  });

  it('waits in HTTP too, also with the right code, but not with a cookie', async () => {
    const server = await start();
    const http = await HttpClient.connect(server);
    http.ask('/.fifolio/sign-in', {
      method: 'POST',
      fields: [
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${`code=${CODE}`.length}`,
      ],
    });
    http.wire.send(`code=${CODE}`);
    const cookie = (await http.read('POST')).fields.get('set-cookie')?.split(';')[0];
    const fields = [basic(CODE), 'Accept: text/html'];
    http.wire.send(
      guesses(5) +
        requestText('/', { fields }) +
        requestText('/secret.txt', { fields: [`Cookie: ${cookie}`] }),
    );
    expect(await statuses(http, 5)).toEqual([401, 401, 401, 401, 401]);
    const late = await http.read();
    expect([late.status, late.fields.get('retry-after')]).toEqual([429, '1']);
    expect(late.body.toString()).toContain(
      'Too many wrong access codes came from this address. Try again in 1 s.',
    );
    expect((await http.read()).body.toString()).toBe('secret');
    const again = async (): Promise<number> => (await http.get('/', { fields })).status;
    await eventually(again).toBe(200);
  });

  it('is told of once', async () => {
    const server = await start();
    const http = await HttpClient.connect(server);
    http.wire.send(guesses(100));
    expect(await statuses(http, 100)).toContain(429);
    await eventually(() => server.eventsOf('guessingNoticed').length).toBe(1);
    expect(server.eventsOf('guessingNoticed')[0]).toMatchObject({ address: '127.0.0.1' });
    expect(server.eventsOf('requestFailed')).toEqual([]);
    expect(JSON.stringify(server.events)).not.toContain('wrong code');
  });

  it('does not keep out who knows another code from now on', async () => {
    const server = await start();
    const http = await HttpClient.connect(server);
    const right = requestText('/', { fields: [basic(CODE)] });
    http.wire.send(guesses(5) + right);
    expect((await statuses(http, 6)).at(-1)).toBe(429);
    await server.handle.setAccessCode('the next code');
    await logIn(await server.connect(), 'the next code');
  });
});
