import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NearbyServer } from '../../src/engine/index.ts';
import { startAvahi, whyNoAvahi, type Avahi } from '../../harness/avahi.ts';
import { joinNetworks, whyNoNetworks, type JoinedNetworks } from '../../harness/joined-networks.ts';
import { startCli, temporaryFolder, type RunningCli } from '../cli/run-cli.ts';

const noNetworks = whyNoNetworks();
const noAvahi = noNetworks ?? whyNoAvahi();
const WAIT = { timeout: 60_000, interval: 100 };
const PORT = 8080;

let networks: JoinedNetworks;

/** A server on one of the computers, once it is announced. */
async function announced(
  where: 'server' | 'client',
  words: readonly string[] = [],
): Promise<RunningCli> {
  const folder = await temporaryFolder();
  const network = words.includes('--host') ? [] : ['--host', '0.0.0.0'];
  const command = ['tcp_server', String(PORT), folder, '--json', ...network, ...words];
  const cli = startCli(command, {
    before: networks[where].before,
    environment: { XDG_CONFIG_HOME: folder },
  });
  await vi.waitFor(() => expect(cli.stdout(), cli.stderr()).toContain('"type":"announced"'), WAIT);
  return cli;
}

function announcedName(cli: RunningCli): string {
  const event = /^\{"type":"announced".*$/m.exec(cli.stdout())![0];
  return (JSON.parse(event) as { readonly name: string }).name;
}

async function stopped(cli: RunningCli): Promise<void> {
  cli.process.kill('SIGTERM');
  expect((await cli.ended).code).toBe(0);
}

async function discovered(where: 'server' | 'client'): Promise<NearbyServer[]> {
  const cli = startCli(['fifolio', 'discover', '--json'], { before: networks[where].before });
  const { stdout, stderr } = await cli.ended;
  expect(stderr).toBe('');
  return JSON.parse(stdout) as NearbyServer[];
}

describe.skipIf(noNetworks !== undefined)(
  `servers nearby, between two networks (${noNetworks ?? 'root'})`,
  { timeout: 180_000 },
  () => {
    beforeAll(async () => {
      networks = await joinNetworks();
    });
    afterAll(() => networks.remove());

    it('are listed with what they are, and gone once they have stopped', async () => {
      const cli = await announced('server', ['--name', 'Büro, 2. Stock', '--tls']);
      expect(await discovered('client')).toEqual([
        {
          ...{ name: 'Büro, 2. Stock', host: '10.99.7.1', port: PORT, addresses: ['10.99.7.1'] },
          ...{
            protocol: 1,
            encrypted: true,
            code: false,
            fingerprint: expect.any(String) as string,
          },
        },
      ]);
      await stopped(cli);
      expect(await discovered('client')).toEqual([]);
    });

    it('say over IPv6 where they are there, too, and that a code is needed, but not which', async () => {
      const words = ['--host', '::', '--access-code', 'correct-horse-battery'];
      const cli = await announced('server', words);
      const [found] = await discovered('client');
      expect(found).toMatchObject({ port: PORT, code: true, encrypted: false });
      expect(found!.addresses).toContain('fd99:7::1');
      expect(JSON.stringify(found)).not.toContain('horse');
      await stopped(cli);
    });

    it('get names of their own where two have the same', async () => {
      const first = await announced('server', ['--name', 'Files']);
      const second = await announced('client', ['--name', 'Files']);
      expect([announcedName(first), announcedName(second)]).toEqual(['Files', 'Files (2)']);
      const names = (await discovered('client')).map(({ name, host }) => [name, host]);
      expect(names).toEqual([
        ['Files', '10.99.7.1'],
        ['Files (2)', '10.99.7.2'],
      ]);
      await stopped(first);
      await stopped(second);
    });

    it('keep silent when they are told to, or are open to their own computer only', async () => {
      const folder = await temporaryFolder();
      const { before } = networks.server;
      const serve = ['tcp_server', String(PORT), folder, '--json'];
      for (const words of [['--host', '0.0.0.0', '--no-announce'], []]) {
        const cli = startCli([...serve, ...words], { before });
        await vi.waitFor(() => expect(cli.stdout(), cli.stderr()).toContain('portOpened'), WAIT);
        expect(await discovered('client')).toEqual([]);
        await stopped(cli);
        expect(cli.stdout()).not.toContain('announced');
      }
    });

    it('serve on where they cannot be announced, and say so once', async () => {
      // Another program that does not share the port of multicast DNS.
      const script = `import socket,time
for family, host in ((socket.AF_INET, ''), (socket.AF_INET6, '::')):
    s = socket.socket(family, socket.SOCK_DGRAM); globals()[str(family)] = s
    if family == socket.AF_INET6: s.setsockopt(41, socket.IPV6_V6ONLY, 1)
    s.bind((host, 5353))
print('taken', flush=True); time.sleep(600)`;
      const { before } = networks.server;
      const other = startCli([], { before: [...before, 'python3', '-c', script] });
      await vi.waitFor(() => expect(other.stdout(), other.stderr()).toContain('taken'), WAIT);
      const folder = await temporaryFolder();
      const serve = ['tcp_server', String(PORT), folder, '--host', '0.0.0.0'];
      const cli = startCli(serve, { before });
      await vi.waitFor(() => expect(cli.stderr()).toContain('cannot be announced'), WAIT);
      const found = startCli(['fifolio', 'list', `10.99.7.1:${PORT}`], {
        before: networks.client.before,
      });
      expect((await found.ended).code).toBe(0);
      await stopped(cli);
      expect(cli.stderr().split('cannot be announced')).toHaveLength(2);
    });
  },
);

describe.skipIf(noAvahi !== undefined)(
  `servers nearby, and Avahi (${noAvahi ?? 'root, avahi'})`,
  { timeout: 180_000 },
  () => {
    let avahi: Avahi | undefined;
    beforeAll(async () => {
      networks = await joinNetworks();
    });
    afterEach(async () => {
      await avahi?.stop();
      avahi = undefined;
    });
    afterAll(() => networks.remove());

    it.each([
      { over: 'IPv4 and IPv6', ipv4: true, host: '0.0.0.0', place: /^10\.99\.7\.1 8080$/ },
      { over: 'IPv6 alone', ipv4: false, host: '::', place: /^(fd99:7::1|fe80:[\da-f:]+) 8080$/ },
    ])('Avahi finds ours, and sees it go, over $over', async ({ ipv4, host, place }) => {
      avahi = await startAvahi(networks.client, { hostName: 'other', ipv4 });
      const browse = await avahi.start('avahi-browse', '--resolve', '--parsable', '_fifolio._tcp');
      const cli = await announced('server', ['--host', host, '--name', 'Desk']);
      await vi.waitFor(() => expect(browse.output()).toMatch(/^=;.*;Desk;.*"tls=no"/m), WAIT);
      const resolved = browse
        .output()
        .split('\n')
        .filter((line) => line.startsWith('='));
      const places = resolved.map((line) => line.split(';').slice(7, 9).join(' '));
      expect(places).toContainEqual(expect.stringMatching(place));
      expect(resolved[0]).toContain('"code=no"');
      expect(resolved[0]).toContain('"txtvers=1"');
      await stopped(cli);
      await vi.waitFor(() => expect(browse.output()).toMatch(/^-;.*;Desk;/m), WAIT);
    });

    it.each([
      { over: 'IPv4 and IPv6', ipv4: true, host: '10.99.7.2' },
      { over: 'IPv6 alone', ipv4: false, host: 'fd99:7::2' },
    ])('we find what Avahi publishes, over $over', async ({ ipv4, host }) => {
      avahi = await startAvahi(networks.client, { hostName: 'other', ipv4 });
      const text = ['tls=yes', 'code=yes', 'protocol=1'];
      const words = ['--service', 'Attic. Box', '_fifolio._tcp', '9090', ...text];
      const published = await avahi.start('avahi-publish', ...words);
      await vi.waitFor(() => expect(published.errors()).toContain('Established'), WAIT);
      const [found] = await discovered('server');
      const facts = { encrypted: true, code: true, protocol: 1 };
      expect(found).toMatchObject({ name: 'Attic. Box', host, port: 9090, ...facts });
      await published.stop();
      expect(await discovered('server')).toEqual([]);
    });

    it('our name gives way to the one that Avahi publishes', async () => {
      avahi = await startAvahi(networks.client, { hostName: 'other', ipv4: true });
      const published = await avahi.start(
        'avahi-publish',
        '--service',
        'Box',
        '_fifolio._tcp',
        '9090',
      );
      await vi.waitFor(() => expect(published.errors()).toContain('Established'), WAIT);
      const cli = await announced('server', ['--name', 'Box']);
      expect(announcedName(cli)).toBe('Box (2)');
      expect((await discovered('client')).map(({ name }) => name)).toEqual(['Box', 'Box (2)']);
      await stopped(cli);
    });
  },
);
