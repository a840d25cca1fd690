import { describe, expect, it, vi } from 'vitest';
import { offerUpdate, type UpdateDialogs, type Updater } from './update-offer.ts';

function parts(choice: 'download' | 'later' | 'skip', restarts = false) {
  const updater = {
    checkForUpdates: vi.fn<Updater['checkForUpdates']>(() =>
      Promise.resolve({ isUpdateAvailable: true, updateInfo: { version: '1.2.0' } }),
    ),
    downloadUpdate: vi.fn<Updater['downloadUpdate']>(() => Promise.resolve()),
    quitAndInstall: vi.fn<Updater['quitAndInstall']>(),
  };
  const dialogs = {
    offer: vi.fn<UpdateDialogs['offer']>(() => Promise.resolve(choice)),
    offerRestart: vi.fn<UpdateDialogs['offerRestart']>(() => Promise.resolve(restarts)),
    reportFailure: vi.fn<UpdateDialogs['reportFailure']>(),
  };
  return { updater, dialogs };
}

describe('an update', () => {
  it('is downloaded and installed when both are wanted', async () => {
    const { updater, dialogs } = parts('download', true);
    expect(await offerUpdate(updater, dialogs, undefined)).toBeUndefined();
    expect(dialogs.offer).toHaveBeenCalledWith('1.2.0');
    expect(updater.downloadUpdate).toHaveBeenCalledOnce();
    expect(updater.quitAndInstall).toHaveBeenCalledOnce();
  });

  it('is not installed without a word', async () => {
    const { updater, dialogs } = parts('download', false);
    await offerUpdate(updater, dialogs, undefined);
    expect(updater.quitAndInstall).not.toHaveBeenCalled();
  });

  it('is not downloaded when it is put off, and asked for again', async () => {
    const { updater, dialogs } = parts('later');
    expect(await offerUpdate(updater, dialogs, undefined)).toBeUndefined();
    expect(updater.downloadUpdate).not.toHaveBeenCalled();
  });

  it('is not asked for again when it is skipped, but the next one is', async () => {
    const { updater, dialogs } = parts('skip');
    const skipped = await offerUpdate(updater, dialogs, undefined);
    expect(skipped).toBe('1.2.0');
    expect(await offerUpdate(updater, dialogs, skipped)).toBe('1.2.0');
    expect(dialogs.offer).toHaveBeenCalledOnce();
    updater.checkForUpdates.mockResolvedValue({
      isUpdateAvailable: true,
      updateInfo: { version: '1.3.0' },
    });
    await offerUpdate(updater, dialogs, skipped);
    expect(dialogs.offer).toHaveBeenLastCalledWith('1.3.0');
  });

  it('that fails to arrive is said to, and changes nothing', async () => {
    const { updater, dialogs } = parts('download', true);
    const error = new Error('sha512 checksum mismatch');
    updater.downloadUpdate.mockRejectedValue(error);
    await offerUpdate(updater, dialogs, undefined);
    expect(dialogs.reportFailure).toHaveBeenCalledWith('1.2.0', error);
    expect(updater.quitAndInstall).not.toHaveBeenCalled();
  });

  it('is not mentioned where there is none, or it cannot be looked for', async () => {
    const { updater, dialogs } = parts('download');
    updater.checkForUpdates.mockRejectedValueOnce(new Error('no network'));
    await offerUpdate(updater, dialogs, undefined);
    updater.checkForUpdates.mockResolvedValueOnce(null);
    await offerUpdate(updater, dialogs, undefined);
    updater.checkForUpdates.mockResolvedValueOnce({
      isUpdateAvailable: false,
      updateInfo: { version: '0.1.0' },
    });
    expect(await offerUpdate(updater, dialogs, 'x')).toBe('x');
    expect(dialogs.offer).not.toHaveBeenCalled();
    expect(dialogs.reportFailure).not.toHaveBeenCalled();
  });
});
