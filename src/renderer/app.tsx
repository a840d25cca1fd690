import { useEffect } from 'react';
import styles from './app.module.css';
import { FetchPane } from './fetch/fetch-pane.tsx';
import { FolderBrowser } from './folder-browser/folder-browser.tsx';
import { HostBanner } from './layout/host-banner.tsx';
import { LiveRegion } from './layout/live-region.tsx';
import { Panes } from './layout/panes.tsx';
import { FolderDrop } from './layout/folder-drop.tsx';
import { ServePane } from './serve/serve-pane.tsx';
import { ClearCacheDialog } from './serve/belt/clear-cache-dialog.tsx';
import { ShortcutsDialog } from './shortcuts/shortcuts-dialog.tsx';
import { usePanelKeys } from './shortcuts/use-panel-keys.ts';
import { DiagnosticsDialog } from './settings/diagnostics-dialog.tsx';
import { SettingsDialog } from './settings/settings-dialog.tsx';
import { usePanelState } from './state/panel-context.tsx';
import { TitleBar } from './title-bar/title-bar.tsx';

export function App() {
  const theme = usePanelState((state) => state.settings?.theme);
  const isReady = usePanelState(
    ({ settings, server, capabilities, tabs }) =>
      settings !== undefined &&
      server !== undefined &&
      capabilities !== undefined &&
      tabs.length > 0,
  );

  usePanelKeys();
  const isStale = usePanelState((state) => state.lostAtMs !== undefined);

  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === undefined || theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);

  return (
    <div className={styles.app} data-stale={isStale}>
      <TitleBar />
      <HostBanner />
      {isReady ? (
        <Panes serve={<ServePane />} fetch={<FetchPane />} />
      ) : (
        <main className={styles.wait} />
      )}
      <SettingsDialog />
      <DiagnosticsDialog />
      <ClearCacheDialog />
      <ShortcutsDialog />
      <FolderBrowser />
      <FolderDrop />
      <LiveRegion />
    </div>
  );
}
