import { useEffect } from 'react';
import { remoteOf, shownTabOf } from '../state/fetch-tabs.ts';
import { usePanel } from '../state/panel-context.tsx';
import type { PanelStore } from '../state/panel-state.ts';

/** The keys of the whole panel, wherever the focus is but in a field. */
export function usePanelKeys(): void {
  const { store } = usePanel();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, metaKey, altKey, defaultPrevented } = event;
      if (defaultPrevented || ctrlKey || metaKey || altKey || isField(target)) return;
      if (perform(key, store)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store]);
}

/** Returns whether the key does something now. */
function perform(key: string, store: PanelStore): boolean {
  const state = store.getState();
  if (state.dialog !== undefined || state.folderRequest !== undefined) return false;
  switch (key) {
    case '?':
      store.setState({ dialog: 'shortcuts' });
      return true;
    case '/':
      if (remoteOf(shownTabOf(state).remote) === undefined) return false;
      store.setState({ pane: 'fetch', filterFocusCount: state.filterFocusCount + 1 });
      return true;
    default:
      return false;
  }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null;
}
