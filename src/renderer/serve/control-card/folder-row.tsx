import { ChevronDown, Folder, FolderOpen, FolderPlus, Pencil, X } from 'lucide-react';
import { useState } from 'react';
import type { NamedFolder, ServedDirectory } from '../../../shared/server-state.ts';
import { foldersOf, withoutFolder } from '../../../shared/served-directory.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { PathText } from '../../controls/path-text.tsx';
import { MenuButton, type MenuChoice } from '../../controls/popup-menu.tsx';
import {
  addServedFolder,
  chooseFolder,
  chooseServedFolder,
  takeServedFolder,
} from '../../state/folders.ts';
import { usePanel, usePanelState, type Attempt } from '../../state/panel-context.tsx';
import { isAtRest } from '../../state/panel-state.ts';
import { t } from '../../language/language.ts';
import styles from './control-card.module.css';
import { FolderName } from './folder-name.tsx';
import { TypedFolder } from './typed-folder.tsx';

/** What is shared: one folder, or several with the names that they have for others. Fixed while serving. */
export function FolderRow({ attempt }: { readonly attempt: Attempt }) {
  const chosen = usePanelState((state) => state.settings?.serveDirectory ?? '');
  const served = usePanelState((state) => state.server?.directory ?? '');
  const [isTyping, setTyping] = useState(false);
  const isFree = usePanelState(isAtRest);
  const directory = isFree ? chosen : served;
  const folders = foldersOf(directory);
  const actions = <Actions attempt={attempt} isFree={isFree} onType={() => setTyping(true)} />;

  return (
    <>
      <span className={styles.label}>{t('control.folder')}</span>
      <div className={styles.folders} title={isFree ? undefined : t('control.folderFixed')}>
        {folders.length > 1 ? (
          <ul aria-label={t('control.folders')}>
            {folders.map((folder) => (
              <li key={folder.path} className={styles.folder}>
                <NamedFolderLine {...{ folder, directory, isFree, attempt }} />
              </li>
            ))}
          </ul>
        ) : (
          <div className={styles.folder}>
            <OneFolder folder={folders[0]} isFree={isFree} attempt={attempt} />
            {actions}
          </div>
        )}
        {folders.length > 1 && actions}
        {isFree && isTyping && <TypedFolder onDone={() => setTyping(false)} />}
      </div>
    </>
  );
}

interface OneFolderProps {
  readonly folder: NamedFolder | undefined;
  readonly isFree: boolean;
  readonly attempt: Attempt;
}

function OneFolder({ folder, isFree, attempt }: OneFolderProps) {
  return (
    <>
      <Folder size={15} aria-hidden className={styles.folderIcon} />
      {folder === undefined ? (
        <span className={styles.noFolder}>{t('control.noFolder')}</span>
      ) : (
        <>
          {folder.name !== '' && <FolderName folder={folder} isFixed />}
          <PathText path={folder.path} hasEmphasis />
        </>
      )}
      {!isFree && <Reveal name={folder?.name ?? ''} attempt={attempt} />}
    </>
  );
}

interface NamedFolderLineProps {
  readonly folder: NamedFolder;
  readonly directory: ServedDirectory;
  readonly isFree: boolean;
  readonly attempt: Attempt;
}

function NamedFolderLine({ folder, directory, isFree, attempt }: NamedFolderLineProps) {
  const { host } = usePanel();
  const { name, path } = folder;
  return (
    <>
      <Folder size={15} aria-hidden className={styles.folderIcon} />
      <FolderName folder={folder} isFixed={!isFree} />
      <PathText path={path} />
      <span className={styles.folderActions}>
        {!isFree && <Reveal name={name} attempt={attempt} />}
        <IconButton
          label={t('control.removeFolder', { name })}
          size="small"
          isDisabled={!isFree}
          onPress={() =>
            attempt.run(() =>
              host.call('settings.set', { serveDirectory: withoutFolder(directory, path) }),
            )
          }
        >
          <X size={14} aria-hidden />
        </IconButton>
      </span>
    </>
  );
}

function Reveal({ name, attempt }: { readonly name: string; readonly attempt: Attempt }) {
  const { host } = usePanel();
  const canReveal = usePanelState((state) => state.capabilities?.reveal ?? false);
  if (!canReveal) return null;
  const target = { target: 'served-folder', ...(name === '' ? {} : { name }) } as const;
  return (
    <IconButton
      label={name === '' ? t('control.showFolder') : t('control.showNamed', { name })}
      size="small"
      onPress={() => attempt.run(() => host.call('reveal', target))}
    >
      <FolderOpen size={14} aria-hidden />
    </IconButton>
  );
}

interface ActionsProps {
  readonly attempt: Attempt;
  readonly isFree: boolean;
  readonly onType: () => void;
}

function Actions({ attempt, isFree, onType }: ActionsProps) {
  const { store, host } = usePanel();
  const count = usePanelState((state) => foldersOf(state.settings?.serveDirectory ?? '').length);
  const recent = usePanelState((state) => state.settings?.recentFolders);
  const noneYet = {
    id: 'none',
    label: t('control.noRecent'),
    isDisabled: true,
    choose: () => undefined,
  };
  const choices: readonly MenuChoice[] =
    recent === undefined || recent.length === 0
      ? [noneYet]
      : recent.map((path) => ({
          id: path,
          label: path,
          icon: <Folder size={14} aria-hidden />,
          choose: () => attempt.run(() => takeServedFolder(store, host, path)),
        }));

  async function addChosen(): Promise<void> {
    const path = await chooseFolder(store, host, 'serve');
    if (path !== undefined) await addServedFolder(store, host, path);
  }

  return (
    <div className={styles.folderActions}>
      {count <= 1 && (
        <Button
          size="small"
          isDisabled={!isFree}
          onPress={() => attempt.run(() => chooseServedFolder(store, host))}
        >
          {t('choose')}
        </Button>
      )}
      {count > 0 && (
        <IconButton
          label={t('control.addFolder')}
          size="small"
          isDisabled={!isFree}
          onPress={() => attempt.run(addChosen)}
        >
          <FolderPlus size={15} aria-hidden />
        </IconButton>
      )}
      <IconButton label={t('control.typePath')} size="small" isDisabled={!isFree} onPress={onType}>
        <Pencil size={13} aria-hidden />
      </IconButton>
      <MenuButton label={t('control.recentFolders')} choices={choices}>
        <IconButton label={t('control.recentFolders')} size="small" isDisabled={!isFree}>
          <ChevronDown size={15} aria-hidden />
        </IconButton>
      </MenuButton>
    </div>
  );
}
