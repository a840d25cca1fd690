import { USAGE_IS_KNOWN, cpuSeconds } from '../../harness/process-usage.ts';
import type { Cell, Figure } from '../report/row.ts';
import type { Outcome } from './interleave.ts';

export interface FetchSample {
  readonly seconds: number;
  /** Of the server. */
  readonly cpuSeconds: number;
}

/** From before the client is started until it has ended. */
export async function timed(
  server: { readonly pid: number },
  fetch: () => Promise<void>,
): Promise<FetchSample> {
  const cpu = (): number => (USAGE_IS_KNOWN ? cpuSeconds(server.pid) : Number.NaN);
  const cpuBefore = cpu();
  const startedAtMs = performance.now();
  await fetch();
  return { seconds: (performance.now() - startedAtMs) / 1000, cpuSeconds: cpu() - cpuBefore };
}

export function fetchCell({ name, role, samples }: Outcome<FetchSample>): Cell {
  const speed: Figure = {
    values: samples.map(({ seconds }) => seconds),
    unit: 's',
    better: 'less',
  };
  const cost: Figure = {
    values: samples.map(({ cpuSeconds: cpu }) => cpu),
    unit: 's CPU',
    better: 'less',
  };
  const cell = { kind: 'measured', name, role, speed } as const;
  return USAGE_IS_KNOWN ? { ...cell, cost } : cell;
}
