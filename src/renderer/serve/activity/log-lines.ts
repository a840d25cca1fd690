import { formatDuration } from '../../format/times.ts';
import { clientLabel } from '../../../shared/client-label.ts';
import { describeDirectory } from '../../../shared/served-directory.ts';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { formatBytes } from '../../format/numbers.ts';
import { t } from '../../language/language.ts';
import { failureSentence, portProblemSentence, refusalSentence } from '../../language/sentences.ts';

/** What the log can be narrowed to. */
export type LogKind = 'all' | 'requests' | 'evictions' | 'problems';

/** A log entry in words. */
export interface LogLine {
  readonly id: number;
  readonly atMs: number;
  readonly tone: 'plain' | 'quiet' | 'good' | 'bad';
  readonly sign: 'sent' | 'left' | 'problem' | 'server' | 'more';
  /** What it is about. */
  readonly subject: string;
  readonly detail: string;
}

export function kindOf(entry: LogEntry): Exclude<LogKind, 'all'> | 'server' {
  switch (entry.type) {
    case 'requestCompleted':
    case 'requestsOmitted':
      return 'requests';
    case 'entryEvicted':
    case 'evictionsOmitted':
      return 'evictions';
    case 'requestFailed':
    case 'connectionCut':
    case 'portFailed':
    case 'workerDied':
    case 'serverFailed':
      return 'problems';
    case 'portOpened':
    case 'portClosed':
    case 'serverStarted':
    case 'serverStopped':
      return 'server';
  }
}

/** The entries to show, newest first. */
export function selectEntries(
  entries: readonly LogEntry[],
  kind: LogKind,
  filter: string,
): LogEntry[] {
  const wanted = filter.trim().toLowerCase();
  return entries
    .filter((entry) => kind === 'all' || kindOf(entry) === kind)
    .filter((entry) => {
      if (wanted === '') return true;
      const { subject, detail } = logLine(entry);
      return `${subject} ${detail}`.toLowerCase().includes(wanted);
    })
    .reverse();
}

/** Requests that are for no file. */
const NAMELESS_REQUESTS = ['hello', 'list', 'files', 'stats', 'archive'] as const;

export function logLine(entry: LogEntry): LogLine {
  const { id, atMs } = entry;
  const plain = { id, atMs, tone: 'plain', sign: 'server', detail: '' } as const;
  const bad = { id, atMs, tone: 'bad', sign: 'problem' } as const;
  switch (entry.type) {
    case 'requestCompleted':
      return {
        ...plain,
        sign: 'sent',
        subject: requestSubject(entry),
        detail:
          entry.name === ''
            ? t('activity.toPeer', { peer: clientLabel(entry) })
            : joined(
                formatBytes(entry.sentBytes),
                entry.source === 'none' ? '' : t(`activity.source.${entry.source}`),
                t('activity.took', { time: formatDuration(entry.durationMs) }),
                t('activity.toPeer', { peer: clientLabel(entry) }),
              ),
      };
    case 'requestFailed':
      return {
        ...bad,
        subject: requestSubject(entry),
        detail: joined(refusalSentence(entry.why), clientLabel(entry)),
      };
    case 'requestsOmitted':
      return {
        ...plain,
        tone: 'quiet',
        sign: 'more',
        subject: t('activity.omittedRequests', { count: entry.count }),
      };
    case 'entryEvicted':
      return {
        ...plain,
        tone: 'quiet',
        sign: 'left',
        subject: entry.name,
        detail: joined(formatBytes(entry.size), t(`activity.evicted.${entry.reason}`)),
      };
    case 'evictionsOmitted':
      return {
        ...plain,
        tone: 'quiet',
        sign: 'more',
        subject: t('activity.omittedEvictions', { count: entry.count }),
      };
    case 'connectionCut':
      return { ...bad, subject: entry.peer, detail: t(`activity.cut.${entry.reason}`) };
    case 'portOpened':
      return { ...plain, subject: t('activity.portOpened', { port: entry.port }) };
    case 'portClosed':
      return { ...plain, subject: t('activity.portClosed', { port: entry.port }) };
    case 'portFailed':
      return {
        ...bad,
        subject: t('activity.portFailed', { port: entry.port }),
        detail: portProblemSentence(entry.problem),
      };
    case 'workerDied':
      return {
        ...bad,
        subject: t('activity.workerDied', { thread: entry.thread }),
        detail: deathOf(entry),
      };
    case 'serverStarted':
      return {
        ...plain,
        tone: 'good',
        subject: t('activity.started'),
        detail: describeDirectory(entry.directory),
      };
    case 'serverStopped':
      return { ...plain, subject: t('activity.stopped') };
    case 'serverFailed':
      return { ...bad, subject: t('activity.failed'), detail: failureSentence(entry.problem) };
  }
}

function requestSubject({ name, op }: { readonly name: string; readonly op: string }): string {
  if (name !== '') return name;
  const known = NAMELESS_REQUESTS.find((each) => each === op);
  return known === undefined ? t('activity.otherRequest', { op }) : t(`activity.requests.${known}`);
}

function deathOf(entry: Extract<LogEntry, { readonly type: 'workerDied' }>): string {
  return joined(entry.detail, entry.cacheEmptied ? t('activity.cacheEmptied') : '');
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
