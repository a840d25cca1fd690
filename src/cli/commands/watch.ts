import { connectRemote } from '../../engine/index.ts';
import type { Remote, RemoteCache } from '../../engine/index.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatIsoTime } from '../output/formats.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { openAdmission } from '../admission/admission.ts';
import type { ServerArgument } from '../settings/host-port.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { WATCH_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';
import { LiveArea } from '../views/live-area.ts';
import { stopRequests } from '../stop-requests.ts';
import type { WatchSample } from '../views/watch-view.ts';
import { drawWatch } from '../views/watch-view.ts';

const INTERVAL_MS = 1000;

/** Shows a server's cache and traffic until it is left, with `q`, Ctrl-C or by the reader going away. */
export async function watch(
  context: Context,
  server: ServerArgument,
  flags: RawFlags,
): Promise<ExitCode> {
  const settings = await loadSettings(WATCH_SETTING_KEYS, flags, context.environment);
  const { json } = settings;
  const admission = await openAdmission(context, { server, settings, flags });
  const stops = stopRequests();
  const left = new AbortController();
  context.terminal.out.onFailure(() => left.abort());
  void stops.next().then(() => left.abort());
  try {
    // Only the native dialect has anything to watch.
    const { signal } = left;
    const remote = await admission.attempt((known) =>
      connectRemote({ ...known, dialect: 'native', signal }),
    );
    try {
      const show = json
        ? jsonWriter(context)
        : context.terminal.out.canRedraw
          ? undefined
          : plainWriter(context);
      if (show) await poll(remote, left.signal, show);
      else await watchLive(context, remote, left);
    } finally {
      remote.close();
    }
  } catch (error) {
    if (!left.signal.aborted) throw error;
  } finally {
    stops.end();
  }
  return EXIT.done;
}

interface Observation {
  readonly sample: WatchSample;
  readonly previous: WatchSample | undefined;
  readonly cache: RemoteCache;
  readonly cacheChanged: boolean;
}

type Show = (observation: Observation) => void;

/** Asks once a second; for the list only when the counters say that the cache is another one. */
async function poll(remote: Remote, left: AbortSignal, show: Show): Promise<void> {
  let previous: WatchSample | undefined;
  let cache: RemoteCache = { entries: [] };
  while (!left.aborted) {
    const stats = await remote.stats();
    const sample: WatchSample = { ...stats, atMs: Date.now() };
    const cacheChanged = previous === undefined || cacheVersion(sample) !== cacheVersion(previous);
    if (cacheChanged) cache = await remote.list();
    show({ sample, previous, cache, cacheChanged });
    previous = sample;
    await pause(INTERVAL_MS, left);
  }
}

function pause(durationMs: number, left: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      left.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    left.addEventListener('abort', end);
    if (left.aborted) end();
  });
}

function jsonWriter({ terminal }: Context): Show {
  return ({ sample: { atMs, ...stats }, cache, cacheChanged }) => {
    terminal.out.line(visibleJson({ type: 'statsRead', atMs, stats }));
    if (cacheChanged) terminal.out.line(visibleJson({ type: 'cacheRead', atMs, ...cache }));
  };
}

function plainWriter({ terminal }: Context): Show {
  return ({ sample: { atMs, counters, cache }, previous }) => {
    const sentBefore = previous?.counters.bytesSent ?? counters.bytesSent;
    const facts = [
      `connections=${counters.connectionsOpen}`,
      `requests=${counters.requests}`,
      `sent=${counters.bytesSent}`,
      `sentNow=${counters.bytesSent - sentBefore}`,
      `hits=${counters.cacheHits}`,
      `misses=${counters.cacheMisses}`,
      `entries=${cache.entries}`,
      `used=${cache.usedBytes}`,
      `evictions=${counters.evictions}`,
    ];
    terminal.out.line([formatIsoTime(atMs), ...facts].map(visibleText).join('\t'));
  };
}

async function watchLive(context: Context, remote: Remote, left: AbortController): Promise<void> {
  const { out } = context.terminal;
  const area = new LiveArea(out);
  const release = leaveOnKey(() => left.abort());
  try {
    await poll(remote, left.signal, ({ sample, previous, cache }) => {
      area.draw(
        drawWatch({
          address: remote.address,
          sample,
          previous,
          cache,
          columns: out.columns(),
          rows: area.rows(),
          colors: out.colors,
        }),
      );
    });
  } finally {
    release();
    area.close();
  }
}

/** `q`, Escape and Ctrl-C; in raw mode the terminal makes no signal of the latter. */
function leaveOnKey(leave: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  const onData = (data: Buffer): void => {
    if (['q', 'Q', '\u0003', '\u001b'].includes(data.toString('latin1'))) leave();
  };
  stdin.setRawMode(true);
  stdin.on('data', onData);
  return () => {
    stdin.off('data', onData);
    stdin.setRawMode(false);
    stdin.pause();
  };
}

/** Differs between two samples whenever the cached files, or their hits, may differ. */
function cacheVersion({ cache, counters }: WatchSample): string {
  const { evictions, cacheHits, cacheMisses } = counters;
  return [cache.entries, cache.usedBytes, evictions, cacheHits, cacheMisses].join(' ');
}
