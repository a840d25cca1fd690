import { useRef } from 'react';
import { Divider, useDividerPercent } from '../layout/divider.tsx';
import { AddressBar } from './address-bar/address-bar.tsx';
import { Downloads } from './downloads/downloads.tsx';
import styles from './fetch-pane.module.css';
import { FilesThere } from './files-there/files-there.tsx';
import { usePanelState } from '../state/panel-context.tsx';
import { shownTabOf } from '../state/fetch-tabs.ts';
import { idOfTab, TAB_PANEL_ID, TabStrip } from './tabs/tab-strip.tsx';

/** Getting files from servers, one in each tab. */
export function FetchPane() {
  const frame = useRef<HTMLDivElement>(null);
  const shown = usePanelState((state) => shownTabOf(state).tab);
  const percent = useDividerPercent('filesTherePercent');
  return (
    <div ref={frame} className={styles.pane} style={{ '--percent': percent }}>
      <TabStrip />
      <div
        id={TAB_PANEL_ID}
        role="tabpanel"
        aria-labelledby={idOfTab(shown)}
        className={styles.server}
      >
        <AddressBar />
        <FilesThere />
      </div>
      <Divider setting="filesTherePercent" frame={frame} />
      <Downloads />
    </div>
  );
}
