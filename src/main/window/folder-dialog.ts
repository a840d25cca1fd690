import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { t } from '../language.ts';

/** The system's dialog for a folder, over the window if there is one. Undefined: dismissed. */
export async function chooseFolder(
  window: BrowserWindow | undefined,
  purpose: 'serve' | 'save',
  startAt: string,
): Promise<string | undefined> {
  const options: OpenDialogOptions = {
    title: purpose === 'serve' ? t('chooseServeFolder') : t('chooseSaveFolder'),
    buttonLabel: t('chooseButton'),
    ...(startAt === '' ? {} : { defaultPath: startAt }),
    properties:
      purpose === 'save'
        ? ['openDirectory', 'createDirectory', 'promptToCreate']
        : ['openDirectory'],
  };
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? undefined : filePaths[0];
}
