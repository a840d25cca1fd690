import type { Fault } from './fault.ts';
import type { TryResult } from './try-fault.ts';

const MIB = 1 << 20;
const COLUMNS = [
  'fault',
  'times',
  'what was lost',
  'throughput kept by others',
  'memory before → after',
  'descriptors before → after',
  'repeat with',
];

export interface ReportRow {
  readonly fault: Fault;
  readonly seed: number;
  /** Absent if the fault cannot be caused here. */
  readonly result?: TryResult;
}

function cells({ fault, seed, result }: ReportRow): string[] {
  const label = `\`${fault.name}\`: ${fault.what}`;
  if (result === undefined) {
    return [label, '0', `not tried: ${fault.unavailable ?? ''}`, '–', '–', '–', '–'];
  }
  const { times, losses, keptShare, before, after } = result;
  const { others } = fault;
  const kept =
    keptShare === undefined
      ? typeof others === 'object'
        ? `not compared: ${others.notCompared}`
        : '–'
      : `${Math.round(keptShare * 100)} %`;
  const isKnown = before !== undefined && after !== undefined;
  return [
    label,
    String(times),
    losses.length === 0 ? 'nothing' : `**${losses.length} times**: ${losses.join('; ')}`,
    kept,
    isKnown ? `${mebibytes(before.residentBytes)} → ${mebibytes(after.residentBytes)} MiB` : '–',
    isKnown ? `${before.descriptors} → ${after.descriptors}` : '–',
    `\`npm run faults -- --only ${fault.name} --times ${times} --seed ${seed}\``,
  ];
}

export function markdownTable(rows: readonly ReportRow[]): string {
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...rows.map(cells)];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** For a terminal: a few lines for each fault. */
export function text(rows: readonly ReportRow[]): string {
  return rows
    .map((row) => {
      const [label = '', times = '', lost = '', kept = '', memory = '', descriptors = ''] =
        cells(row);
      return [
        label.replaceAll('`', ''),
        `  ${times} times; lost: ${lost.replaceAll('**', '')}`,
        `  others kept: ${kept}; memory: ${memory}; descriptors: ${descriptors}`,
      ].join('\n');
    })
    .join('\n');
}

function mebibytes(bytes: number): string {
  return String(Math.round(bytes / MIB));
}
