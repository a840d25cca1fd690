import type { State } from './state.ts';

const SECOND_MS = 1000;

/** How far a run is, on one line. */
export function progressLine(state: State): string {
  const done = Object.values(state.targets).reduce(
    (sum, { accepted, refused, failed }) => sum + accepted + refused + failed,
    0,
  );
  const kinds = Object.keys(state.failures).length;
  return `${number(done)} inputs, ${kinds} kinds of failure`;
}

/** The end of a run: a table of its targets, and how to see each failure again. */
export function report(state: State): string {
  const rows = Object.entries(state.targets).map(([name, { accepted, refused, failed }]) => ({
    name,
    counts: [accepted + refused + failed, accepted, refused, failed],
  }));
  const totals = [0, 1, 2, 3].map((column) =>
    rows.reduce((sum, { counts }) => sum + counts[column]!, 0),
  );
  const seconds = state.elapsedMs / SECOND_MS;
  return [
    line('target', ['inputs', 'accepted', 'refused', 'failed']),
    ...rows.map(({ name, counts }) => line(name, counts.map(number))),
    line('all', totals.map(number)),
    '',
    `Seed ${state.seed}, ${number(Math.round(seconds))} s, ${number(Math.round(totals[0]! / seconds))} inputs each second.`,
    ...Object.entries(state.targets).flatMap(([name, { counts }]) =>
      Object.entries(counts).map(([what, count]) => `${name}: ${number(count)} ${what}`),
    ),
    ...Object.values(state.failures).flatMap((failure) => [
      '',
      `${failure.target}: ${failure.kind}, ${number(failure.times)} times. ${failure.message}`,
      ...(failure.stack === '' ? [] : [failure.stack]),
      `  npm run fuzz -- --target ${failure.target} --seed ${failure.seed} --at ${failure.index}`,
    ]),
  ].join('\n');
}

function line(name: string, cells: readonly string[]): string {
  return `${name.padEnd(16)}${cells.map((cell) => cell.padStart(13)).join('')}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
