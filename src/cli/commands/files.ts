import type { RemoteFile } from '../../engine/client/remote.ts';
import { formatBytes } from '../../shared/units.ts';
import { usageError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { printNote } from '../output/error-line.ts';
import { formatCount, formatIsoTime, formatLocalTime } from '../output/formats.ts';
import { formatTable } from '../output/table.ts';
import type { OutputStream } from '../output/terminal.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import type { HostPort } from '../settings/host-port.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { ASK_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';
import { InvalidValue, wholeNumber } from '../settings/values.ts';
import { ask } from './ask.ts';
import { folderPrefix } from './folder-prefix.ts';

const parseLimit = wholeNumber(1, 1_000_000);

/** Prints which files a server shares. */
export async function files(
  context: Context,
  server: HostPort,
  flags: RawFlags,
): Promise<ExitCode> {
  const settings = await loadSettings(ASK_SETTING_KEYS, flags, context.environment);
  const { folder, recursive, limit } = flags;
  const options = {
    ...(typeof folder === 'string' ? { prefix: folderPrefix(folder) } : {}),
    ...(typeof limit === 'string' ? { limit: readLimit(limit) } : {}),
    recursive: recursive === true,
  };
  return ask(server, settings.dialect, async (remote) => {
    const found = await remote.files(options);
    const { out } = context.terminal;
    if (settings.json) {
      out.line(visibleJson({ address: remote.address, ...found }));
      return;
    }
    const lines = out.isTerminal ? table(found.files, out) : found.files.map(plainLine);
    for (const line of lines) out.line(line);
    if (settings.quiet) return;
    if (out.isTerminal) {
      const total = found.files.reduce((sum, { size }) => sum + size, 0);
      out.line(out.colors.dim(`${formatCount(found.files.length, 'file')}, ${formatBytes(total)}`));
    }
    if (found.truncated) {
      printNote(context, 'there are more files: name a folder, or raise --limit, to see them');
    }
  });
}

function readLimit(text: string): number {
  try {
    return parseLimit(text);
  } catch (error) {
    throw error instanceof InvalidValue ? usageError(`--limit ${error.message}`) : error;
  }
}

function table(found: readonly RemoteFile[], out: OutputStream): string[] {
  if (found.length === 0) return [];
  return formatTable({
    columns: [
      { heading: 'Name', elastic: true },
      { heading: 'Size', align: 'right' },
      { heading: 'Modified' },
      { heading: 'In cache' },
    ],
    rows: found.map(({ name, size, modifiedAtMs, cached }) => [
      visibleText(name),
      formatBytes(size),
      formatLocalTime(modifiedAtMs),
      cached ? 'yes' : '',
    ]),
    width: out.columns(),
    styleHeading: out.colors.bold,
  });
}

function plainLine({ name, size, modifiedAtMs, cached }: RemoteFile): string {
  const state = cached ? 'cached' : '-';
  return [visibleText(name), size, formatIsoTime(modifiedAtMs), state].join('\t');
}
