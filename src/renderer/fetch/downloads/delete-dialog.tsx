import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { strings } from '../../strings/strings.ts';
import styles from './downloads.module.css';
import type { DownloadCommanding } from './use-download-commands.ts';

const text = strings.downloads;

/** Of the files, as many are spelled out. */
const MOST_NAMES = 5;

/** Asks before files are deleted from the disk. */
export function DeleteDialog(commands: DownloadCommanding) {
  const { deletion, confirmDeletion, dismissDeletion } = commands;
  const count = deletion.length;
  return (
    <Dialog
      title={text.deleteTitle(count)}
      isOpen={count > 0}
      onClose={dismissDeletion}
      width="narrow"
      actions={
        <>
          <Button autoFocus onPress={dismissDeletion}>
            {strings.cancel}
          </Button>
          <Button look="danger" onPress={confirmDeletion}>
            {text.deleteNow(count)}
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
        {count > MOST_NAMES && <li>{text.deleteMore(count - MOST_NAMES)}</li>}
      </ul>
      <p>{text.cannotBeUndone}</p>
    </Dialog>
  );
}
