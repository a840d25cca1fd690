import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { FailureBoundary } from './layout/failure-boundary.tsx';
import { InLanguage } from './language/in-language.tsx';
import { firstLanguage } from './language/kept-language.ts';
import { showLanguage } from './language/language.ts';
import { HostLink } from './state/host-link.ts';
import { keepPlaces, readPlaces } from './state/kept-places.ts';
import { openTransport } from './state/open-transport.ts';
import { PanelContext } from './state/panel-context.tsx';
import { createPanelStore } from './state/panel-state.ts';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');

const store = createPanelStore(readPlaces(sessionStorage));
keepPlaces(store, sessionStorage);
const host = new HostLink({
  store,
  openTransport,
  now: () => Date.now(),
  startTimer: (run, delayMs) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
});
host.start();

function draw(element: HTMLElement): void {
  createRoot(element).render(
    <StrictMode>
      <FailureBoundary>
        <PanelContext value={{ store, host }}>
          <InLanguage>
            <App />
          </InLanguage>
        </PanelContext>
      </FailureBoundary>
    </StrictMode>,
  );
}

// If its file cannot be loaded, English is there.
showLanguage(firstLanguage(localStorage, navigator.languages))
  .catch(() => undefined)
  .finally(() => draw(root));
