import { app, session, type WebContents } from 'electron';
import { mayNavigate } from './navigation-rules.ts';
import { openExternally } from './open-external.ts';
import { mayUse } from './permission-rules.ts';

/**
 * Applies the rules for pages to every page there will ever be: no navigation but to the panel, no
 * new windows, no embedded pages, no permission that is not on the list. Call before the first window.
 */
export function guardWebContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents);
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(details.isMainFrame && mayUse(permission, details.requestingUrl));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return details.isMainFrame && mayUse(permission, origin);
  });
  session.defaultSession.setDevicePermissionHandler(() => false);
}

function guard(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || !mayNavigate(details.url)) details.preventDefault();
  });
  contents.on('will-navigate', (details) => {
    if (!mayNavigate(details.url)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => {
    if (!mayNavigate(details.url)) details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    openExternally(url);
    return { action: 'deny' };
  });
}
