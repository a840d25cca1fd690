import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { curlVersion } from '../peers/curl.ts';
import { nginxVersion } from '../peers/nginx.ts';
import { pythonVersion } from '../peers/python.ts';
import type { NativePrograms } from '../native/compile.ts';

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
  readonly python: string;
  readonly loadGenerator: string;
  readonly measuredAt: string;
  /** Average over the minute before the first round: what else was going on. */
  readonly loadAverage: number;
}

export async function describeMachine(programs: NativePrograms): Promise<Machine> {
  return {
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / GIB),
    system: `${type()} ${release()}`,
    node: `Node ${process.version.slice(1)}`,
    nginx: (await nginxVersion()) ?? 'no nginx',
    curl: (await curlVersion()) ?? 'no curl',
    python: (await pythonVersion()) ?? 'no Python',
    loadGenerator: programs.ok
      ? `load generator in C (${programs.compiler})`
      : `load generator in Node (the one in C: ${programs.reason})`,
    measuredAt: new Date().toISOString().slice(0, 10),
    loadAverage: Math.round(loadavg()[0]! * 10) / 10,
  };
}

export function machineLine(machine: Machine): string {
  const { processor, cores, memoryGiB, system, measuredAt, loadAverage } = machine;
  const { node, nginx, curl, python, loadGenerator } = machine;
  return [
    `${measuredAt}: ${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}`,
    node,
    nginx,
    curl,
    python,
    `${loadGenerator}; load average before the first round ${loadAverage}`,
  ].join(', ');
}
