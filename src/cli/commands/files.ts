import { ENGLISH_OMISSIONS } from '../../shared/locales/english-omissions.ts';
import type { RemoteFile, RemoteFiles, RemoteFolder } from '../../engine/index.ts';
import { countOmissions, describeOmissions } from '../../shared/omissions.ts';
import { formatBytes } from '../../shared/units.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { printNote } from '../output/error-line.ts';
import { formatCount, formatIsoTime, formatLocalTime } from '../output/formats.ts';
import { formatTable } from '../output/table.ts';
import type { OutputStream } from '../output/terminal.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { ASK_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';
import { readValue, wholeNumber } from '../settings/values.ts';
import { openAdmission } from '../admission/admission.ts';
import { ask } from '../ask.ts';
import type { ServerArgument } from '../settings/host-port.ts';
import { folderPrefix } from '../settings/folder-prefix.ts';

const parseLimit = wholeNumber(1, 1_000_000);

/** Prints which files and folders a server shares. */
export async function files(
  context: Context,
  server: ServerArgument,
  flags: RawFlags,
): Promise<ExitCode> {
  const settings = await loadSettings(ASK_SETTING_KEYS, flags, context.environment);
  const { folder, recursive, limit } = flags;
  const options = {
    ...(typeof folder === 'string' ? { prefix: folderPrefix(folder) } : {}),
    ...(typeof limit === 'string' ? { limit: readValue('--limit', () => parseLimit(limit)) } : {}),
    recursive: recursive === true,
    // With everything below, the files' own names show the folders.
    folders: recursive !== true,
  };
  const admission = await openAdmission(context, { server, settings, flags });
  return ask(admission, settings.dialect, async (remote) => {
    const found = await remote.files(options);
    const { out } = context.terminal;
    if (settings.json) {
      const skipped = countOmissions(found.omitted);
      out.line(visibleJson({ address: remote.address, ...found, skipped }));
      return;
    }
    const lines = out.isTerminal
      ? table(found, out)
      : [...found.folders.map(plainFolderLine), ...found.files.map(plainLine)];
    for (const line of lines) out.line(line);
    // That something is missing is said in any case.
    if (found.omitted.length > 0)
      printNote(context, describeOmissions(found.omitted, ENGLISH_OMISSIONS));
    if (settings.quiet) return;
    if (out.isTerminal) out.line(out.colors.dim(summary(found)));
    if (found.unshared > 0) {
      const count = formatCount(
        found.unshared,
        'hidden or excluded entry',
        'hidden or excluded entries',
      );
      printNote(context, `the server does not share ${count}`);
    }
    if (found.truncated) {
      printNote(context, 'there are more files: name a folder, or raise --limit, to see them');
    }
  });
}

function summary({ folders, files }: RemoteFiles): string {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const counts = [
    ...(folders.length > 0 ? [formatCount(folders.length, 'folder')] : []),
    formatCount(files.length, 'file'),
  ];
  return `${counts.join(', ')}, ${formatBytes(total)}`;
}

function table({ folders, files }: RemoteFiles, out: OutputStream): string[] {
  if (folders.length + files.length === 0) return [];
  return formatTable({
    columns: [
      { heading: 'Name', elastic: true },
      { heading: 'Size', align: 'right' },
      { heading: 'Modified' },
      { heading: 'In cache' },
    ],
    rows: [
      ...folders.map(({ name, content }) => [
        `${visibleText(name)}/`,
        content === undefined ? '' : formatBytes(content.bytes),
        content === undefined ? '' : formatCount(content.files, 'file'),
        '',
      ]),
      ...files.map(({ name, size, modifiedAtMs, cached }) => [
        visibleText(name),
        formatBytes(size),
        formatLocalTime(modifiedAtMs),
        cached ? 'yes' : '',
      ]),
    ],
    width: out.columns(),
    styleHeading: out.colors.bold,
  });
}

function plainLine({ name, size, modifiedAtMs, cached }: RemoteFile): string {
  const state = cached ? 'cached' : '-';
  return [visibleText(name), size, formatIsoTime(modifiedAtMs), state].join('\t');
}

/** A folder's name ends with `/`; then bytes, `-` in place of a date, and how many files are in it. */
function plainFolderLine({ name, content }: RemoteFolder): string {
  const facts = content === undefined ? ['-', '-', '-'] : [content.bytes, '-', content.files];
  return [`${visibleText(name)}/`, ...facts].join('\t');
}
