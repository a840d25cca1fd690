import { formatSeconds } from '../../format/times.ts';
import { formatBytes, formatProgress, formatRate } from '../../format/numbers.ts';
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CirclePause,
  Clock,
  Download as DownloadIcon,
  FolderOpen,
  Pause,
  Play,
  RotateCw,
  ScanLine,
  ShieldCheck,
  SkipForward,
  Square,
  SquareArrowOutUpRight,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { Download } from '../../../shared/contract-downloads.ts';
import type { Failure } from '../../../shared/contract-failure.ts';
import { IconButton } from '../../controls/button.tsx';
import { Progress } from '../../controls/progress.tsx';
import { useNow } from '../../state/use-now.ts';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import {
  actionWord,
  offeredActions,
  type DownloadAction,
  type Offers,
} from './download-actions.ts';
import type { DownloadCommands } from './use-download-commands.ts';
import { timeLeftMs } from './download-rows.ts';
import styles from './downloads.module.css';
import { VisibleText } from '../../controls/visible-text.tsx';
import { reasonOf } from './reason.ts';
import { failureReason } from '../../language/sentences.ts';

const SIGNS: Readonly<Record<Download['state'], LucideIcon>> = {
  waiting: Clock,
  downloading: DownloadIcon,
  verifying: ScanLine,
  done: CircleCheck,
  paused: CirclePause,
  failed: CircleAlert,
  canceled: Ban,
  skipped: SkipForward,
};

const ACTION_SIGNS: Readonly<Record<DownloadAction, LucideIcon>> = {
  pause: Pause,
  continue: Play,
  retry: RotateCw,
  cancel: Square,
  open: SquareArrowOutUpRight,
  show: FolderOpen,
  remove: X,
};

interface DownloadLineProps {
  readonly download: Download;
  /** Under the line of its batch. */
  readonly isNested: boolean;
  readonly offers: Offers;
  readonly act: DownloadCommands['act'];
}

export function DownloadLine({ download, isNested, offers, act }: DownloadLineProps) {
  const { name, state, verified } = download;
  const Sign = state === 'done' && verified ? ShieldCheck : SIGNS[state];
  return (
    <div
      className={classNames(styles.line, isNested && styles.nested)}
      data-state={state}
      data-verified={verified}
    >
      <Sign size={16} aria-hidden className={styles.sign} />
      <div className={styles.main}>
        <div className={styles.top}>
          <span className={styles.name}>
            <VisibleText text={name} hasTitle />
          </span>
          <span className={styles.state}>{stateText(download)}</span>
        </div>
        <Middle download={download} />
        <Facts download={download} />
      </div>
      <div className={styles.buttons}>
        {offeredActions(state, offers)
          .slice(0, 2)
          .map((action) => {
            const Icon = ACTION_SIGNS[action];
            return (
              <IconButton
                key={action}
                size="small"
                label={t('downloads.nameAction', { action: actionWord(action), name })}
                onPress={() => act(action, download)}
              >
                <Icon size={14} aria-hidden />
              </IconButton>
            );
          })}
      </div>
    </div>
  );
}

/** A bar while there is something to wait for. */
function Middle({
  download: { name, state, size, receivedBytes },
}: {
  readonly download: Download;
}) {
  if (state === 'done' || state === 'canceled' || state === 'skipped') return null;
  const known = size === undefined ? undefined : size === 0 ? 1 : receivedBytes / size;
  const tone =
    state === 'failed'
      ? 'bad'
      : state === 'downloading' || state === 'verifying'
        ? 'accent'
        : 'idle';
  // Waiting for something unknown is no reason for movement.
  return (
    <Progress label={name} fraction={state === 'downloading' ? known : (known ?? 0)} tone={tone} />
  );
}

function Facts({ download }: { readonly download: Download }) {
  const { state, size, receivedBytes, resumedFromBytes, bytesPerSecond, problem } = download;
  const { verified, verifiedFromBytes } = download;
  if (state === 'failed' && problem !== undefined) {
    return (
      <div className={classNames(styles.facts, styles.wrapped, styles.bad)}>
        <VisibleText text={reasonOf(download)} wraps />
      </div>
    );
  }
  if (download.retry !== undefined && problem !== undefined) {
    return <RetryFacts download={download} retryAtMs={download.retry.atMs} problem={problem} />;
  }
  const left = timeLeftMs(receivedBytes, size, bytesPerSecond);
  return (
    <div className={styles.facts}>
      <span>{amount(download)}</span>
      {state === 'downloading' && <span>{formatRate(bytesPerSecond)}</span>}
      {state === 'downloading' && (
        <span>
          {left === undefined
            ? t('downloads.timeLeftUnknown')
            : t('downloads.timeLeft', { time: formatSeconds(left) })}
        </span>
      )}
      {resumedFromBytes > 0 && state !== 'done' && (
        <span>{t('downloads.resumed', { size: formatBytes(resumedFromBytes) })}</span>
      )}
      {verified && verifiedFromBytes > 0 && (
        <span>{t('downloads.verifiedFrom', { size: formatBytes(verifiedFromBytes) })}</span>
      )}
      {state === 'done' && download.path !== undefined && (
        <span>
          <VisibleText text={download.path} isPath hasTitle />
        </span>
      )}
    </div>
  );
}

interface RetryFactsProps {
  readonly download: Download;
  readonly retryAtMs: number;
  readonly problem: Failure;
}

/** What is kept, what it waits for, and for how long yet. */
function RetryFacts({ download, retryAtMs, problem }: RetryFactsProps) {
  const leftMs = retryAtMs - useNow(500);
  return (
    <div className={classNames(styles.facts, styles.wrapped)}>
      <span>{amount(download)}</span>
      <span>
        {leftMs > 0
          ? t('downloads.retryIn', { time: formatSeconds(Math.ceil(leftMs / 1000) * 1000) })
          : t('downloads.retryNow')}
      </span>
      <span>
        <VisibleText text={failureReason(problem)} wraps />
      </span>
    </div>
  );
}

function amount({ state, size, receivedBytes }: Download): string {
  if (state === 'done') return formatBytes(size ?? receivedBytes);
  if (size === undefined) {
    return receivedBytes === 0 ? t('downloads.sizeUnknown') : formatBytes(receivedBytes);
  }
  return receivedBytes === 0
    ? formatBytes(size)
    : t('downloads.receivedOf', { received: formatBytes(receivedBytes), size: formatBytes(size) });
}

function stateText({ state, verified, size, receivedBytes }: Download): string {
  if (state === 'done')
    return verified ? t('downloads.states.doneVerified') : t('downloads.states.doneUnverified');
  if (state === 'downloading' && size !== undefined && size > 0) {
    return formatProgress(receivedBytes / size);
  }
  return t(`downloads.states.${state}`);
}
