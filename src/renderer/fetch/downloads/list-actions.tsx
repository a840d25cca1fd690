import { Ellipsis, Pause, Play } from 'lucide-react';
import { Button, IconButton } from '../../controls/button.tsx';
import { MenuButton, type MenuChoice } from '../../controls/popup-menu.tsx';
import { t } from '../../language/language.ts';
import type { DownloadsCounts } from './download-order.ts';
import type { DownloadCommands } from './use-download-commands.ts';

interface ListActionsProps {
  readonly counts: DownloadsCounts;
  readonly commands: Pick<DownloadCommands, 'pause' | 'retry' | 'remove'>;
}

/** What is done with all downloads. */
export function ListActions({ counts, commands }: ListActionsProps) {
  const { pause, retry, remove } = commands;
  const isMoving = counts.active + counts.waiting > 0;
  const choices: MenuChoice[] = [
    {
      id: 'retry-failed',
      label: t('downloads.retryFailed'),
      isDisabled: counts.failed === 0,
      choose: () => retry({ states: ['failed'] }),
    },
    {
      id: 'clear-failed',
      label: t('downloads.clearFailed'),
      isDisabled: counts.failed === 0,
      choose: () => remove({ states: ['failed'] }),
    },
    {
      id: 'clear-canceled',
      label: t('downloads.clearCanceled'),
      isDisabled: counts.canceled === 0,
      choose: () => remove({ states: ['canceled', 'skipped'] }),
    },
  ];
  return (
    <>
      {isMoving ? (
        <IconButton
          size="small"
          label={t('downloads.pauseAll')}
          onPress={() => pause({ states: ['waiting', 'downloading', 'verifying'] })}
        >
          <Pause size={14} aria-hidden />
        </IconButton>
      ) : (
        <IconButton
          size="small"
          label={t('downloads.resumeAll')}
          isDisabled={counts.paused === 0}
          onPress={() => retry({ states: ['paused'] })}
        >
          <Play size={14} aria-hidden />
        </IconButton>
      )}
      <Button
        look="quiet"
        size="small"
        isDisabled={counts.done + counts.canceled === 0}
        onPress={() => remove({ states: ['done', 'canceled', 'skipped'] })}
      >
        {t('downloads.clearFinished')}
      </Button>
      <MenuButton label={t('downloads.more')} choices={choices}>
        <IconButton size="small" label={t('downloads.more')} isDisabled={counts.all === 0}>
          <Ellipsis size={15} aria-hidden />
        </IconButton>
      </MenuButton>
    </>
  );
}
