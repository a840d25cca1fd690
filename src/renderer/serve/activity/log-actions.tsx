import { Ellipsis, Pause, Play } from 'lucide-react';
import { IconButton, ToggleIconButton } from '../../controls/button.tsx';
import { copyText } from '../../controls/copy-text.ts';
import { MenuButton } from '../../controls/popup-menu.tsx';
import { saveText } from '../../controls/save-text.ts';
import { announce, type PanelStore } from '../../state/panel-state.ts';
import { usePanel } from '../../state/panel-context.tsx';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { t } from '../../language/language.ts';
import { logAsCsv, logAsJson, logAsText } from './log-export.ts';

interface LogActionsProps {
  /** Those that are shown, newest first. */
  readonly entries: readonly LogEntry[];
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
}

export function LogActions({ entries, isPaused, onPause }: LogActionsProps) {
  const { store } = usePanel();
  return (
    <>
      <ToggleIconButton
        label={isPaused ? t('activity.resume') : t('activity.pause')}
        isOn={isPaused}
        onChange={onPause}
      >
        {(isOn) => (isOn ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />)}
      </ToggleIconButton>
      <MenuButton
        label={t('activity.more')}
        choices={[
          { id: 'copy', label: t('activity.copyLog'), choose: () => void copy(store, entries) },
          {
            id: 'csv',
            label: t('activity.saveCsv'),
            choose: () => saveText(fileName('csv'), logAsCsv(entries), 'text/csv'),
          },
          {
            id: 'json',
            label: t('activity.saveJson'),
            choose: () => saveText(fileName('json'), logAsJson(entries), 'application/json'),
          },
        ]}
      >
        <IconButton label={t('activity.more')}>
          <Ellipsis size={15} aria-hidden />
        </IconButton>
      </MenuButton>
    </>
  );
}

async function copy(store: PanelStore, entries: readonly LogEntry[]): Promise<void> {
  const isCopied = await copyText(logAsText(entries));
  announce(store, isCopied ? t('activity.logCopied') : t('activity.logNotCopied'));
}

/** With the time, as several are saved; without colons, which Windows does not take. */
function fileName(ending: 'csv' | 'json'): string {
  return `fifolio-log-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.${ending}`;
}
