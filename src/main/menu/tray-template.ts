import type { MenuItemConstructorOptions } from 'electron';
import type { ServerState } from '../../shared/contract-server.ts';
import { t } from '../language.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly start: () => void;
  readonly stop: () => void;
  readonly quit: () => void;
}

/** What the tray shows: a line of status, and the menu under it. */
export interface TrayContent {
  readonly status: string;
  readonly menu: MenuItemConstructorOptions[];
}

export function trayContent(
  server: Pick<ServerState, 'phase' | 'ports'>,
  actions: TrayActions,
): TrayContent {
  const status = statusLine(server);
  const running = server.phase === 'running';
  const settled = running || server.phase === 'stopped' || server.phase === 'failed';
  return {
    status,
    menu: [
      { label: status, enabled: false },
      { type: 'separator' },
      { label: t('openFifolio'), click: actions.open },
      {
        label: running ? t('stopServer') : t('startServer'),
        enabled: settled,
        click: running ? actions.stop : actions.start,
      },
      { type: 'separator' },
      { label: t('quit'), click: actions.quit },
    ],
  };
}

function statusLine({ phase, ports }: Pick<ServerState, 'phase' | 'ports'>): string {
  if (phase !== 'running') return t(phase);
  const listening = ports.filter((port) => port.state === 'listening');
  return t('servingOn', {
    count: listening.length,
    ports: listening.map(({ port }) => port).join(', '),
  });
}
