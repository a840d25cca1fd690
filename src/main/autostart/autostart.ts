import { mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { app, dialog } from 'electron';
import type { Host } from '../../host/host.ts';
import { writeWholeFile } from '../../host/settings/write-whole-file.ts';
import { t } from '../language.ts';
import { AT_LOGIN, autostartEntry, autostartFile } from './autostart-file.ts';

/** Whether the system started the app when its user signed in. */
export function wasStartedAtLogin(): boolean {
  return process.platform === 'darwin'
    ? app.getLoginItemSettings().wasOpenedAtLogin
    : process.argv.includes(AT_LOGIN);
}

/** Has the system start the app, or no longer, whenever the setting changes. */
export function followAutostart(host: Host): void {
  let before = host.settings.autostart;
  host.listen({
    onSettingsChange: ({ autostart }) => {
      const last = before;
      before = autostart;
      if ((last === 'off') === (autostart === 'off')) return;
      try {
        setAutostart(autostart !== 'off');
      } catch (error) {
        before = last;
        host.setSettings({ autostart: last });
        const reason = error instanceof Error ? error.message : String(error);
        dialog.showErrorBox(t('cannotSetAutostart'), reason);
      }
    },
  });
}

/** @throws the system's error; what was there is there then */
function setAutostart(isOn: boolean): void {
  const { env, execPath, platform } = process;
  if (platform !== 'linux') {
    // A portable program runs from a temporary folder.
    const path = env['PORTABLE_EXECUTABLE_FILE'] ?? execPath;
    app.setLoginItemSettings({ openAtLogin: isOn, path, args: [AT_LOGIN] });
    return;
  }
  const file = autostartFile({ environment: env, home: homedir() });
  if (!isOn) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  // An AppImage runs from a folder that is mounted while it does.
  writeWholeFile(file, autostartEntry(env['APPIMAGE'] ?? execPath));
}
