import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { STRINGS } from '../strings.ts';

/** The system's dialog for a folder, over the window if there is one. Undefined: dismissed. */
export async function chooseFolder(
  window: BrowserWindow | undefined,
  purpose: 'serve' | 'save',
  startAt: string,
): Promise<string | undefined> {
  const options: OpenDialogOptions = {
    title: purpose === 'serve' ? STRINGS.chooseServeFolder : STRINGS.chooseSaveFolder,
    buttonLabel: STRINGS.chooseButton,
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
