import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkPortNumber, probePort, suggestPort } from './port-probe.ts';

const HOST = '127.0.0.1';

async function occupy(): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  return (server.address() as { port: number }).port;
}

describe('probePort', () => {
  it('finds a free port, and leaves it free', async () => {
    const first = await probePort(HOST, 0);
    if (!('port' in first)) expect.fail('no port at all');
    expect(first.port).toBeGreaterThan(0);
    expect(await probePort(HOST, first.port)).toEqual(first);
  });

  it('says why a port cannot be had', async () => {
    const taken = await occupy();
    expect(await probePort(HOST, taken)).toMatchObject({ error: { code: 'EADDRINUSE' } });
    expect(await probePort('192.0.2.1', 0)).toMatchObject({ error: { code: 'EADDRNOTAVAIL' } });
  });
});

describe('suggestPort', () => {
  it('gives the next one that is neither taken nor to be avoided', async () => {
    const taken = await occupy();
    const first = await suggestPort(HOST, taken, new Set());
    expect(first).toBeGreaterThan(0);
    expect(first).not.toBe(taken);
    const second = await suggestPort(HOST, taken, new Set([first!]));
    expect([taken, first]).not.toContain(second);
    expect(await probePort(HOST, second!)).toEqual({ port: second });
  });

  it('looks elsewhere when there is no higher one', async () => {
    const port = await suggestPort(HOST, 65_535, new Set());
    expect(port).toBeGreaterThan(0);
    expect(port).toBeLessThanOrEqual(65_535);
  });
});

describe('checkPortNumber', () => {
  it('lets every port through, and 0', () => {
    for (const port of [0, 1, 80, 65_535]) expect(() => checkPortNumber(port)).not.toThrow();
  });

  it.each([-1, 65_536, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (port) => {
    expect(() => checkPortNumber(port)).toThrow(RangeError);
  });
});
