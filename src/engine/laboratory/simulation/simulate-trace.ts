import { readTrace, type TraceSource } from '../traces/read-trace.ts';
import { NextAccesses } from './next-accesses.ts';
import { type SimulatedCache, Simulation, type SimulationResult } from './simulation.ts';

/**
 * What caches would have done with a trace: one result for each, in their order. The trace is read once. Memory grows
 * with what the caches hold, not with the trace; with MIN and a format that does not tell when an object is asked for
 * again, also with the number of different objects, and a temporary file with the requests ({@link NextAccesses}).
 *
 * @throws {TraceError} if the trace is damaged or holds no request; what the file system throws
 */
export async function simulateTrace(
  source: TraceSource,
  caches: readonly SimulatedCache[],
): Promise<SimulationResult[]> {
  const needFuture = caches.filter(({ policy }) => policy === 'MIN');
  const others = caches.filter(({ policy }) => policy !== 'MIN');
  let nextAccesses: NextAccesses | undefined;
  let simulation: Simulation | undefined;
  try {
    await readTrace(source, (format) => {
      const isFutureKnown = format === 'oracleGeneral' || needFuture.length === 0;
      const caring = (simulation = new Simulation(isFutureKnown ? caches : others));
      if (isFutureKnown) return (key, size, next) => caring.request(key, size, next);
      const later = (nextAccesses = new NextAccesses());
      return (key, size, next) => {
        caring.request(key, size, next);
        later.add(key, size);
      };
    });
    const results = simulation?.results() ?? [];
    if (nextAccesses === undefined) return results;
    const future = new Simulation(needFuture);
    nextAccesses.replay((key, size, next) => future.request(key, size, next));
    return inOrderOf(caches, [...results, ...future.results()]);
  } finally {
    nextAccesses?.close();
  }
}

function inOrderOf(
  caches: readonly SimulatedCache[],
  results: readonly SimulationResult[],
): SimulationResult[] {
  return caches.map(({ policy, capacity }) =>
    results.find((result) => result.policy === policy && result.capacity === capacity)!,
  );
}
