import type { Colors } from 'picocolors/types';
import { clientLabel } from '../../shared/client-label.ts';
import { portProblemReason } from '../../shared/port-sentences.ts';
import { refusalSentence } from '../../shared/refusal-sentences.ts';
import type { ServerEvent } from '../../shared/server-state.ts';
import { formatDuration } from '../../shared/format.ts';
import type { EpochMilliseconds } from '../../shared/units.ts';
import { formatBytes } from '../../shared/units.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { formatCount, formatIsoTime, formatTimeOfDay } from '../output/formats.ts';

const EVICTION_REASONS = {
  room: 'to make room',
  changed: 'its file changed',
  removed: 'its file is gone',
  cleared: 'the cache was cleared',
  evicted: 'by you',
  entries: 'too many files in the cache',
} as const;

const CLOSING_REASONS: Readonly<Record<string, string>> = {
  'timed-out': 'timed out',
  failed: 'the connection failed',
};

interface LogStyle {
  /** For a person at a terminal: time of day, colours; else the whole date. */
  readonly isTerminal: boolean;
  readonly colors: Colors;
}

/**
 * One line of the server's log: finished and failed requests, evictions, trouble. `undefined` for
 * events that are too frequent or too minor to log.
 */
export function formatLogLine(event: ServerEvent, style: LogStyle): string | undefined {
  const text = describe(event, style.colors);
  return text === undefined ? undefined : withTime(event.atMs, text, style);
}

/** The line that stands where lines of the log are missing. */
export function formatLostLines(count: number, atMs: EpochMilliseconds, style: LogStyle): string {
  const lines = formatCount(count, 'line');
  const text = `${style.colors.red('lost')}  ${lines} that could not be written`;
  return withTime(atMs, text, style);
}

function withTime(atMs: EpochMilliseconds, text: string, { isTerminal, colors }: LogStyle): string {
  const time = isTerminal ? formatTimeOfDay(atMs) : formatIsoTime(atMs);
  return `${colors.dim(time)}  ${text}`;
}

/** Whether an event is the server's own trouble, logged even with `--quiet`. */
export function isServerTrouble(event: ServerEvent): boolean {
  return (
    event.type === 'workerDied' ||
    event.type === 'portFailed' ||
    (event.type === 'requestFailed' && event.code === 'internal')
  );
}

/** Why a thread ended, and what was lost. */
export function deathText({
  detail,
  cacheEmptied,
}: Extract<ServerEvent, { readonly type: 'workerDied' }>): string {
  return cacheEmptied ? `${detail}; the cache had to be emptied` : detail;
}

function describe(event: ServerEvent, colors: Colors): string | undefined {
  switch (event.type) {
    case 'requestCompleted': {
      // A greeting is how a client begins, and a view of the server asks for its stats all the time.
      if (event.op === 'hello' || event.op === 'stats') return undefined;
      if (event.source === 'none') return columns(clientLabel(event), event.op);
      const source = event.source === 'cache' ? colors.green('cache') : 'disk';
      return columns(
        clientLabel(event),
        event.op,
        visibleText(event.name),
        formatBytes(event.sentBytes),
        source,
        colors.dim(formatDuration(event.durationMs)),
      );
    }
    case 'requestFailed':
      return columns(
        clientLabel(event),
        event.op,
        visibleText(event.name),
        colors.red(event.code),
        refusalSentence(event.why),
      );
    case 'connectionClosed': {
      const reason = CLOSING_REASONS[event.reason];
      return reason && columns(event.peer, colors.yellow('closed'), reason);
    }
    case 'entryEvicted':
      return columns(
        colors.yellow('evicted'),
        visibleText(event.name),
        formatBytes(event.size),
        EVICTION_REASONS[event.reason],
      );
    case 'guessingNoticed':
      return `${colors.red('wrong codes')}  several from ${event.address}; who guesses has to wait`;
    case 'workerDied':
      return `${colors.red('worker died')}  thread ${event.thread}: ${visibleText(deathText(event))}; another takes its place`;
    case 'portFailed':
      return `${colors.red('port failed')}  ${visibleText(portProblemReason(event.status.problem))}`;
    case 'eventsDropped':
      return colors.dim(`${event.count} more, too many to list`);
    case 'connectionOpened':
    case 'requestStarted':
    case 'requestProgressed':
    case 'entryCached':
    case 'workerStarted':
    case 'portOpened':
    case 'portClosed':
      return undefined;
  }
}

function columns(...cells: readonly string[]): string {
  return cells.filter((cell) => cell !== '').join('  ');
}
