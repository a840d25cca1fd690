import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Host } from '../../src/host/host.ts';
import { PanelAddressFile } from '../../src/host/panel/panel-address.ts';
import { startPanelServer } from '../../src/host/panel/panel-server.ts';
import { filesInDirectory } from '../../src/host/panel/static-files.ts';

export interface PanelInBrowserOptions {
  readonly root: string;
  readonly dataDirectory: string;
  readonly openBrowser: boolean;
  /** Why it is not the desktop app, when that was wanted: the first half of a sentence. */
  readonly reason?: string;
}

/** Serves the panel until Ctrl-C. A second Ctrl-C does not wait for transfers. */
export async function runPanelInBrowser(options: PanelInBrowserOptions): Promise<number> {
  const { root, dataDirectory, openBrowser, reason } = options;
  const host = new Host({ dataDirectory, shell: { kind: 'browser', tray: false } });
  const panel = await startPanelServer({
    files: filesInDirectory(join(root, 'out', 'renderer')),
    attach: (transport) => {
      host.attach(transport);
    },
    remembered: new PanelAddressFile(dataDirectory),
  });
  const where = openBrowser ? 'the panel opens in your browser' : 'open the panel';
  console.log(
    reason === undefined
      ? `${openBrowser ? 'The panel opens in your browser' : 'Open the panel'}: ${panel.url}`
      : `${reason}, so ${where}: ${panel.url}`,
  );
  if (openBrowser) open(panel.url);

  let ending = false;
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        resolve();
        if (ending) void host.close({ now: true });
        ending = true;
      });
    }
  });
  await host.close();
  await panel.close();
  return 0;
}

/** Opens the default browser, where there is one; the address stands in the terminal anyway. */
function open(url: string): void {
  const [program, ...args] = openerFor(process.platform, url);
  if (program === undefined) return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}

function openerFor(platform: NodeJS.Platform, url: string): readonly string[] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  // Without a display this would start a browser inside the terminal.
  return (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']) ? ['xdg-open', url] : [];
}
