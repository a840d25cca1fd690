import path from 'node:path';
import type { Colors } from 'picocolors/types';
import type {
  DownloadCompleted,
  DownloadSkipped,
  DownloadStart,
  StartOverReason,
  Verification,
} from '../../engine/index.ts';
import { formatDuration } from '../../shared/format.ts';
import { formatBytes } from '../../shared/units.ts';
import { formatSpeed } from '../output/formats.ts';
import { visibleText } from '../../shared/visible-text.ts';

type Ended = DownloadCompleted | DownloadSkipped;

const VERIFICATIONS: Readonly<Record<Verification, string>> = {
  crc32: 'verified',
  'crc32-since-resume': 'verified, what was here before by its own checksum',
  length: 'length verified',
  'not-verified': 'not verified',
};

const RESTART_REASONS: Readonly<Record<StartOverReason, string>> = {
  'changed-on-server': 'the server has another version',
  'wrong-checksum': 'the checksum was wrong',
  'damaged-part': 'what was on the disk is not what had arrived',
  'server-cannot-resume': 'this server cannot continue downloads',
};

/** How a download ended well, in a line for a person. */
export function describeOutcome(outcome: Ended, colors: Colors): string {
  const file = colors.bold(visibleText(displayPath(outcome.path)));
  if (outcome.status === 'skipped') return `${colors.yellow('skipped')}  ${file}  is there already`;
  const { size, durationMs, receivedBytes, verified, start, sha256 } = outcome;
  const parts = [
    colors.green('saved'),
    file,
    formatBytes(size),
    colors.dim(`${formatDuration(durationMs)}, ${formatSpeed(receivedBytes, durationMs)}`),
    (verified === 'not-verified' ? colors.yellow : colors.green)(VERIFICATIONS[verified]),
    describeStart(start),
    sha256 === undefined ? '' : `sha256 ${sha256}`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

function describeStart(start: DownloadStart): string {
  switch (start.kind) {
    case 'fresh':
      return '';
    case 'resumed':
      return `continued at ${formatBytes(start.fromBytes)}`;
    case 'started-over':
      return `started over: ${RESTART_REASONS[start.reason]}, ${formatBytes(start.givenUpBytes)} given up`;
  }
}

/**
 * The same for a program, between tabs: `completed` or `skipped`, bytes, path, what was verified
 * (`-` of a skipped one), the SHA-256 if asked for.
 */
export function outcomeFields(outcome: Ended): string {
  const file = visibleText(outcome.path);
  if (outcome.status === 'skipped') return ['skipped', '-', file, '-'].join('\t');
  const { size, verified, sha256 } = outcome;
  return ['completed', size, file, verified, ...(sha256 === undefined ? [] : [sha256])].join('\t');
}

/** The shorter of the absolute path and the one from here, where the current folder is still there. */
function displayPath(absolute: string): string {
  let relative: string;
  try {
    relative = path.relative(process.cwd(), absolute);
  } catch {
    return absolute;
  }
  return relative !== '' && relative.length < absolute.length ? relative : absolute;
}
