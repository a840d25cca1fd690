import { formatBytes } from '../../format/numbers.ts';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import { shortages } from './shortages.ts';
import styles from './downloads.module.css';

/** Warns before a disk is full. */
export function SpaceNote() {
  const folders = usePanelState((state) => state.saveSpace.folders);
  const batches = usePanelState((state) => state.downloads.batches);
  return shortages(batches, folders).map(({ directory, freeBytes, neededBytes }) => (
    <div key={directory} className={styles.note}>
      <ProblemNote tone="warn">
        {t('downloads.lowSpace', {
          folder: directory,
          free: formatBytes(freeBytes),
          needed: formatBytes(neededBytes),
        })}
      </ProblemNote>
    </div>
  ));
}
