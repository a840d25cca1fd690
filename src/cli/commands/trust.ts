import { fingerprintWords } from '../../engine/index.ts';
import type { TrustList } from '../../engine/index.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { ownTrustList } from '../admission/admission.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatIsoTime, formatLocalTime } from '../output/formats.ts';
import { printNote } from '../output/error-line.ts';
import { formatTable } from '../output/table.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { TRUST_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';

/** Prints the servers whose keys were accepted. */
export async function listTrusted(context: Context, flags: RawFlags): Promise<ExitCode> {
  const { json } = await loadSettings(TRUST_SETTING_KEYS, flags, context.environment);
  const { out } = context.terminal;
  const servers = await withWords(ownTrustList(context));
  if (json) {
    out.line(visibleJson(servers));
  } else if (out.isTerminal) {
    const rows = servers.map(({ address, metAtMs, words }) => [
      visibleText(address),
      formatLocalTime(metAtMs),
      words,
    ]);
    const columns = [
      { heading: 'Server' },
      { heading: 'Met' },
      { heading: 'Fingerprint', elastic: true },
    ] as const;
    const layout = { columns, rows, width: out.columns(), styleHeading: out.colors.bold };
    if (rows.length > 0) for (const line of formatTable(layout)) out.line(line);
    else out.line('No server is trusted yet: the first connection with --tls asks.');
  } else {
    for (const { address, metAtMs, fingerprint, words } of servers) {
      const fields = [visibleText(address), fingerprint, formatIsoTime(metAtMs), words];
      out.line(fields.join('\t'));
    }
  }
  return EXIT.done;
}

/** Has a server met anew at the next connection. */
export async function removeTrusted(
  context: Context,
  server: Endpoint,
  flags: RawFlags,
): Promise<ExitCode> {
  const { quiet } = await loadSettings(TRUST_SETTING_KEYS, flags, context.environment);
  const address = formatEndpoint(server);
  if (!(await ownTrustList(context).forget(server))) {
    throw new CliError(EXIT.refused, `${address} is not in the list: see fifolio trust list`);
  }
  if (quiet !== true) printNote(context, `${address} is no longer trusted`);
  return EXIT.done;
}

interface Shown {
  readonly address: string;
  readonly fingerprint: string;
  readonly words: string;
  readonly metAtMs: number;
}

function withWords(trusted: TrustList): Promise<readonly Shown[]> {
  return Promise.all(
    trusted.list().map(async (server) => ({
      ...server,
      words: await fingerprintWords(server.fingerprint),
    })),
  );
}
