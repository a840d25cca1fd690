import { Download, Folder } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { PathText } from '../../controls/path-text.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { chooseSaveFolder } from '../../state/folders.ts';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import type { Wanted } from '../files-there/folder-tree.ts';
import styles from './save-to.module.css';
import type { Downloading } from './use-downloading.ts';
import { formatBytes, type Bytes } from '../../../shared/units.ts';
import { failureSentence } from '../../language/sentences.ts';

const text = strings.saveTo;

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
          {text.tooLittle(formatBytes(size), formatBytes(freeBytes))}
        </ProblemNote>
      )}
      <div className={styles.row}>
        <span className={styles.label}>{text.title}</span>
        <Folder size={15} aria-hidden className={styles.icon} />
        {directory === '' ? (
          <span className={styles.none}>{text.none}</span>
        ) : (
          <span className={styles.path}>
            <PathText path={directory} hasEmphasis />
          </span>
        )}
        {freeBytes !== undefined && (
          <span className={styles.label}>{text.free(formatBytes(freeBytes))}</span>
        )}
        <Button size="small" onPress={() => attempt.run(() => chooseSaveFolder(store, host))}>
          {strings.choose}
        </Button>
        <div className={styles.action}>
          <Button
            look="primary"
            icon={<Download size={14} aria-hidden />}
            isDisabled={isNothing || attempt.isPending}
            onPress={() => start(wanted, onStarted)}
          >
            {isNothing ? text.download : whatIsWanted(wanted, size)}
          </Button>
        </div>
      </div>
    </div>
  );
}

function whatIsWanted({ names, folders }: Wanted, size: Bytes | undefined): string {
  const count =
    folders.length === 0
      ? text.downloadCount(names.length)
      : text.downloadFolders(names.length, folders.length);
  return size === undefined ? count : text.withSize(count, formatBytes(size));
}
