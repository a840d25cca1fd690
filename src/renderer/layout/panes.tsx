import { useRef, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { usePanel, usePanelState } from '../state/panel-context.tsx';
import type { PaneName } from '../state/panel-state.ts';
import { classNames } from '../styles/class-names.ts';
import { t } from '../language/language.ts';
import { Divider, useDividerPercent } from './divider.tsx';
import styles from './panes.module.css';
import { useMedia } from './use-media.ts';

interface PanesProps {
  readonly serve: ReactNode;
  readonly fetch: ReactNode;
}

/** Both panes side by side where they have room; else one at a time. */
export function Panes(props: PanesProps) {
  return useMedia('(min-width: 1000px)') ? <SideBySide {...props} /> : <OneAtATime {...props} />;
}

function SideBySide({ serve, fetch }: PanesProps) {
  const frame = useRef<HTMLElement>(null);
  const percent = useDividerPercent('servePanePercent');
  return (
    <main ref={frame} className={styles.frame} style={{ '--percent': percent }}>
      <div className={classNames(styles.pane, styles.serve)}>{serve}</div>
      <Divider setting="servePanePercent" frame={frame} />
      <div className={classNames(styles.pane, styles.fetch)}>{fetch}</div>
    </main>
  );
}

function OneAtATime({ serve, fetch }: PanesProps) {
  const { store } = usePanel();
  const pane = usePanelState((state) => state.pane);
  return (
    <main className={styles.frame}>
      <Tabs
        selectedKey={pane}
        onSelectionChange={(key) => store.setState({ pane: key as PaneName })}
        className={classNames(styles.tabs)}
      >
        <TabList aria-label={t('panes')} className={classNames(styles.tabList)}>
          <Tab id="serve" className={classNames(styles.tab)}>
            {t('serve')}
          </Tab>
          <Tab id="fetch" className={classNames(styles.tab)}>
            {t('fetch')}
          </Tab>
        </TabList>
        <TabPanel id="serve" shouldForceMount className={classNames(styles.pane, styles.tabPanel)}>
          {serve}
        </TabPanel>
        <TabPanel id="fetch" shouldForceMount className={classNames(styles.pane, styles.tabPanel)}>
          {fetch}
        </TabPanel>
      </Tabs>
    </main>
  );
}
