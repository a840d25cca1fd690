import { Plus, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { failureSentence } from '../../language/sentences.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { MOST_REMOTE_TABS } from '../../../shared/contract-downloads.ts';
import { IconButton } from '../../controls/button.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { endpointOf, shownTabOf, type FetchTab } from '../../state/fetch-tabs.ts';
import { useAttempt, usePanel, usePanelState } from '../../state/panel-context.tsx';
import { closeTab, openTab, showTab } from '../../state/remote-actions.ts';
import { isRightToLeft, t } from '../../language/language.ts';
import { classNames } from '../../styles/class-names.ts';
import styles from './tab-strip.module.css';

/** The id of what a tab shows. */
export const TAB_PANEL_ID = 'fetch-tab-panel';

export function idOfTab(tab: number): string {
  return `fetch-tab-${tab}`;
}

/** The servers that are looked at, one of them in sight. */
export function TabStrip() {
  const { store, host } = usePanel();
  const tabs = usePanelState((state) => state.tabs);
  const shown = usePanelState((state) => shownTabOf(state).tab);
  const attempt = useAttempt();
  const list = useRef<HTMLDivElement>(null);

  function focusShown(): void {
    // Once it is drawn as the one that is shown.
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = tabs.findIndex(({ tab }) => tab === shown);
    const step = isRightToLeft() ? -1 : 1;
    const target = {
      ArrowRight: tabs[(at + step + tabs.length) % tabs.length],
      ArrowLeft: tabs[(at - step + tabs.length) % tabs.length],
      Home: tabs[0],
      End: tabs.at(-1),
    }[event.key];
    if (event.key === 'Delete') void closeTab(store, host, shown).then(focusShown);
    else if (target !== undefined) showTab(store, host, target.tab);
    else return;
    event.preventDefault();
    focusShown();
  }

  return (
    <div className={styles.strip}>
      <div
        ref={list}
        role="tablist"
        aria-label={t('tabs.title')}
        className={styles.list}
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => (
          <TabOf
            key={tab.tab}
            tab={tab}
            isShown={tab.tab === shown}
            isClosable={tabs.length > 1 || tab.remote.phase !== 'disconnected'}
          />
        ))}
      </div>
      <IconButton
        label={t('tabs.open')}
        size="small"
        isDisabled={tabs.length >= MOST_REMOTE_TABS}
        onPress={() => attempt.run(() => openTab(store, host))}
      >
        <Plus size={15} aria-hidden />
      </IconButton>
      {attempt.problem !== undefined && (
        <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
      )}
    </div>
  );
}

interface TabOfProps {
  readonly tab: FetchTab;
  readonly isShown: boolean;
  readonly isClosable: boolean;
}

function TabOf({ tab: { tab, remote }, isShown, isClosable }: TabOfProps) {
  const { store, host } = usePanel();
  const endpoint = endpointOf(remote);
  const name = endpoint === undefined ? t('tabs.empty') : formatEndpoint(endpoint);
  return (
    <div
      role="tab"
      aria-label={visibleText(`${name}, ${t(`tabs.phases.${remote.phase}`)}`)}
      id={idOfTab(tab)}
      aria-selected={isShown}
      aria-controls={isShown ? TAB_PANEL_ID : undefined}
      tabIndex={isShown ? 0 : -1}
      className={classNames(styles.tab, isShown && styles.shown)}
      title={isClosable ? `${name} – ${t('tabs.closeHint')}` : name}
      onClick={() => showTab(store, host, tab)}
      onAuxClick={({ button }) => {
        if (button === 1 && isClosable) void closeTab(store, host, tab);
      }}
    >
      <span className={styles.dot} data-phase={remote.phase} aria-hidden />
      <span className={styles.name}>
        <VisibleText text={name} />
      </span>
      {isClosable && (
        // The Delete key does this: a control in a tab could not be reached by other keys.
        <span
          aria-hidden
          className={styles.close}
          title={t('tabs.close')}
          onClick={(event) => {
            event.stopPropagation();
            void closeTab(store, host, tab);
          }}
        >
          <X size={12} />
        </span>
      )}
    </div>
  );
}
