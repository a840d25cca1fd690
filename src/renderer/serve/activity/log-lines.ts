import { clientLabel } from '../../../shared/client-label.ts';
import { formatDuration } from '../../../shared/format.ts';
import { describeDirectory } from '../../../shared/served-directory.ts';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { formatBytes } from '../../../shared/units.ts';
import { formatCount } from '../../format/numbers.ts';
import { strings } from '../../strings/strings.ts';
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

const text = strings.activity;

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
            ? text.toPeer(clientLabel(entry))
            : joined(
                formatBytes(entry.sentBytes),
                text.source[entry.source],
                text.took(formatDuration(entry.durationMs)),
                text.toPeer(clientLabel(entry)),
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
        subject: text.omittedRequests(formatCount(entry.count)),
      };
    case 'entryEvicted':
      return {
        ...plain,
        tone: 'quiet',
        sign: 'left',
        subject: entry.name,
        detail: joined(formatBytes(entry.size), text.evicted[entry.reason]),
      };
    case 'evictionsOmitted':
      return {
        ...plain,
        tone: 'quiet',
        sign: 'more',
        subject: text.omittedEvictions(formatCount(entry.count)),
      };
    case 'connectionCut':
      return { ...bad, subject: entry.peer, detail: text.cut[entry.reason] };
    case 'portOpened':
      return { ...plain, subject: text.portOpened(entry.port) };
    case 'portClosed':
      return { ...plain, subject: text.portClosed(entry.port) };
    case 'portFailed':
      return {
        ...bad,
        subject: text.portFailed(entry.port),
        detail: portProblemSentence(entry.problem),
      };
    case 'workerDied':
      return { ...bad, subject: text.workerDied(entry.thread), detail: deathOf(entry) };
    case 'serverStarted':
      return {
        ...plain,
        tone: 'good',
        subject: text.started,
        detail: describeDirectory(entry.directory),
      };
    case 'serverStopped':
      return { ...plain, subject: text.stopped };
    case 'serverFailed':
      return { ...bad, subject: text.failed, detail: failureSentence(entry.problem) };
  }
}

function requestSubject({ name, op }: { readonly name: string; readonly op: string }): string {
  if (name !== '') return name;
  return Object.hasOwn(text.requests, op)
    ? text.requests[op as keyof typeof text.requests]
    : text.otherRequest(op);
}

function deathOf(entry: Extract<LogEntry, { readonly type: 'workerDied' }>): string {
  return joined(entry.detail, entry.cacheEmptied ? text.cacheEmptied : '');
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
