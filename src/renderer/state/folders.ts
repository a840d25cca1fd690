import { foldersOf, withFolder } from '../../shared/served-directory.ts';
import type { Host } from './host.ts';
import type { PanelStore } from './panel-state.ts';

/** Lets a person choose a folder of the host's machine; nothing if they thought better of it. */
export async function chooseFolder(
  store: PanelStore,
  host: Host,
  purpose: 'serve' | 'save',
): Promise<string | undefined> {
  const { capabilities, settings } = store.getState();
  const startAt =
    (purpose === 'serve'
      ? foldersOf(settings?.serveDirectory ?? '').at(-1)?.path
      : settings?.saveTo) ?? '';
  if (capabilities?.folderDialog === 'native') {
    return (await host.call('folders.choose', { purpose, startAt })).path;
  }
  return new Promise((resolve) => {
    store.setState({
      folderRequest: {
        purpose,
        startAt,
        answer: (path) => {
          store.setState({ folderRequest: undefined });
          resolve(path);
        },
      },
    });
  });
}

/** Returns whether one was chosen. */
export async function chooseServedFolder(store: PanelStore, host: Host): Promise<boolean> {
  const serveDirectory = await chooseFolder(store, host, 'serve');
  if (serveDirectory === undefined) return false;
  await host.call('settings.set', { serveDirectory });
  return true;
}

/** Shares a folder beside those that were chosen already. */
export async function addServedFolder(store: PanelStore, host: Host, path: string): Promise<void> {
  const serveDirectory = withFolder(store.getState().settings?.serveDirectory ?? '', path);
  await host.call('settings.set', { serveDirectory });
}

/** Shares a folder in place of the one that was chosen; beside several there is only room for more. */
export async function takeServedFolder(store: PanelStore, host: Host, path: string): Promise<void> {
  const before = foldersOf(store.getState().settings?.serveDirectory ?? '');
  if (before.length > 1) await addServedFolder(store, host, path);
  else await host.call('settings.set', { serveDirectory: path });
}

export async function chooseSaveFolder(store: PanelStore, host: Host): Promise<void> {
  const saveTo = await chooseFolder(store, host, 'save');
  if (saveTo !== undefined) await host.call('settings.set', { saveTo });
}
