import { formatBytes } from '../../shared/units.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { displayWidth } from '../output/display-width.ts';
import { formatDuration, formatShare } from '../output/formats.ts';
import { visibleJson, visibleText } from '../output/visible-text.ts';
import type { HostPort } from '../settings/host-port.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { ASK_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';
import { ask } from './ask.ts';

/** Prints a server's counters. */
export async function stats(
  { terminal, environment }: Context,
  server: HostPort,
  flags: RawFlags,
): Promise<ExitCode> {
  const { dialect, json } = await loadSettings(ASK_SETTING_KEYS, flags, environment);
  return ask(server, dialect, async (remote) => {
    const answer = await remote.stats();
    const { out } = terminal;
    if (json) {
      out.line(visibleJson({ address: remote.address, ...answer }));
      return;
    }
    const facts = flatten(answer);
    if (!out.isTerminal) {
      for (const [key, value] of facts)
        out.line(`${visibleText(key)}\t${visibleText(String(value))}`);
      return;
    }
    const labels = facts.map(([key]) => visibleText(label(key)));
    const width = Math.max(0, ...labels.map(displayWidth));
    facts.forEach(([key, value], index) => {
      const shown = labels[index] ?? '';
      const space = ' '.repeat(width - displayWidth(shown));
      out.line(`${out.colors.dim(shown)}${space}  ${visibleText(formatFact(key, value))}`);
    });
  });
}

type Fact = string | number | boolean | null;

/** What a server tells, as `path.to.value` and value; another version's facts are shown as well. */
export function flatten(value: unknown, path = ''): [key: string, value: Fact][] {
  if (typeof value !== 'object' || value === null) {
    return [[path, typeof value === 'bigint' ? String(value) : (value as Fact)]];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** `counters.cacheHits` to `cache hits`, `threads.0.bytesSent` to `threads 0 bytes sent`. */
function label(key: string): string {
  return key
    .replace(/^counters\./, '')
    .replaceAll('.', ' ')
    .replace(/(Bytes|Ms)$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function formatFact(key: string, value: Fact): string {
  if (typeof value !== 'number') return String(value);
  if (/(Bytes|bytesSent|bytesSentFromCache)$/.test(key)) return formatBytes(value);
  if (/Ratio$/i.test(key)) return formatShare(value, 1);
  if (/Ms$/.test(key)) return formatDuration(value);
  return String(value);
}
