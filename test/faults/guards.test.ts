import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requireBuiltCli } from '../../harness/fifolio.ts';
import { USAGE_IS_KNOWN } from '../../harness/process-usage.ts';
import { Resources } from '../../harness/resources.ts';
import { WireClient } from '../../harness/wire-client.ts';
import type { Fault, Stage } from './fault.ts';
import { FaultProxy } from './support/fault-proxy.ts';
import { LossError } from './support/loss.ts';
import { ServedFolder } from './support/served-folder.ts';
import { tryFault } from './try-fault.ts';

function resourcesOfTest(): Resources {
  const resources = new Resources();
  onTestFinished(() => resources.dispose());
  return resources;
}

/** What `tryFault` says of a fault that does something no server could make good. */
async function lossesOf(run: (stage: Stage) => Promise<void> | void): Promise<readonly string[]> {
  requireBuiltCli();
  // The inspector, which one of the tests starts, takes any port.
  const conditions = { environment: { NODE_OPTIONS: '--inspect-port=0' } };
  const fault: Fault = { name: 'test', what: '', conditions, run: async (stage) => run(stage) };
  const options = { times: 1, size: 'small', compares: false, patienceMs: 2000 } as const;
  const { losses } = await tryFault(fault, resourcesOfTest(), { ...options, seed: randomInt(1e9) });
  return losses;
}

describe('what looks whether anything is lost', () => {
  it('finds bytes under a final name that are no version of the file', () => {
    const resources = resourcesOfTest();
    const served = new ServedFolder(resources.folder());
    const to = resources.folder();
    const content = served.write('a', 1000);
    expect(served.requireWholeIn(to, 'a')).toBe(false);
    writeFileSync(path.join(to, 'a'), content.subarray(0, 999));
    expect(() => served.requireWholeIn(to, 'a')).toThrow(LossError);
    writeFileSync(path.join(to, 'a'), content);
    expect(served.requireWholeIn(to, 'a')).toBe(true);
    served.write('a', 1000, 'another');
    expect(served.requireWholeIn(to, 'a')).toBe(true);
  });

  it('finds that others get other bytes', async () => {
    const losses = await lossesOf(async ({ served, port }) => {
      const content = Buffer.from(served.latest('others.bin'));
      content[5] = 255 - content[5]!;
      writeFileSync(served.pathOf('others.bin'), content);
      const client = await WireClient.connect(port);
      // Until the server looks at the file again.
      while ((await client.get('others.bin')).body.equals(served.latest('others.bin')));
      client.close();
    });
    expect(losses[0]).toMatch(/another client got a closing line|afterwards, others.bin has other/);
  });

  it('finds a client that ends with 0 and without the file', async () => {
    const losses = await lossesOf(async (stage) => {
      stage.served.write('a', 1000);
      const to = stage.folder();
      const meanwhile: NonNullable<Parameters<Stage['download']>[0]['meanwhile']> = async (
        client,
      ) => {
        await client.ended;
        rmSync(path.join(to, 'a'));
      };
      await stage.download({ name: 'a', to, meanwhile });
    });
    expect(losses[0]).toContain('ended with 0 and without a');
  });

  it('finds that a connection is left', async () => {
    const losses = await lossesOf(async ({ port }) => {
      const left = await WireClient.connect(port);
      onTestFinished(() => left.close());
      await left.askFor({ op: 'hello' });
      const alive = setInterval(() => left.ask({ op: 'hello' }), 1000);
      onTestFinished(() => clearInterval(alive));
    });
    expect(losses).toEqual([expect.stringContaining('afterwards remain 1 connections')]);
  });

  it.skipIf(!USAGE_IS_KNOWN)('finds that more descriptors are open (Linux)', async () => {
    const losses = await lossesOf(({ server }) => {
      // Starts the inspector, which listens.
      process.kill(server().pid, 'SIGUSR1');
    });
    expect(losses).toEqual([expect.stringMatching(/descriptors are open, not/)]);
  });
});

describe('the bad network', () => {
  it.each(['end', 'reset'] as const)('makes its %s at the very byte', async (what) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('0123456789');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const troubles = [{ direction: 'down', afterBytes: 4, what } as const];
    const proxy = await FaultProxy.start({ port, troubles });
    onTestFinished(() => proxy.close());
    const first = await WireClient.connect(proxy.port);
    const received = (await first.readUntilCut()).toString();
    // A reset may overtake what was sent before it.
    expect(what === 'end' ? ['0123'] : ['', '0123']).toContain(received);
    expect(first.failure === undefined).toBe(what === 'end');
    first.close();
    const second = await WireClient.connect(proxy.port);
    expect((await second.readToEnd()).toString()).toBe('0123456789');
    second.close();
  });
});
