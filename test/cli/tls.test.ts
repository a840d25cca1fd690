import { X509Certificate } from 'node:crypto';
import { mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { newTlsIdentity } from '../server/tls-identity.ts';
import { type RunningCli, startCli, temporaryFolder } from './run-cli.ts';

const WAIT = { timeout: 20_000, interval: 50 };

async function portOf(cli: RunningCli): Promise<number> {
  return vi.waitFor(() => {
    const found = /127\.0\.0\.1:(\d+)/.exec(cli.stdout())?.[1];
    if (found === undefined) throw new Error(`no port yet: ${cli.stderr()}`);
    return Number(found);
  }, WAIT);
}

/** The certificate that is used on a port, in PEM. */
async function certificateOn(port: number): Promise<string> {
  const options: ConnectionOptions = { port, host: '127.0.0.1', rejectUnauthorized: false };
  const socket = await new Promise<TLSSocket>((resolve, reject) => {
    const connecting = connect(options, () => resolve(connecting));
    connecting.once('error', reject);
    onTestFinished(() => void connecting.destroy());
  });
  const certificate = socket.getPeerX509Certificate()!.toString();
  socket.destroy();
  return certificate;
}

describe('serve --tls', () => {
  it('keeps its key, and prints its fingerprint in words and an https link', async () => {
    const folder = await temporaryFolder();
    const environment = { XDG_CONFIG_HOME: folder, APPDATA: folder, HOME: folder };
    const words = async (): Promise<string | undefined> => {
      const cli = startCli(['tcp_server', '0', folder, '--tls'], { environment });
      const port = await portOf(cli);
      await vi.waitFor(() => expect(cli.stdout()).toContain('The key for TLS: '), WAIT);
      expect(cli.stdout()).toContain(`In a browser: https://127.0.0.1:${port}/`);
      expect(cli.stdout()).toContain(`Try: ./tcp_client 127.0.0.1 ${port} list --tls`);
      const { fingerprint256 } = new X509Certificate(await certificateOn(port));
      expect(cli.stdout()).toContain(`SHA-256 fingerprint in a browser: ${fingerprint256}\n`);
      cli.process.kill('SIGKILL');
      return /The key for TLS: (.*)\n/.exec(cli.stdout())?.[1];
    };
    const first = await words();
    expect(first?.split(' ')).toHaveLength(12);
    expect(await words()).toBe(first);
  });

  it.runIf(process.platform === 'linux')(
    'says so where its key cannot be kept, and leaves nothing half written',
    async () => {
      const folder = await temporaryFolder();
      const cli = startCli(['fifolio', 'serve', folder, '--port', '0', '--tls'], {
        environment: { XDG_CONFIG_HOME: folder },
        // No file may grow beyond nothing, as on a full disk.
        before: ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'],
      });
      const { code, stderr } = await cli.ended;
      expect(stderr).toMatch(/key for TLS cannot be kept in .*tls-identity\.pem: .*Make room/);
      expect(code).toBe(4);
      expect(readdirSync(join(folder, 'fifolio', 'headless'))).toEqual([]);
    },
  );
});

describe('serve --tls-cert --tls-key', () => {
  it('follows the files, and goes on with what it has while they do not belong together', async () => {
    const folder = await temporaryFolder();
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const [first, second] = [newTlsIdentity(), newTlsIdentity()];
    writeFileSync(cert, first.certificate);
    writeFileSync(key, first.key);
    const cli = startCli(['tcp_server', '0', folder, '--tls-cert', cert, '--tls-key', key]);
    const port = await portOf(cli);
    expect(await certificateOn(port)).toBe(first.certificate);

    writeFileSync(cert, second.certificate);
    await vi.waitFor(() => expect(cli.stderr()).toContain('is not for the private key in'), WAIT);
    expect(await certificateOn(port)).toBe(first.certificate);
    // As unreadable as can be, also for who may read everything.
    rmSync(key);
    mkdirSync(key);
    await vi.waitFor(() => expect(cli.stderr()).toContain('it is a folder'), WAIT);
    expect(await certificateOn(port)).toBe(first.certificate);
    rmdirSync(key);
    writeFileSync(key, second.key);
    await vi.waitFor(() => expect(cli.stdout()).toContain('A new certificate is in use'), WAIT);
    await vi.waitFor(async () => expect(await certificateOn(port)).toBe(second.certificate), WAIT);
    expect(statSync(key).size).toBe(second.key.length);
  });

  it.each([
    [['--tls-cert', 'cert.pem'], 2, /belong together/],
    [['--tls-cert', 'nowhere.pem', '--tls-key', 'nowhere.pem'], 4, /there is no such file/],
    [['--tls-cert', '.', '--tls-key', '.'], 4, /needed for TLS: it is a folder/],
  ])('explains %j', async (words, expected, message) => {
    const folder = await temporaryFolder();
    const cli = startCli(['tcp_server', '0', '.', ...words], { directory: folder });
    const { code, stderr } = await cli.ended;
    expect(stderr).toMatch(message);
    expect(code).toBe(expected);
  });
});
