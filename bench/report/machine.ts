import { loadavg } from 'node:os';
import { machineLine } from '../../harness/machine.ts';
import { curlVersion } from '../peers/curl.ts';
import { nginxVersion } from '../peers/nginx.ts';
import { pythonVersion } from '../peers/python.ts';
import type { NativePrograms } from '../native/compile.ts';

/** Where the numbers come from. */
export interface Machine {
  /** The day, the computer, its system and Node. */
  readonly computer: string;
  readonly nginx: string;
  readonly curl: string;
  readonly python: string;
  readonly loadGenerator: string;
  /** Average over the minute before the first round: what else was going on. */
  readonly loadAverage: number;
}

export async function describeMachine(programs: NativePrograms): Promise<Machine> {
  return {
    computer: machineLine(),
    nginx: (await nginxVersion()) ?? 'no nginx',
    curl: (await curlVersion()) ?? 'no curl',
    python: (await pythonVersion()) ?? 'no Python',
    loadGenerator: programs.ok
      ? `load generator in C (${programs.compiler})`
      : `load generator in Node (the one in C: ${programs.reason})`,
    loadAverage: Math.round(loadavg()[0]! * 10) / 10,
  };
}

export function circumstancesLine(machine: Machine): string {
  const { computer, nginx, curl, python, loadGenerator, loadAverage } = machine;
  return `${[computer, nginx, curl, python, loadGenerator].join(', ')}; load average before the first round ${loadAverage}`;
}
