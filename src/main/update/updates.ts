import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dialog } from 'electron';
import type { Host } from '../../host/host.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { t } from '../language.ts';
import { reasonOf } from '../reason-of.ts';
import { offerUpdate, type UpdateDialogs } from './update-offer.ts';

const FIRST_CHECK_MS: Milliseconds = 10_000;
const CHECK_EVERY_MS: Milliseconds = 24 * 60 * 60 * 1000;

/** The name under which the host keeps the version that the person does not want. */
const SKIPPED = 'skippedUpdate';

/**
 * Looks for a newer version after the start and once a day, in a build whose configuration names a feed:
 * electron-builder leaves its address beside the app.
 */
export function followUpdates(host: Host): void {
  if (!existsSync(join(process.resourcesPath, 'app-update.yml'))) return;
  const check = (): void => void checkOnce(host);
  setTimeout(check, FIRST_CHECK_MS).unref();
  setInterval(check, CHECK_EVERY_MS).unref();
}

let checking = false;

async function checkOnce(host: Host): Promise<void> {
  // A question from yesterday may still stand there.
  if (checking) return;
  checking = true;
  try {
    const { default: electronUpdater } = await import('electron-updater');
    const { autoUpdater } = electronUpdater;
    autoUpdater.autoDownload = false;
    autoUpdater.autoInstallOnAppQuit = false;
    autoUpdater.logger = null;
    const known = host.getShellValue(SKIPPED);
    const before = typeof known === 'string' ? known : undefined;
    const skipped = await offerUpdate(autoUpdater, DIALOGS, before);
    if (skipped !== undefined && skipped !== before) host.setShellValue(SKIPPED, skipped);
  } finally {
    checking = false;
  }
}

const DIALOGS: UpdateDialogs = {
  async offer(version) {
    const choices = ['download', 'later', 'skip'] as const;
    const { response } = await dialog.showMessageBox({
      type: 'info',
      message: t('updateAvailable', { version }),
      detail: t('updateDetail'),
      buttons: [t('updateDownload'), t('updateLater'), t('updateSkip')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    return choices[response] ?? 'later';
  },

  async offerRestart(version) {
    const { response } = await dialog.showMessageBox({
      type: 'info',
      message: t('updateReady', { version }),
      detail: t('updateReadyDetail'),
      buttons: [t('updateInstall'), t('updateLater')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  },

  reportFailure(version, error) {
    dialog.showErrorBox(
      t('updateFailed', { version }),
      t('updateFailedDetail', { reason: reasonOf(error) }),
    );
  },
};
