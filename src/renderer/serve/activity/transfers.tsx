import { formatSeconds } from '../../format/times.ts';
import { Unplug } from 'lucide-react';
import { clientLabel } from '../../../shared/client-label.ts';
import { timeLeftMs } from '../../fetch/downloads/download-rows.ts';
import type { ActiveTransfer } from '../../../shared/contract-server.ts';
import { IconButton } from '../../controls/button.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Progress } from '../../controls/progress.tsx';
import { formatBytes, formatRate } from '../../format/numbers.ts';
import { useAttempt, usePanel, usePanelState, type Attempt } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './activity.module.css';
import { VisibleText } from '../../controls/visible-text.tsx';
import { failureSentence } from '../../language/sentences.ts';

/** More are counted rather than shown: nobody follows them, and each costs drawing ten times a second. */
const MOST_SHOWN = 50;

export function Transfers() {
  const attempt = useAttempt();
  const transfers = usePanelState((state) => state.transfers.transfers);
  if (transfers.length === 0) return null;
  const hidden = transfers.length - MOST_SHOWN;
  return (
    <div className={styles.transfers}>
      {attempt.problem !== undefined && (
        <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
      )}
      <ul aria-label={t('activity.transfers')}>
        {transfers.slice(0, MOST_SHOWN).map((transfer) => (
          <Transfer key={transfer.request} transfer={transfer} attempt={attempt} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className={styles.more}>{t('activity.moreTransfers', { count: hidden })}</p>
      )}
    </div>
  );
}

interface TransferProps {
  readonly transfer: ActiveTransfer;
  readonly attempt: Attempt;
}

function Transfer({ transfer, attempt }: TransferProps) {
  const { host } = usePanel();
  const { name, size, from, sentBytes, peer, port, thread, source, connection } = transfer;
  const reached = from + sentBytes;
  const leftMs = timeLeftMs(reached, size, transfer.bytesPerSecond);
  return (
    <li className={styles.transfer}>
      <div className={styles.transferMain}>
        <div className={styles.transferLine}>
          <span className={styles.transferName}>
            <VisibleText text={name} hasTitle />
          </span>
          <span className={styles.transferFacts}>
            <span>
              <VisibleText text={clientLabel(transfer)} />
            </span>
            <span>{t(`activity.from.${source}`)}</span>
            <span>{t('activity.route', { port, thread })}</span>
          </span>
          <span className={styles.transferAmount}>
            {t('downloads.receivedOf', { received: formatBytes(reached), size: formatBytes(size) })}
          </span>
          <span className={styles.transferRate}>{formatRate(transfer.bytesPerSecond)}</span>
          <span className={styles.transferLeft}>
            {leftMs === undefined ? '' : t('downloads.timeLeft', { time: formatSeconds(leftMs) })}
          </span>
        </div>
        <Progress label={name} fraction={size === 0 ? 1 : reached / size} />
      </div>
      <IconButton
        label={t('activity.disconnectWho', { peer })}
        size="small"
        onPress={() => attempt.run(() => host.call('server.disconnect', { connection }))}
      >
        <Unplug size={14} aria-hidden />
      </IconButton>
    </li>
  );
}
