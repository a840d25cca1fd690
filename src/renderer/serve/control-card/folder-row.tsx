import { ChevronDown, Folder, FolderOpen } from 'lucide-react';
import { Button, IconButton } from '../../controls/button.tsx';
import { PathText } from '../../controls/path-text.tsx';
import { MenuButton } from '../../controls/popup-menu.tsx';
import { chooseServedFolder } from '../../state/folders.ts';
import { usePanel, usePanelState, type Attempt } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import styles from './control-card.module.css';

const text = strings.control;

export function FolderRow({ attempt }: { readonly attempt: Attempt }) {
  const { store, host } = usePanel();
  const phase = usePanelState((state) => state.server?.phase ?? 'stopped');
  const chosen = usePanelState((state) => state.settings?.serveDirectory ?? '');
  const served = usePanelState((state) => state.server?.directory ?? '');
  const recent = usePanelState((state) => state.settings?.recentFolders);
  const canReveal = usePanelState((state) => state.capabilities?.reveal ?? false);
  const isFree = phase === 'stopped' || phase === 'failed';
  const folder = isFree ? chosen : served;

  return (
    <>
      <span className={styles.label}>{text.folder}</span>
      <div className={styles.value}>
        <Folder size={15} aria-hidden className={styles.folderIcon} />
        {folder === '' ? (
          <span className={styles.noFolder}>{text.noFolder}</span>
        ) : (
          <PathText path={folder} hasEmphasis />
        )}
        {isFree && (
          <div className={styles.folderActions}>
            <Button size="small" onPress={() => attempt.run(() => chooseServedFolder(store, host))}>
              {strings.choose}
            </Button>
            <MenuButton
              label={text.recentFolders}
              choices={
                recent === undefined || recent.length === 0
                  ? [
                      {
                        id: 'none',
                        label: text.noRecent,
                        isDisabled: true,
                        choose: () => undefined,
                      },
                    ]
                  : recent.map((path) => ({
                      id: path,
                      label: path,
                      icon: <Folder size={14} aria-hidden />,
                      choose: () =>
                        attempt.run(() => host.call('settings.set', { serveDirectory: path })),
                    }))
              }
            >
              <IconButton label={text.recentFolders} size="small">
                <ChevronDown size={15} aria-hidden />
              </IconButton>
            </MenuButton>
          </div>
        )}
        {!isFree && canReveal && (
          <IconButton
            label={text.showFolder}
            size="small"
            onPress={() => attempt.run(() => host.call('reveal', { target: 'served-folder' }))}
          >
            <FolderOpen size={14} aria-hidden />
          </IconButton>
        )}
      </div>
    </>
  );
}
