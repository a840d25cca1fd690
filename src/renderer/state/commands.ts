import type { Command } from '../../shared/contract-host.ts';
import { chooseServedFolder } from './folders.ts';
import type { Host } from './host.ts';
import type { OpenedLink, PanelStore } from './panel-state.ts';
import { connectRemote, showTabFor } from './remote-actions.ts';

/** Does what the native menu or the tray asks of the panel. */
export function handleCommand(command: Command, store: PanelStore, host: Host): void {
  switch (command) {
    case 'toggle-server':
      toggleServer(store, host);
      break;
    case 'choose-folder':
      store.setState({ pane: 'serve' });
      void chooseServedFolder(store, host).catch(() => undefined);
      break;
    case 'show-serve':
      store.setState({ pane: 'serve' });
      break;
    case 'show-fetch':
      store.setState({ pane: 'fetch' });
      break;
    case 'focus-address':
      store.setState(({ addressFocusCount }) => ({
        pane: 'fetch',
        addressFocusCount: addressFocusCount + 1,
      }));
      break;
    case 'clear-cache':
      store.setState({ dialog: 'clear-cache' });
      break;
    case 'open-settings':
      store.setState({ dialog: 'settings' });
      break;
    case 'open-diagnostics':
      store.setState({ dialog: 'diagnostics' });
      break;
  }
}

/** Connects to the server of a link. What the link names is shown, and fetched only by a person. */
export function handleLink(link: OpenedLink, store: PanelStore, host: Host): void {
  store.setState({ pane: 'fetch', link });
  // Where there are too many tabs, it takes the place of what is shown.
  void showTabFor(store, host, link.server)
    .catch(() => undefined)
    .then(() => connectRemote(store, host, link.server));
}

function toggleServer(store: PanelStore, host: Host): void {
  const { server, settings } = store.getState();
  if (server === undefined || settings === undefined) return;
  // A failure shows in the server's state, in the control card.
  const ignore = (): void => undefined;
  if (server.phase === 'running') {
    host.call('server.stop', { now: false }).catch(ignore);
  } else if (
    (server.phase === 'stopped' || server.phase === 'failed') &&
    settings.serveDirectory !== ''
  ) {
    host.call('server.start', {}).catch(ignore);
  } else {
    store.setState({ pane: 'serve' });
  }
}
