import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

const GIB = 1024 ** 3;

/** Today and this machine, as it stands above numbers that were measured on it. */
export function machineLine(): string {
  return `${new Date().toISOString().slice(0, 10)}: ${[
    cpus()[0]?.model ?? 'unknown processor',
    `${availableParallelism()} cores`,
    `${Math.round(totalmem() / GIB)} GiB`,
    `${type()} ${release()}`,
    `Node ${process.version.slice(1)}`,
  ].join(', ')}`;
}
