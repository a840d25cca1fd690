import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DoctorReport, Finding } from '../../src/shared/contract-doctor.ts';
import { joinNetworks, whyNoNetworks, type JoinedNetworks } from '../../harness/joined-networks.ts';
import { startCli, temporaryFolder, type RunningCli } from '../cli/run-cli.ts';

const reason = whyNoNetworks();
const WAIT = { timeout: 20_000, interval: 50 };
const PORT = 8080;

/** What the doctor finds on one of the computers. */
async function findings(where: 'server' | 'client', words: readonly string[]): Promise<Finding[]> {
  const cli = startCli(['fifolio', 'doctor', ...words, '--json'], {
    before: networks[where].before,
  });
  const { stdout, stderr } = await cli.ended;
  expect(stderr).toBe('');
  return [...(JSON.parse(stdout) as DoctorReport).findings];
}

async function serveOn(host: string): Promise<RunningCli> {
  const folder = await temporaryFolder();
  const words = ['tcp_server', String(PORT), folder, '--host', host, '--json'];
  return started(startCli(words, { before: networks.server.before }), 'portOpened');
}

/** Another program that takes the port, and says this to whoever connects. */
async function otherProgram(words: string): Promise<RunningCli> {
  const script = `
import socket, sys
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('0.0.0.0', ${PORT})); s.listen(); print('ready', flush=True)
while True:
    c, _ = s.accept(); c.sendall(sys.argv[1].encode()); kept = c`;
  const before = [...networks.server.before, 'python3', '-c', script, words];
  return started(startCli([], { before }), 'ready');
}

async function started(cli: RunningCli, word: string): Promise<RunningCli> {
  await vi.waitFor(() => expect(cli.stdout(), cli.stderr()).toContain(word), WAIT);
  return cli;
}

function rules(...lines: readonly string[]): void {
  networks.server.run(
    'nft',
    `add table inet t; add chain inet t in { type filter hook input priority 0 ; policy accept ; }; ${lines.join('; ')}`,
  );
}

let networks: JoinedNetworks;

describe.skipIf(reason !== undefined)(
  `what keeps others out, between two networks (${reason ?? 'root, nft'})`,
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      networks = await joinNetworks();
    });
    afterEach(() => {
      networks.server.run('nft', 'flush', 'ruleset');
    });
    afterAll(() => networks.remove());

    const address = `10.99.7.1:${PORT}`;

    it('nothing: the server answers, and no firewall is there', async () => {
      await serveOn('0.0.0.0');
      const reached = { code: 'reached', address, dialect: 'native', encrypted: false };
      expect(await findings('client', [address])).toEqual([reached]);
      expect(await findings('server', [])).toEqual([reached, { code: 'no-firewall', port: PORT }]);
    });

    it('over IPv6', async () => {
      await serveOn('::');
      const found = await findings('client', [`[fd99:7::1]:${PORT}`]);
      expect(found).toMatchObject([{ code: 'reached', address: `[fd99:7::1]:${PORT}` }]);
    });

    it('a server that is open to its own computer only', async () => {
      await serveOn('127.0.0.1');
      expect(await findings('client', [address])).toEqual([{ code: 'refused', address }]);
      expect(await findings('server', [])).toEqual([{ code: 'loopback-only', port: PORT }]);
    });

    it('a server that does not run', async () => {
      expect(await findings('client', [address])).toEqual([{ code: 'refused', address }]);
      expect(await findings('server', [])).toEqual([{ code: 'not-listening', port: PORT }]);
    });

    it('another program on the port, which is named with what it said', async () => {
      await otherProgram('SSH-2.0-OpenSSH_9.9\r\n');
      const stranger = { kind: 'ssh', words: 'SSH-2.0-OpenSSH_9.9' };
      expect(await findings('client', [address])).toEqual([
        { code: 'other-server', address, stranger },
      ]);
      expect(await findings('server', [])).toMatchObject([
        { code: 'other-program', port: PORT, stranger, owner: { program: 'python3' } },
      ]);
    });

    it('a program that says nothing', async () => {
      await otherProgram('');
      expect(await findings('client', [address])).toEqual([
        { code: 'other-server', address, stranger: { kind: 'silent' } },
      ]);
    });

    it('a firewall that drops: the client waits in vain, the server names the rule', async () => {
      await serveOn('0.0.0.0');
      rules(`add rule inet t in tcp dport ${PORT} drop`);
      expect(await findings('client', [address])).toEqual([
        { code: 'dropped', address, timeoutMs: 4000 },
      ]);
      const chain = { family: 'inet', table: 't', chain: 'in' };
      expect(await findings('server', [])).toEqual([
        {
          code: 'firewall',
          port: PORT,
          firewall: { firewall: 'nftables', chain },
          verdict: 'closed',
        },
      ]);
    });

    it('whose command opens the port', async () => {
      await serveOn('0.0.0.0');
      rules(
        'add chain inet t in { policy drop ; }',
        'add rule inet t in iif lo accept',
        'add rule inet t in ct state established,related accept',
        'add rule inet t in meta l4proto ipv6-icmp accept',
      );
      expect(await findings('client', [address])).toMatchObject([{ code: 'dropped' }]);
      const { stdout } = await startCli(['fifolio', 'doctor'], {
        before: networks.server.before,
      }).ended;
      const command = /^ +sudo (nft .*)$/m.exec(stdout)?.[1];
      expect(command).toBe(`nft insert rule inet t in tcp dport ${PORT} accept`);
      networks.server.run(...command!.split(' '));
      expect(await findings('client', [address])).toMatchObject([{ code: 'reached' }]);
      expect(await findings('server', [])).toEqual([
        expect.objectContaining({ code: 'reached' }),
        { code: 'no-firewall', port: PORT },
      ]);
    });

    it('a firewall that lets this computer in, and drops the others', async () => {
      await serveOn('0.0.0.0');
      rules(
        'add rule inet t in iif lo accept',
        'add rule inet t in tcp dport { 22, 80 } accept',
        'add rule inet t in meta l4proto tcp drop',
      );
      expect(await findings('server', [])).toMatchObject([
        { code: 'firewall', verdict: 'closed' },
        { code: 'reached' },
      ]);
    });

    it('a firewall that rejects', async () => {
      await serveOn('0.0.0.0');
      rules(`add rule inet t in tcp dport ${PORT} reject with icmpx admin-prohibited`);
      expect(await findings('client', [address])).toEqual([
        { code: 'no-route', address, where: 'there' },
      ]);
      expect(await findings('server', [])).toMatchObject([{ code: 'firewall', verdict: 'closed' }]);
    });

    it('no route from here, nobody there, and a name that nobody has', async () => {
      expect(await findings('client', ['192.0.2.1:8080'])).toEqual([
        { code: 'no-route', address: '192.0.2.1:8080', where: 'here' },
      ]);
      expect(await findings('client', ['10.99.7.77:8080'])).toEqual([
        { code: 'no-route', address: '10.99.7.77:8080', where: 'there' },
      ]);
      expect(await findings('client', ['no-such-name.invalid:8080'])).toMatchObject([
        { code: 'name-not-found', host: 'no-such-name.invalid' },
      ]);
    });
  },
);
