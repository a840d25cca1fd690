import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WireClient } from '../../harness/wire-client.ts';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder } from './test-server.ts';

/**
 * Starts a server in a process that may not read everything: where the tests run as root, it gives its
 * rights up once it has loaded its code.
 */
async function connectUnprivileged(folder: TestFolder): Promise<WireClient> {
  chmodSync(folder.path, 0o755);
  const module = new URL('../../src/engine/server/supervisor/start-server.ts', import.meta.url)
    .href;
  const script = `
    import(${JSON.stringify(module)}).then(async ({ startServer }) => {
      const server = await startServer({
        directory: ${JSON.stringify(folder.path)}, threads: 2, ports: [{ port: 0, host: '127.0.0.1' }],
      });
      if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
      console.log(server.status().ports[0].port);
    });`;
  const child = spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const client = await WireClient.connect(Number(port.toString()));
  onTestFinished(() => client.close());
  return client;
}

async function codeOf(client: WireClient, name: string): Promise<unknown> {
  const answer = await client.askFor({ op: 'get', name });
  if (answer['ok'] !== true) return answer['error'];
  await client.readBytes(answer['length'] as number);
  await client.readLine();
  return answer['source'];
}

describe.skipIf(process.platform === 'win32')(
  'a cached file that the server may not read any more',
  () => {
    it.each([
      ['small', 1000],
      ['large', 3 << 20],
    ])('is refused, and served again when it may (%s)', async (name, size) => {
      const folder = new TestFolder();
      folder.write(name, contentOf(name, size));
      const client = await connectUnprivileged(folder);
      await client.get(name);
      await eventually(() => codeOf(client, name)).toBe('cache');
      chmodSync(folder.pathOf(name), 0);
      await eventually(() => codeOf(client, name)).toBe('forbidden');
      chmodSync(folder.pathOf(name), 0o644);
      expect((await client.get(name)).body.equals(contentOf(name, size))).toBe(true);
    });

    it('is refused because of a folder above it', async () => {
      const folder = new TestFolder();
      folder.write('a/b/file', 'content');
      const client = await connectUnprivileged(folder);
      await client.get('a/b/file');
      await eventually(() => codeOf(client, 'a/b/file')).toBe('cache');
      chmodSync(folder.pathOf('a'), 0o600);
      await eventually(() => codeOf(client, 'a/b/file')).toBe('forbidden');
      chmodSync(folder.pathOf('a'), 0o755);
      expect((await client.get('a/b/file')).body.toString()).toBe('content');
    });
  },
);
