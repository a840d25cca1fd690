import { shell } from 'electron';
import { mayOpenExternally } from './navigation-rules.ts';

/** The only way out of the app into the person's browser. Refuses silently what is not on the list. */
export function openExternally(url: string): void {
  if (!mayOpenExternally(url)) return;
  shell.openExternal(url).catch(() => {
    // No browser is set up: there is nobody to open it, and nothing to do about it here.
  });
}
