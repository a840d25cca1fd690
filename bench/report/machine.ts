import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { curlVersion } from '../peers/curl.ts';
import { nginxVersion } from '../peers/nginx.ts';

const GIB = 1024 ** 3;

/** Where the numbers come from. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly nginx: string;
  readonly curl: string;
  readonly measuredAt: string;
  /** Average over the minute before the first run: what else was going on. */
  readonly load: number;
}

export async function describeMachine(): Promise<Machine> {
  return {
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / GIB),
    system: `${type()} ${release()}`,
    node: process.version.slice(1),
    nginx: (await nginxVersion()) ?? 'no nginx',
    curl: (await curlVersion()) ?? 'no curl',
    measuredAt: new Date().toISOString().slice(0, 10),
    load: Math.round(loadavg()[0]! * 10) / 10,
  };
}

export function machineLine(machine: Machine): string {
  const { processor, cores, memoryGiB, system, node, nginx, curl, measuredAt, load } = machine;
  return `${measuredAt}: ${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, ${nginx}, ${curl}; load average before the first run ${load}`;
}
