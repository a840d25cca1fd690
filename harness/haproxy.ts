import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePorts, untilAnswering } from './ports.ts';
import type { Resources, StartedProcess } from './resources.ts';

/** The configuration that the project ships, for servers on the ports 9001, 9002 and 9003. */
export const HAPROXY_CONFIGURATION = path.resolve(
  import.meta.dirname,
  '../deploy/haproxy/fifolio.cfg',
);
const SHIPPED_SERVER_PORTS = [9001, 9002, 9003];

/** What HAProxy says about its version; `undefined` where it is not installed. */
export function haproxyVersion(): string | undefined {
  const { status, stdout } = spawnSync('haproxy', ['-v'], { encoding: 'utf8' });
  return status === 0 ? /version \S+/.exec(stdout)?.[0] : undefined;
}

/** HAProxy in front of servers. */
export interface Balancer {
  readonly httpPort: number;
  /** For the native and the plain dialect. */
  readonly tcpPort: number;
  readonly statsPort: number;
  readonly process: StartedProcess;
}

/**
 * Starts HAProxy with the shipped configuration, on free ports of loopback, in front of up to three servers.
 *
 * @throws Error with what HAProxy said, if it does not start
 */
export async function balance(
  resources: Resources,
  serverPorts: readonly number[],
): Promise<Balancer> {
  const [httpPort, tcpPort, statsPort] = (await freePorts(3)) as [number, number, number];
  const file = path.join(resources.folder(), 'haproxy.cfg');
  const ports = new Map([
    [8080, httpPort],
    [8081, tcpPort],
    [8404, statsPort],
    ...serverPorts.map((port, index) => [SHIPPED_SERVER_PORTS[index]!, port] as const),
  ]);
  writeFileSync(file, withPorts(readFileSync(HAPROXY_CONFIGURATION, 'utf8'), ports));
  const started = await resources.start('haproxy', ['-db', '-f', file]);
  const request = 'GET /.fifolio/health HTTP/1.1\r\nHost: localhost\r\n\r\n';
  await untilAnswering({ name: 'HAProxy', process: started }, httpPort, request);
  return { httpPort, tcpPort, statsPort, process: started };
}

/** Servers for which there is no port are left out. */
function withPorts(configuration: string, ports: ReadonlyMap<number, number>): string {
  const unused = new Set(ports.keys());
  const lines = configuration.split('\n').flatMap((line) => {
    const [, before, shipped] = /^(\s+(?:bind|server \w+) \S*:)(\d+)$/.exec(line) ?? [];
    if (before === undefined) return [line];
    unused.delete(Number(shipped));
    const port = ports.get(Number(shipped));
    return port === undefined ? [] : [`${before.replace('bind :', 'bind 127.0.0.1:')}${port}`];
  });
  if (unused.size > 0) throw new Error(`The configuration has no port ${[...unused].join(', ')}.`);
  return lines.join('\n');
}
