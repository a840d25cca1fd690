import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { serverStatusSchema } from '../../src/shared/server-state.ts';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';
import { WireClient } from '../../harness/wire-client.ts';

const SIZE = 40 << 20;

function folderWithLargeFile(): { folder: TestFolder; content: Buffer } {
  const folder = new TestFolder();
  const content = contentOf('large', SIZE);
  folder.write('large.bin', content);
  return { folder, content };
}

async function expectPortFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** Each thread closes its own socket, so for a moment another one may still accept. */
async function expectRefusals(port: number): Promise<void> {
  await eventually(() =>
    WireClient.connect(port).then(
      (client) => client.close(),
      (error: unknown) => (error as NodeJS.ErrnoException).code,
    ),
  ).toBe('ECONNREFUSED');
}

describe('stopping', () => {
  it('lets transfers finish, and closes what is idle at once', async () => {
    const { folder, content } = folderWithLargeFile();
    const server = await TestServer.start(folder);
    const idle = await server.connect();
    await idle.askFor({ op: 'hello' });
    const silent = await server.connect();
    const native = await server.connect();
    native.ask({ op: 'get', name: 'large.bin' });
    const header = await native.readJson();
    const plain = await server.connect();
    plain.send('large.bin');
    const beginning = await plain.readBytes(10);

    const stopped = server.handle.stop({ graceMs: 60_000 });
    await eventually(() => server.handle.status().phase).toBe('stopping');
    expect(await idle.readToEnd()).toHaveLength(0);
    // Its request may be on the way; to a plain client an ordinary end would be an empty file.
    expect(await silent.readUntilCut()).toHaveLength(0);
    expect(silent.failure).toMatchObject({ code: 'ECONNRESET' });
    await expectRefusals(server.port);

    native.ask({ op: 'get', name: 'large.bin', id: 'late' }, { op: 'hello', id: 'later' });
    expect((await native.readBytes(header['length'] as number)).equals(content)).toBe(true);
    expect(await native.readJson()).toMatchObject({ end: true });
    const late = (await native.readToEnd()).toString().trimEnd();
    // Only what had arrived when the transfer ended is answered.
    for (const line of late === '' ? [] : late.split('\n')) {
      expect(JSON.parse(line)).toMatchObject({ ok: false, error: 'shutting-down' });
    }
    const whole = Buffer.concat([beginning, await plain.readToEnd()]);
    expect(whole.equals(content)).toBe(true);
    await stopped;
    const status = serverStatusSchema.parse(server.handle.status());
    expect(status).toMatchObject({ phase: 'stopped', ports: [], counters: { connectionsOpen: 0 } });
    await expectPortFree(server.port);
    expect(server.eventsOf('portClosed')).toMatchObject([{ port: server.port }]);
    expect(server.eventsOf('workerDied')).toEqual([]);
    await server.handle.stop();
  });

  it('refuses the requests that wait behind a transfer', async () => {
    const { folder, content } = folderWithLargeFile();
    const server = await TestServer.start(folder);
    const client = await server.connect();
    client.ask({ op: 'get', name: 'large.bin' }, { op: 'get', name: 'large.bin', id: 2 });
    client.ask({ op: 'list', id: 3 });
    const header = await client.readJson();
    const stopped = server.handle.stop();
    await expectRefusals(server.port);
    expect((await client.readBytes(header['length'] as number)).equals(content)).toBe(true);
    expect(await client.readJson()).toMatchObject({ end: true });
    expect(await client.readJson()).toMatchObject({ ok: false, id: 2, error: 'shutting-down' });
    expect(await client.readJson()).toMatchObject({ ok: false, id: 3, error: 'shutting-down' });
    expect(await client.readToEnd()).toHaveLength(0);
    await stopped;
  });

  it('does not wait for clients that have nothing under way and do not hang up', async () => {
    const { folder } = folderWithLargeFile();
    const server = await TestServer.start(folder);
    const idle = await server.connect();
    await idle.askFor({ op: 'hello' });
    const done = await server.connect();
    done.send('nothing here');
    await done.readToEnd();
    await server.handle.stop({ graceMs: 2 ** 30 });
    expect(server.handle.status()).toMatchObject({ phase: 'stopped' });
  });

  it('cuts what is left when the time is over', async () => {
    const { folder } = folderWithLargeFile();
    const server = await TestServer.start(folder);
    const client = await server.connect();
    client.ask({ op: 'get', name: 'large.bin' });
    await client.readJson();
    await server.handle.stop({ graceMs: 50 });
    expect((await client.readUntilCut()).includes('{"end":true')).toBe(false);
    expect(client.failure).toMatchObject({ code: 'ECONNRESET' });
    expect(server.eventsOf('connectionClosed')).toMatchObject([{ reason: 'stopped' }]);
    expect(server.eventsOf('requestFailed')).toMatchObject([{ name: 'large.bin', code: 'cut' }]);
    await expectPortFree(server.port);
  });

  it('ends at once when told so a second time', async () => {
    const { folder } = folderWithLargeFile();
    const server = await TestServer.start(folder);
    const clients = await server.connectToEveryThread();
    for (const client of clients) {
      client.ask({ op: 'get', name: 'large.bin' });
      await client.readJson();
    }
    const patient = server.handle.stop({ graceMs: 2 ** 30 });
    await server.handle.stop({ graceMs: 0 });
    await patient;
    for (const client of clients) {
      expect((await client.readUntilCut()).includes('{"end":true')).toBe(false);
    }
    expect(server.handle.status().phase).toBe('stopped');
    await expectPortFree(server.port);
  });

  it('leaves nothing that keeps the process alive', async () => {
    const { folder } = folderWithLargeFile();
    const script = `
      import { startServer } from ${JSON.stringify(new URL('../../src/engine/server/supervisor/start-server.ts', import.meta.url).href)};
      import { connect } from 'node:net';
      const server = await startServer({
        directory: ${JSON.stringify(folder.path)}, threads: 2, ports: [{ port: 0, host: '127.0.0.1' }],
      });
      server.onEvents(() => undefined);
      const socket = connect(server.status().ports[0].port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('{"op":"get","name":"large.bin"}\\n');
      socket.once('readable', async () => {
        await server.stop({ graceMs: 20 });
        socket.destroy();
        console.log('stopped');
      });
    `;
    folder.write('stop.mts', script);
    const child = spawn(process.execPath, [folder.pathOf('stop.mts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(printed).toBe('stopped\n');
    expect(code).toBe(0);
  });
});
