/** As much of electron-updater's `autoUpdater` as is used. */
export interface Updater {
  checkForUpdates(): Promise<{
    readonly isUpdateAvailable: boolean;
    readonly updateInfo: { readonly version: string };
  } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
}

/** How a person is asked, and told. */
export interface UpdateDialogs {
  offer(version: string): Promise<'download' | 'later' | 'skip'>;
  offerRestart(version: string): Promise<boolean>;
  reportFailure(version: string, error: unknown): void;
}

/**
 * Looks for a newer version, and downloads and installs it if the person says so each time: nothing happens
 * silently. Never rejects; a check that fails, as without a network, is no news.
 *
 * @param skipped the version that the person does not want to be asked about
 * @returns the version to be skipped from now on
 */
export async function offerUpdate(
  updater: Updater,
  dialogs: UpdateDialogs,
  skipped: string | undefined,
): Promise<string | undefined> {
  const found = await updater.checkForUpdates().catch(() => null);
  if (found?.isUpdateAvailable !== true) return skipped;
  const { version } = found.updateInfo;
  if (version === skipped) return skipped;
  const choice = await dialogs.offer(version);
  if (choice === 'skip') return version;
  if (choice === 'later') return skipped;
  try {
    await updater.downloadUpdate();
    if (await dialogs.offerRestart(version)) updater.quitAndInstall();
  } catch (error) {
    dialogs.reportFailure(version, error);
  }
  return skipped;
}
