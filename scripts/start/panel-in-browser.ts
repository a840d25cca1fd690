import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { Host } from '../../src/host/host.ts';
import { PanelAddressFile } from '../../src/host/panel/panel-address.ts';
import { startPanelServer } from '../../src/host/panel/panel-server.ts';
import { filesInDirectory } from '../../src/host/panel/static-files.ts';
import { announcement } from './announcement.ts';
import type { NotShown } from './desktop.ts';
import { chooseOpening, type Opening } from './opening.ts';

export interface PanelInBrowserOptions {
  readonly root: string;
  readonly dataDirectory: string;
  readonly openBrowser: boolean;
  /** Why it is not the desktop app, when that was wanted. */
  readonly instead?: NotShown;
}

/** Serves the panel until Ctrl-C. A second Ctrl-C does not wait for transfers. */
export async function runPanelInBrowser(options: PanelInBrowserOptions): Promise<number> {
  const { root, dataDirectory, openBrowser, instead } = options;
  const host = new Host({
    dataDirectory,
    shell: {
      ...{ kind: 'browser', tray: false, autostart: false, notifications: false },
      panelAccess: () => panel.access,
    },
  });
  const panel = await startPanelServer({
    files: filesInDirectory(join(root, 'out', 'renderer')),
    attach: (transport) => {
      host.attach(transport);
    },
    remembered: new PanelAddressFile(dataDirectory),
  });
  const opening: Opening = openBrowser
    ? chooseOpening(panel.url, {
        platform: process.platform,
        environment: process.env,
        isOnPath,
        userName: userInfo().username,
      })
    : { by: 'person' };
  console.log(announcement(panel.url, opening, instead));
  if (opening.by === 'command') open(opening.command);

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

/** Runs the command that opens the browser; where it fails, the person has to. */
function open([program, ...args]: readonly [string, ...string[]]): void {
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  const failed = (): void => {
    console.log('No browser could be opened; open the address yourself.');
  };
  child.once('error', failed);
  child.once('exit', (code) => {
    if (code !== 0) failed();
  });
  child.unref();
}

function isOnPath(command: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => folder !== '' && existsSync(join(folder, command)));
}
