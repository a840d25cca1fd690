import { setTimeout as pause } from 'node:timers/promises';
import { NearbyBrowser, type NearbyServer } from '../../engine/index.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { localError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { printNote } from '../output/error-line.ts';
import { formatTable } from '../output/table.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { DISCOVER_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';

/** Prints the servers that announce themselves in the network, having listened for so long. */
export async function discover(
  context: Context,
  timeoutMs: Milliseconds,
  flags: RawFlags,
): Promise<ExitCode> {
  const { json } = await loadSettings(DISCOVER_SETTING_KEYS, flags, context.environment);
  const browser = await NearbyBrowser.open().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw localError(`this computer cannot listen for servers (multicast DNS): ${why}`);
  });
  await pause(timeoutMs);
  const servers = browser.servers();
  browser.close();
  const { out } = context.terminal;
  if (json === true) out.line(visibleJson(servers));
  else if (out.isTerminal && servers.length > 0) {
    const columns = [
      { heading: 'Name', elastic: true },
      { heading: 'Address' },
      { heading: 'TLS' },
      { heading: 'Code' },
    ] as const;
    const rows = servers.map(cells);
    const width = out.columns();
    for (const line of formatTable({ columns, rows, width, styleHeading: out.colors.bold })) {
      out.line(line);
    }
  } else {
    for (const server of servers) out.line(cells(server).join('\t'));
  }
  if (servers.length === 0 && json !== true) {
    printNote(
      context,
      'nobody announces a server here. One that was started with --host 0.0.0.0 does, unless a firewall keeps multicast DNS (UDP port 5353) away.',
    );
  }
  return EXIT.done;
}

function cells({ name, host, port, encrypted, code }: NearbyServer): readonly string[] {
  const address = visibleText(formatEndpoint({ host, port }));
  return [visibleText(name), address, encrypted ? 'yes' : 'no', code ? 'needed' : 'no'];
}
