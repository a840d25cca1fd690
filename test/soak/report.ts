import { median } from '../../bench/report/statistics.ts';
import { machineLine } from '../../harness/machine.ts';
import type { Sample } from './sampler.ts';
import type { SoakResult } from './soak.ts';

const MIB = 1024 ** 2;
const MOST_SPANS = 12;

type Table = readonly [heading: readonly string[], ...rows: (readonly string[])[]];

/** The result for a person, in a terminal or as Markdown. */
export function reportOf(result: SoakResult, { isMarkdown }: { isMarkdown: boolean }): string {
  const tables = [verdictTable(result), courseTable(result), kindTable(result)];
  const { faults } = result.tally;
  const listed = faults.map(
    ({ atSeconds, kind, message }) => `${atSeconds} s, ${kind}: ${message}`,
  );
  return [
    circumstances(result),
    ...tables.map((table) => written(table, isMarkdown)),
    ...(listed.length === 0 ? [] : [['Faults:', ...listed].join('\n')]),
  ].join('\n\n');
}

function circumstances({ seconds, seed, samples, changes }: SoakResult): string {
  const done = samples.at(-1)?.requestsDone ?? 0;
  const lasted = `${(seconds / 60).toLocaleString('en', { maximumFractionDigits: 1 })} minutes`;
  return (
    `${machineLine()}.\n` +
    `${lasted}, seed ${seed}: ${done.toLocaleString('en')} requests (${(done / seconds).toFixed(0)} a second), ${changes} changes of files.`
  );
}

function verdictTable({ verdicts }: SoakResult): Table {
  return [
    ['what', 'measured', 'to hold', 'verdict'],
    ...verdicts.map(({ what, measured, toHold, isHeld }) => [
      what,
      measured,
      toHold,
      isHeld === undefined ? 'not judged' : isHeld ? 'holds' : 'DOES NOT HOLD',
    ]),
  ];
}

/** The server over the run, in spans of equal length. */
function courseTable({ samples, seconds }: SoakResult): Table {
  const spans = Math.max(1, Math.min(MOST_SPANS, samples.length >> 1));
  const spanSeconds = seconds / spans;
  const rows: string[][] = [];
  for (let span = 0; span < spans; span++) {
    const within = samples.filter(
      ({ atSeconds }) => atSeconds >= span * spanSeconds && atSeconds < (span + 1) * spanSeconds,
    );
    if (within.length === 0) continue;
    const [first, last] = [within[0]!, within.at(-1)!];
    const perSecond =
      (last.requestsDone - first.requestsDone) / Math.max(1, last.atSeconds - first.atSeconds);
    rows.push([
      `${clock(span * spanSeconds)}–${clock((span + 1) * spanSeconds)}`,
      inMib(middle(within, 'residentBytes')),
      inMib(middle(within, 'heapBytes')),
      shown(middle(within, 'descriptors')),
      shown(middle(within, 'threads')),
      shown(middle(within, 'connections')),
      shown(middle(within, 'entries')),
      inMib(middle(within, 'usedBytes')),
      inMib(Math.max(...within.map(({ heldBytes }) => heldBytes))),
      middle(within, 'processors')?.toFixed(2) ?? 'not known',
      perSecond.toFixed(0),
    ]);
  }
  return [
    [
      'time',
      'resident MiB',
      'main heap MiB',
      'descriptors',
      'threads',
      'connections',
      'cached files',
      'used MiB',
      'most held MiB',
      'processors',
      'requests/s',
    ],
    ...rows,
  ];
}

function kindTable({ tally }: SoakResult): Table {
  return [
    [
      'requests',
      'answered and right',
      'refused, as they must be',
      'cut, as they may be',
      'given up by the client',
      'left out',
      'faults',
    ],
    ...[...tally.counts].map(([kind, counts]) => [
      kind,
      ...[
        counts.answered,
        counts.refused,
        counts.cut,
        counts.aborted,
        counts.held,
        counts.faults,
      ].map((count) => count.toLocaleString('en')),
    ]),
  ];
}

function middle(samples: readonly Sample[], field: keyof Sample): number | undefined {
  const values = samples.flatMap((sample) => sample[field] ?? []);
  return values.length === 0 ? undefined : median(values);
}

function inMib(bytes: number | undefined): string {
  return bytes === undefined ? 'not known' : (bytes / MIB).toFixed(1);
}

/** Minutes and seconds. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function shown(value: number | undefined): string {
  return value?.toString() ?? 'not known';
}

function written(table: Table, isMarkdown: boolean): string {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)));
  if (!isMarkdown) return lines.map((cells) => cells.join('  ').trimEnd()).join('\n');
  const [heading, ...body] = lines.map((cells) => `| ${cells.join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [heading, rule, ...body].join('\n');
}
