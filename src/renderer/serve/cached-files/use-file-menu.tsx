import { Copy, FolderOpen, LogOut } from 'lucide-react';
import { copyText } from '../../controls/copy-text.ts';
import type { MenuChoice } from '../../controls/popup-menu.tsx';
import { usePanel, usePanelState, type Attempt } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';

/** Cached files that something is to be done with. */
export interface ChosenFiles {
  readonly count: number;
  /** `undefined` when they are too many to be named. */
  readonly names: readonly string[] | undefined;
  readonly evict: () => void;
}

/** What can be done with cached files, wherever they are shown. */
export function useFileMenu(attempt: Attempt): (files: ChosenFiles) => MenuChoice[] {
  const { host } = usePanel();
  const canReveal = usePanelState((state) => state.capabilities?.reveal ?? false);
  return ({ count, names, evict }) => {
    const choices: MenuChoice[] = [
      {
        id: 'evict',
        label: t('cached.evict', { count }),
        icon: <LogOut size={14} aria-hidden />,
        choose: evict,
      },
      {
        id: 'copy',
        label: t('cached.copyName', { count }),
        icon: <Copy size={14} aria-hidden />,
        isDisabled: names === undefined,
        choose: () => void copyText((names ?? []).join('\n')),
      },
    ];
    if (canReveal) {
      choices.push({
        id: 'show',
        label: t('cached.show'),
        icon: <FolderOpen size={14} aria-hidden />,
        isDisabled: count > 1,
        choose: () =>
          attempt.run(() => host.call('reveal', { target: 'cached-file', name: names![0]! })),
      });
    }
    return choices;
  };
}
