import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { t } from '../../language/language.ts';
import styles from './downloads.module.css';
import type { DownloadCommanding } from './use-download-commands.ts';

/** Of the files, as many are spelled out. */
const MOST_NAMES = 5;

/** Asks before files are deleted from the disk. */
export function DeleteDialog(commands: DownloadCommanding) {
  const { deletion, confirmDeletion, dismissDeletion } = commands;
  const count = deletion.length;
  return (
    <Dialog
      title={t('downloads.deleteTitle', { count })}
      isOpen={count > 0}
      onClose={dismissDeletion}
      width="narrow"
      actions={
        <>
          <Button autoFocus onPress={dismissDeletion}>
            {t('cancel')}
          </Button>
          <Button look="danger" onPress={confirmDeletion}>
            {t('downloads.deleteNow', { count })}
          </Button>
        </>
      }
    >
      <ul className={styles.paths}>
        {deletion.slice(0, MOST_NAMES).map(({ id, path = '' }) => (
          <li key={id}>
            <VisibleText text={path} wraps />
          </li>
        ))}
        {count > MOST_NAMES && <li>{t('downloads.deleteMore', { count: count - MOST_NAMES })}</li>}
      </ul>
      <p>{t('downloads.cannotBeUndone')}</p>
    </Dialog>
  );
}
