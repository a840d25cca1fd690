import { stat } from 'node:fs/promises';
import { dialog } from 'electron';
import type { Host } from '../../host/host.ts';
import { linkWithoutSecrets } from '../../shared/connect-link.ts';
import { foldersOf } from '../../shared/served-directory.ts';
import { visibleText } from '../../shared/visible-text.ts';
import type { LaunchRequest } from '../security/launch-request.ts';
import type { Shell } from '../shell.ts';
import { t } from '../language.ts';

/**
 * Does what somebody wants who started the app or opened something with it. Nothing is fetched or served
 * by that: a link connects, and a folder is chosen.
 */
export async function openRequest(request: LaunchRequest, shell: Shell, host: Host): Promise<void> {
  switch (request.kind) {
    case 'window':
    case 'command':
      shell.showWindow();
      break;
    case 'server': {
      const { server, name } = request;
      shell.tellPanel(() => host.openLink({ server, ...(name === undefined ? {} : { name }) }));
      break;
    }
    case 'folder':
      await offerFolder(request.path, shell, host);
      break;
    case 'unknown':
      await tell(
        t('cannotOpen', { word: visibleText(linkWithoutSecrets(request.word).slice(0, 200)) }),
        shell,
      );
      break;
  }
}

async function offerFolder(path: string, shell: Shell, host: Host): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    await tell(t('notAFolder', { path: visibleText(path) }), shell);
    return;
  }
  const { phase, directory } = host.serverState;
  host.setSettings({ serveDirectory: path });
  shell.command('show-serve');
  const isServing = phase !== 'stopped' && phase !== 'failed';
  const isShared = foldersOf(directory).some((folder) => folder.path === path);
  if (isServing && !isShared) await tell(t('servingAnother', { path: visibleText(path) }), shell);
}

async function tell(message: string, shell: Shell): Promise<void> {
  shell.showWindow();
  const options = { type: 'info', message } as const;
  const { window } = shell;
  await (window === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
}
