import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { HAS_SIGNALS, startCli, temporaryFolder } from './run-cli.ts';
import type { RunningCli } from './run-cli.ts';

const WAIT = { timeout: 15_000, interval: 20 };
const TOKEN = 'a-token-of-my-own-that-is-long-enough';

/** Starts a server whose panel remembers things in a folder of this test alone. */
async function startServing(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<RunningCli> {
  const folder = await temporaryFolder();
  const home = path.join(folder, 'home');
  await mkdir(home);
  await writeFile(path.join(folder, 'a.txt'), 'content of a');
  return startCli(['fifolio', 'serve', folder, '--port', '0', ...words], {
    environment: { HOME: home, XDG_CONFIG_HOME: home, APPDATA: home, ...environment },
  });
}

async function panelUrl(cli: RunningCli, scheme = 'http'): Promise<URL> {
  const printed = await vi.waitFor(() => {
    const found = new RegExp(String.raw`^Control panel: (${scheme}:\S+)$`, 'm').exec(cli.stdout());
    expect(found, cli.stderr()).not.toBeNull();
    return found![1]!;
  }, WAIT);
  return new URL(printed);
}

async function occupyPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe('--panel', () => {
  it('prints an address whose token is exchanged for a cookie', async () => {
    const cli = await startServing(['--panel']);
    const url = await panelUrl(cli);
    const exchanged = await fetch(url, { redirect: 'manual' });
    expect(exchanged.status).toBe(303);
    expect(exchanged.headers.get('location')).toBe('/');
    const cookie = exchanged.headers.get('set-cookie')!;
    expect(cookie).toMatch(/; HttpOnly/);
    // Only the cookie is missing: a file that does not exist would be answered differently.
    const missing = new URL('/missing.js', url);
    expect((await fetch(missing)).status).toBe(403);
    const headers = { cookie: cookie.split(';')[0]! };
    expect((await fetch(missing, { headers })).status).toBe(404);

    cli.process.kill('SIGINT');
    const { code, stderr } = await cli.ended;
    expect(stderr).toBe('');
    if (HAS_SIGNALS) expect(code).toBe(0);
  });

  it('is told by an event with --json, and even with --quiet', async () => {
    const announced = await startServing(['--panel', '--json']);
    await vi.waitFor(() => expect(announced.stdout()).toContain('"panelOpened"'), WAIT);
    const events = announced.stdout().trim().split('\n');
    const types = events.map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(['portOpened', 'panelOpened']);
    const { url } = JSON.parse(events[1]!) as { url: string };
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);

    const quiet = await startServing(['--panel', '--quiet']);
    const address = await panelUrl(quiet);
    expect(quiet.stdout()).toBe(`Control panel: ${address.href}\n`);
  });

  it('comes from the environment, too', async () => {
    const cli = await startServing([], { FIFOLIO_PANEL: '0', FIFOLIO_PANEL_TOKEN: TOKEN });
    const url = await panelUrl(cli);
    expect(url.searchParams.get('token')).toBe(TOKEN);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  });

  it.each(['', '--quiet', '--tls', '--tls --quiet'])(
    'that others can reach says once how to know its certificate: %s',
    async (options) => {
      const words = options.split(' ').filter((word) => word !== '');
      const cli = await startServing([
        ...['--panel', '--panel-host', '0.0.0.0', '--panel-token', TOKEN],
        ...words,
      ]);
      const { port } = await panelUrl(cli, 'https');
      const socket = connect({ port: Number(port), rejectUnauthorized: false });
      onTestFinished(() => void socket.destroy());
      await once(socket, 'secureConnect');
      const { fingerprint256 } = socket.getPeerX509Certificate()!;
      const line = `SHA-256 fingerprint in a browser: ${fingerprint256}\n`;
      await vi.waitFor(() => expect(cli.stdout()).toContain(line), WAIT);
      expect(cli.stdout().split(fingerprint256)).toHaveLength(2);
    },
  );

  it('on a port in use: nothing is shared, and the program ends with 4', async () => {
    const taken = await occupyPort();
    const cli = await startServing(['--panel', String(taken)]);
    const { code, stdout, stderr } = await cli.ended;
    expect(stderr).toBe(
      `fifolio: error: port ${taken} for the panel is in use by another program; choose another, or leave it out for a free one.\n`,
    );
    expect(stdout).toBe('');
    expect(code).toBe(4);
  });

  it.each([
    { words: ['--panel-host', '0.0.0.0'], why: 'A panel on 0.0.0.0 can be reached by others' },
    { words: ['--panel-token', 'short'], why: 'A token needs at least' },
  ])('with $words is refused before anything is started', async ({ words, why }) => {
    const { code, stdout, stderr } = await (await startServing(['--panel', ...words])).ended;
    expect(stderr).toContain(why);
    expect(stderr).toContain('(--panel-token SECRET)');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});
