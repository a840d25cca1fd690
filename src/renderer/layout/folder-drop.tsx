import { FolderInput, FolderPlus, TriangleAlert } from 'lucide-react';
import { useEffect, useState, type DragEvent as ReactDragEvent, type ReactNode } from 'react';
import { failureSentence } from '../language/sentences.ts';
import { foldersOf, withFolder } from '../../shared/served-directory.ts';
import { Button } from '../controls/button.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { pathOfDropped } from '../state/dropped-path.ts';
import { useAttempt, usePanel, usePanelState } from '../state/panel-context.tsx';
import { isAtRest } from '../state/panel-state.ts';
import { t } from '../language/language.ts';
import styles from './folder-drop.module.css';

/**
 * Shares the folders that are dropped on the window. Nothing is served by that: a person starts the server.
 * Where it cannot be done, it is said so while something is held over the window.
 */
export function FolderDrop() {
  const isOver = useFilesOverWindow();
  const hasFolder = usePanelState((state) => (state.settings?.serveDirectory ?? '') !== '');
  const { store, host } = usePanel();
  const attempt = useAttempt();
  const isFree = usePanelState(isAtRest);

  async function share(files: readonly File[], besides: boolean): Promise<void> {
    const { settings } = store.getState();
    let directory = besides ? (settings?.serveDirectory ?? '') : '';
    for (const file of files) {
      const { path } = await host.call('folders.find', { typed: pathOfDropped?.(file) ?? '' });
      directory = withFolder(directory, path);
    }
    if (foldersOf(directory).length === 0) return;
    await host.call('settings.set', { serveDirectory: directory });
    store.setState({ pane: 'serve' });
  }

  const drop = (besides: boolean) => (event: ReactDragEvent) => {
    // Only while the event is handled are the files in it.
    const files = [...event.dataTransfer.files];
    attempt.run(() => share(files, besides));
  };

  if (isOver) {
    return (
      <div className={styles.cover} role="status" aria-label={t('drop.title')}>
        {pathOfDropped === undefined || !isFree ? (
          <Zone icon={<TriangleAlert size={22} aria-hidden />}>
            {pathOfDropped === undefined ? t('drop.browser') : t('drop.running')}
          </Zone>
        ) : (
          <>
            <Zone icon={<FolderInput size={22} aria-hidden />} onDrop={drop(false)}>
              {hasFolder ? t('drop.only') : t('drop.share')}
            </Zone>
            {hasFolder && (
              <Zone icon={<FolderPlus size={22} aria-hidden />} onDrop={drop(true)}>
                {t('drop.also')}
              </Zone>
            )}
          </>
        )}
      </div>
    );
  }
  if (attempt.problem === undefined) return null;
  return (
    <div className={styles.problem}>
      <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
      <Button size="small" onPress={attempt.dismiss}>
        {t('close')}
      </Button>
    </div>
  );
}

interface ZoneProps {
  readonly icon: ReactNode;
  readonly onDrop?: (event: ReactDragEvent) => void;
  readonly children: ReactNode;
}

function Zone({ icon, onDrop, children }: ZoneProps) {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={styles.zone}
      data-over={isOver}
      onDragEnter={() => setOver(onDrop !== undefined)}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {icon}
      <p>{children}</p>
    </div>
  );
}

/** Whether files or folders of the system are held over the window. They never replace the page. */
function useFilesOverWindow(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // From one element to another it leaves, too, and enters.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setOver(false);
    };
    const listeners = { dragenter: hold, dragover: hold, dragleave: leave, drop };
    for (const [type, listener] of Object.entries(listeners)) {
      window.addEventListener(type, listener as EventListener);
    }
    return () => {
      for (const [type, listener] of Object.entries(listeners)) {
        window.removeEventListener(type, listener as EventListener);
      }
    };
  }, []);
  return isOver;
}
