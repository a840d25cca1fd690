import { useMemo } from 'react';
import type { Download } from '../../../shared/contract-downloads.ts';
import { Button } from '../../controls/button.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { t } from '../../language/language.ts';
import styles from './downloads.module.css';
import type { DownloadCommands } from './use-download-commands.ts';

const LEFT_OVER = { leftOver: true } as const;

interface LeftOverProps {
  readonly downloads: readonly Download[];
  readonly commands: Pick<DownloadCommands, 'retry' | 'remove'>;
}

/** Offers to go on with what the last run of the program left. */
export function LeftOver({ downloads, commands }: LeftOverProps) {
  const count = useMemo(
    () => downloads.reduce((sum, one) => sum + Number(one.leftOver && one.state === 'paused'), 0),
    [downloads],
  );
  if (count === 0) return null;
  return (
    <div className={styles.note}>
      <ProblemNote
        tone="warn"
        actions={
          <>
            <Button size="small" look="quiet" onPress={() => commands.remove(LEFT_OVER)}>
              {t('downloads.discardAll')}
            </Button>
            <Button size="small" onPress={() => commands.retry(LEFT_OVER)}>
              {t('downloads.continueAll')}
            </Button>
          </>
        }
      >
        {t('downloads.leftOver', { count })}
      </ProblemNote>
    </div>
  );
}
