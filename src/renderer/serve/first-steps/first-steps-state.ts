import type { PanelState } from '../../state/panel-state.ts';

/** A folder is chosen, the server runs, somebody asked it for something. */
export type StepsDone = readonly [folder: boolean, running: boolean, asked: boolean];

export function stepsDone({
  settings,
  server,
}: Pick<PanelState, 'settings' | 'server'>): StepsDone {
  const asked = (server?.counters.requests ?? 0) > 0;
  const isUp = server?.phase === 'running';
  return [settings !== undefined && settings.serveDirectory !== '', isUp, isUp && asked];
}

/** Whether a person is shown the first steps: who began with them, or never served or fetched. */
export function isNewHere({
  settings,
  downloads,
}: Pick<PanelState, 'settings' | 'downloads'>): boolean {
  if (settings === undefined || settings.firstSteps === 'done') return false;
  if (settings.firstSteps === 'begun') return true;
  const { recentFolders, recentServers } = settings;
  return (
    recentFolders.length === 0 && recentServers.length === 0 && downloads.downloads.length === 0
  );
}
