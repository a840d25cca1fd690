import type { RemoteCache } from '../../engine/index.ts';
import { formatBytes } from '../../shared/units.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatCount, formatIsoTime, formatLocalTime } from '../output/formats.ts';
import { formatTable } from '../output/table.ts';
import type { OutputStream } from '../output/terminal.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { ASK_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';
import { openAdmission } from '../admission/admission.ts';
import { ask } from '../ask.ts';
import type { ServerArgument } from '../settings/host-port.ts';

/** Prints what is in a server's cache, oldest first. */
export async function list(
  context: Context,
  server: ServerArgument,
  flags: RawFlags,
): Promise<ExitCode> {
  const settings = await loadSettings(ASK_SETTING_KEYS, flags, context.environment);
  const { dialect, json, quiet } = settings;
  const admission = await openAdmission(context, { server, settings, flags });
  return ask(admission, dialect, async (remote) => {
    const cache = await remote.list();
    const { out } = context.terminal;
    if (json) {
      out.line(visibleJson({ address: remote.address, dialect: remote.dialect, ...cache }));
    } else if (out.isTerminal) {
      for (const line of cacheTable(cache, out)) out.line(line);
      if (!quiet) out.line(out.colors.dim(summary(cache, remote.dialect)));
    } else {
      for (const line of plainLines(cache)) out.line(line);
    }
  });
}

/** The cache as a table for a person; names alone if the server sends nothing else. */
export function cacheTable({ entries }: RemoteCache, out: OutputStream): string[] {
  if (entries.length === 0) return [];
  if (entries.every(({ size }) => size === undefined)) {
    return entries.map(({ name }) => visibleText(name));
  }
  return formatTable({
    columns: [
      { heading: 'Name', elastic: true },
      { heading: 'Size', align: 'right' },
      { heading: 'Cached' },
      { heading: 'Hits', align: 'right' },
    ],
    rows: entries.map(({ name, size, cachedAtMs, hits }) => [
      visibleText(name),
      size === undefined ? '' : formatBytes(size),
      cachedAtMs === undefined ? '' : formatLocalTime(cachedAtMs),
      hits === undefined ? '' : String(hits),
    ]),
    width: out.columns(),
    styleHeading: out.colors.bold,
  });
}

function plainLines({ entries }: RemoteCache): string[] {
  return entries.map(({ name, size, cachedAtMs }) =>
    size === undefined
      ? visibleText(name)
      : [visibleText(name), size, cachedAtMs === undefined ? '-' : formatIsoTime(cachedAtMs)].join(
          '\t',
        ),
  );
}

function summary({ entries, usedBytes, capacityBytes }: RemoteCache, dialect: string): string {
  if (entries.length === 0) return 'The cache is empty: files enter it when somebody fetches them.';
  const count = formatCount(entries.length, 'file');
  if (usedBytes === undefined || capacityBytes === undefined) {
    return `${count}, oldest first. This server speaks only the ${dialect} dialect, which lists names only.`;
  }
  return `${count}, oldest first: ${formatBytes(usedBytes)} of ${formatBytes(capacityBytes)}`;
}
