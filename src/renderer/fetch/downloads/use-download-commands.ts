import { useEffect, useMemo, useState } from 'react';
import { formatConnectLink } from '../../../shared/connect-link.ts';
import type {
  Download,
  DownloadBatch,
  DownloadChoice,
  DownloadMove,
} from '../../../shared/contract-downloads.ts';
import { PAGE_ITEMS } from '../../../shared/contract-downloads.ts';
import { pathOfName } from '../../../shared/name-path.ts';
import { copyText } from '../../controls/copy-text.ts';
import { chooseFolder } from '../../state/folders.ts';
import { usePanel, type Attempt } from '../../state/panel-context.tsx';
import { announce } from '../../state/panel-state.ts';
import { t } from '../../language/language.ts';
import type { DownloadAction } from './download-actions.ts';

/** Downloads that were just taken out of the list. */
export interface Removal {
  readonly removal: number;
  readonly count: number;
}

/** What a person can do with downloads; what fails is shown by the attempt. */
export interface DownloadCommands {
  readonly act: (action: DownloadAction, download: Download) => void;
  readonly pause: (choice: DownloadChoice) => void;
  readonly retry: (choice: DownloadChoice) => void;
  readonly cancel: (choice: DownloadChoice) => void;
  readonly remove: (choice: DownloadChoice) => void;
  readonly move: (move: DownloadMove) => void;
  readonly copyPath: (download: Download) => void;
  readonly copyName: (download: Download) => void;
  readonly copyLink: (download: Download, batch: DownloadBatch) => void;
  readonly fetchAgain: (download: Download, batch: DownloadBatch) => void;
  /** Asks first. */
  readonly deleteFiles: (downloads: readonly Download[]) => void;
  readonly confirmDeletion: () => void;
  readonly dismissDeletion: () => void;
  readonly undo: () => void;
  readonly dismissRemoval: () => void;
}

export interface DownloadCommanding extends DownloadCommands {
  /** The last removal, as long as it is shown that it can be taken back. */
  readonly removal: Removal | undefined;
  /** What is to be deleted from the disk once that is confirmed. */
  readonly deletion: readonly Download[];
}

/** The host can take a removal back for a minute. */
const REMOVAL_SHOWN_MS = 58_000;

const NOTHING: readonly Download[] = [];

export function useDownloadCommands({ run }: Attempt): DownloadCommanding {
  const { store, host } = usePanel();
  const [removal, setRemoval] = useState<Removal>();
  const [deletion, setDeletion] = useState(NOTHING);

  useEffect(() => {
    if (removal === undefined) return undefined;
    const timer = setTimeout(() => setRemoval(undefined), REMOVAL_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [removal]);

  return useMemo(() => {
    const pause = (choice: DownloadChoice) => run(() => host.call('downloads.pause', choice));
    const retry = (choice: DownloadChoice) => run(() => host.call('downloads.retry', choice));
    const cancel = (choice: DownloadChoice) => run(() => host.call('downloads.cancel', choice));
    const remove = (choice: DownloadChoice) =>
      run(async () => {
        const removed = await host.call('downloads.remove', choice);
        setRemoval(removed.count === 0 ? undefined : removed);
        announce(store, t('downloads.removed', { count: removed.count }));
      });
    return {
      removal,
      deletion,
      ...{ pause, retry, cancel, remove },
      act: (action, { id }) => {
        const target = { target: 'download', id } as const;
        const choice = { ids: [id] };
        switch (action) {
          case 'pause':
            pause(choice);
            break;
          case 'continue':
          case 'retry':
            retry(choice);
            break;
          case 'cancel':
            cancel(choice);
            break;
          case 'remove':
            remove(choice);
            break;
          case 'open':
            run(() => host.call('open', target));
            break;
          case 'show':
            run(() => host.call('reveal', target));
            break;
        }
      },
      move: (move) => run(() => host.call('downloads.move', move)),
      copyPath: ({ path }) => {
        if (path !== undefined) void copyText(path);
      },
      copyName: ({ name }) => void copyText(name),
      copyLink: ({ name }, { endpoint }) =>
        void copyText(formatConnectLink(endpoint) + pathOfName(name).slice(1)),
      fetchAgain: ({ name, size }, { endpoint }) =>
        run(async () => {
          const directory = await chooseFolder(store, host, 'save');
          if (directory === undefined) return;
          const files = [size === undefined ? { name } : { name, size }];
          const request = { endpoint, files, folders: [], directory };
          // Nothing is lost, and nothing more has to be asked.
          await host.call('downloads.add', { ...request, ifExists: 'keep-both' });
        }),
      deleteFiles: setDeletion,
      dismissDeletion: () => setDeletion(NOTHING),
      confirmDeletion: () => {
        setDeletion(NOTHING);
        run(async () => {
          for (let from = 0; from < deletion.length; from += PAGE_ITEMS) {
            const ids = deletion.slice(from, from + PAGE_ITEMS).map(({ id }) => id);
            await host.call('downloads.deleteFiles', { ids });
          }
        });
      },
      undo: () => {
        if (removal === undefined) return;
        setRemoval(undefined);
        run(async () => {
          const { restored } = await host.call('downloads.restore', { removal: removal.removal });
          announce(
            store,
            restored === 0
              ? t('downloads.tooLateToUndo')
              : t('downloads.restored', { count: restored }),
          );
        });
      },
      dismissRemoval: () => setRemoval(undefined),
    };
  }, [run, host, store, removal, deletion]);
}
