import type { StatsAnswer } from '../../engine/index.ts';
import { formatDuration, formatShare } from '../../shared/format.ts';
import { formatBytes } from '../../shared/units.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatCount } from '../output/formats.ts';
import type { OutputStream } from '../output/terminal.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { ASK_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';
import { openAdmission } from '../admission/admission.ts';
import { ask } from '../ask.ts';
import type { ServerArgument } from '../settings/host-port.ts';

/** Prints a server's counters. */
export async function stats(
  context: Context,
  server: ServerArgument,
  flags: RawFlags,
): Promise<ExitCode> {
  const settings = await loadSettings(ASK_SETTING_KEYS, flags, context.environment);
  const { dialect, json } = settings;
  const admission = await openAdmission(context, { server, settings, flags });
  return ask(admission, dialect, async (remote) => {
    const answer = await remote.stats();
    const { out } = context.terminal;
    if (json) {
      out.line(visibleJson({ address: remote.address, ...answer }));
    } else if (out.isTerminal) {
      for (const line of describeStats(remote.address, answer, out)) out.line(line);
    } else {
      for (const fact of flatten(answer)) out.line(fact.map(visibleText).join('\t'));
    }
  });
}

function describeStats(address: string, answer: StatsAnswer, { colors }: OutputStream): string[] {
  const { counters, cache, threads, ports } = answer;
  const lookUps = counters.cacheHits + counters.cacheMisses;
  const held =
    cache.heldBytes > 0 ? `, ${formatBytes(cache.heldBytes)} of it still being read` : '';
  const facts: readonly (readonly [label: string, fact: string])[] = [
    ['ports', ports.map(formatEndpoint).join(', ')],
    [
      'connections',
      `${counters.connectionsOpen} open, ${counters.connectionsAccepted} accepted, ${counters.connectionsRefused} refused`,
    ],
    ['requests', `${counters.requests}, ${counters.requestsFailed} of them failed`],
    [
      'sent',
      `${formatBytes(counters.bytesSent)}, ${formatBytes(counters.bytesSentFromCache)} of it from the cache`,
    ],
    [
      'cache',
      `${formatBytes(cache.usedBytes)} of ${formatBytes(cache.capacityBytes)} in ${formatCount(cache.entries, 'file')}${held}`,
    ],
    [
      'hits',
      `${counters.cacheHits} of ${formatCount(lookUps, 'look-up')} (${formatShare(counters.cacheHits, lookUps)}), ${formatShare(counters.bytesSentFromCache, counters.bytesSent)} of the bytes`,
    ],
    [
      'evictions',
      counters.evictionsForEntries === 0
        ? String(counters.evictions)
        : `${counters.evictions}, ${counters.evictionsForEntries} of them as there were too many files`,
    ],
    ...threads.map(
      ({ thread, connectionsOpen, connectionsAccepted, requests, bytesSent }) =>
        [
          `thread ${thread}`,
          `${connectionsOpen} open, ${connectionsAccepted} accepted, ${formatCount(requests, 'request')}, ${formatBytes(bytesSent)} sent`,
        ] as const,
    ),
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  return [
    `${colors.bold(visibleText(address))}  fifolio ${visibleText(answer.version)}, up ${formatDuration(answer.uptimeMs)}`,
    ...facts.map(([label, fact]) => `  ${colors.dim(label.padEnd(width))}  ${visibleText(fact)}`),
  ];
}

/** A server's statistics, as `path.to.value` and value. */
function flatten(value: unknown, path = ''): [key: string, value: string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`),
  );
}
