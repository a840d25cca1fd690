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
import { failureSentence } from '../../../shared/failure-sentences.ts';

const text = strings.saveTo;

interface SaveToProps {
  readonly wanted: Wanted;
  readonly downloading: Downloading;
  readonly onStarted: () => void;
}

export function SaveTo({ wanted, downloading, onStarted }: SaveToProps) {
  const { store, host } = usePanel();
  const directory = usePanelState((state) => state.settings?.saveTo ?? '');
  const { attempt, start } = downloading;
  const { names, folders } = wanted;
  const isNothing = names.length + folders.length === 0;
  return (
    <div className={styles.frame}>
      {attempt.problem !== undefined && (
        <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
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
            {isNothing
              ? text.download
              : folders.length === 0
                ? text.downloadCount(names.length)
                : text.downloadFolders(names.length, folders.length)}
          </Button>
        </div>
      </div>
    </div>
  );
}
