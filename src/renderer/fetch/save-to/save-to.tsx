import { formatBytes } from '../../format/numbers.ts';
import { Download, Folder } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { PathText } from '../../controls/path-text.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { chooseSaveFolder } from '../../state/folders.ts';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import type { Wanted } from '../files-there/folder-tree.ts';
import styles from './save-to.module.css';
import type { Downloading } from './use-downloading.ts';
import type { Bytes } from '../../../shared/units.ts';
import { failureSentence } from '../../language/sentences.ts';

interface SaveToProps {
  readonly wanted: Wanted;
  /** Of all of it; `undefined` where the lists do not say. */
  readonly size: Bytes | undefined;
  readonly downloading: Downloading;
  readonly onStarted: () => void;
}

export function SaveTo({ wanted, size, downloading, onStarted }: SaveToProps) {
  const { store, host } = usePanel();
  const directory = usePanelState((state) => state.settings?.saveTo ?? '');
  const { attempt, start } = downloading;
  const { names, folders } = wanted;
  const isNothing = names.length + folders.length === 0;
  const freeBytes = usePanelState(
    ({ saveSpace }) => saveSpace.folders.find((one) => one.directory === directory)?.freeBytes,
  );
  const isTooMuch = size !== undefined && freeBytes !== undefined && size > freeBytes;
  return (
    <div className={styles.frame}>
      {attempt.problem !== undefined && (
        <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
      )}
      {isTooMuch && (
        <ProblemNote tone="warn">
          {t('saveTo.tooLittle', { needed: formatBytes(size), free: formatBytes(freeBytes) })}
        </ProblemNote>
      )}
      <div className={styles.row}>
        <span className={styles.label}>{t('saveTo.title')}</span>
        <Folder size={15} aria-hidden className={styles.icon} />
        {directory === '' ? (
          <span className={styles.none}>{t('saveTo.none')}</span>
        ) : (
          <span className={styles.path}>
            <PathText path={directory} hasEmphasis />
          </span>
        )}
        {freeBytes !== undefined && (
          <span className={styles.label}>{t('saveTo.free', { size: formatBytes(freeBytes) })}</span>
        )}
        <Button size="small" onPress={() => attempt.run(() => chooseSaveFolder(store, host))}>
          {t('choose')}
        </Button>
        <div className={styles.action}>
          <Button
            look="primary"
            icon={<Download size={14} aria-hidden />}
            isDisabled={isNothing || attempt.isPending}
            onPress={() => start(wanted, onStarted)}
          >
            {isNothing ? t('saveTo.download') : whatIsWanted(wanted, size)}
          </Button>
        </div>
      </div>
    </div>
  );
}

function whatIsWanted({ names, folders }: Wanted, size: Bytes | undefined): string {
  const count =
    folders.length === 0
      ? t('saveTo.downloadCount', { count: names.length })
      : downloadFoldersText(names.length, folders.length);
  return size === undefined
    ? count
    : t('saveTo.withSize', { text: count, size: formatBytes(size) });
}

function downloadFoldersText(files: number, folders: number): string {
  return files === 0
    ? t('saveTo.downloadFolders', { count: folders })
    : t('saveTo.downloadBoth', {
        files: t('saveTo.files', { count: files }),
        folders: t('saveTo.folders', { count: folders }),
      });
}
