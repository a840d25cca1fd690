import { RefreshCw, Server } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { NOTHING_SELECTED } from '../../controls/grid/grid-selection.ts';
import type { GridScrolled } from '../../controls/grid/use-row-window.ts';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { SearchField } from '../../controls/text-field.tsx';
import { formatBytes } from '../../format/numbers.ts';
import { remoteOf, shownTabOf, viewOf, type FetchTab, type Place } from '../../state/fetch-tabs.ts';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import {
  changePlace,
  refreshRemoteCache,
  refreshRemoteFolder,
} from '../../state/remote-actions.ts';
import { t } from '../../language/language.ts';
import { CollisionDialog } from '../save-to/collision-dialog.tsx';
import { SaveTo } from '../save-to/save-to.tsx';
import { useDownloading } from '../save-to/use-downloading.ts';
import { fileMenu } from './file-menu.tsx';
import styles from './files-there.module.css';
import { buildTree, wantedOf } from './folder-tree.ts';
import { GetByName } from './get-by-name.tsx';
import { RemoteCacheTable } from './remote-cache-table.tsx';
import { RemoteFolderTree } from './remote-folder-tree.tsx';
import { type SelectedTotal, knownSizes, selectedTotal, sizeToFetch } from './selected-total.ts';

/** What the server has, and where to put what is chosen of it. */
export function FilesThere() {
  const tab = usePanelState(shownTabOf);
  const id = remoteOf(tab.remote)?.remote ?? 0;
  // Another server is another list.
  return <FilesOf key={`${tab.tab} ${id}`} tab={tab} />;
}

function FilesOf({ tab }: { readonly tab: FetchTab }) {
  const { store, host } = usePanel();
  const { place, remoteCache, remoteFolder } = tab;
  const { selection, filter } = place;
  const remote = remoteOf(tab.remote);
  const isConnected = remote !== undefined;
  const isPlain = remote?.dialect === 'plain';
  const view = viewOf(tab);
  const downloading = useDownloading();
  const scrolled = useScrolled(`${tab.tab} ${place.server} ${view}`);
  const { isLoading } = view === 'cache' ? remoteCache : remoteFolder;
  const root = useMemo(() => buildTree(remoteFolder.value?.files ?? []), [remoteFolder.value]);
  const wanted = useMemo(() => wantedOf(selection.keys), [selection.keys]);
  const isNothing = wanted.names.length + wanted.folders.length === 0;
  const sizes = useMemo(
    () => (isNothing ? new Map() : knownSizes(remoteFolder.value, remoteCache.value)),
    [isNothing, remoteFolder.value, remoteCache.value],
  );
  const total = useMemo(() => selectedTotal(wanted, root, sizes), [wanted, root, sizes]);

  const onPlace = useCallback(
    (change: Partial<Place>): void => changePlace(store, change),
    [store],
  );
  const select = (keys: Iterable<string>): void =>
    onPlace({ selection: { keys: new Set(keys), anchor: undefined } });
  const list = {
    ...{ tab, scrolled, onPlace, onGet: downloading.start },
    summary: isNothing ? undefined : <span className={styles.total}>{selectedText(total)}</span>,
    menuFor: (keys: readonly string[], allKeys: () => readonly string[], onOpen?: () => void) =>
      fileMenu({
        ...{ wanted: wantedOf(keys), linkable: isPlain ? undefined : remote?.endpoint, onOpen },
        ...{ onGet: downloading.start, onGetTo: downloading.startTo },
        onSelectAll: () => select(allKeys()),
      }),
  };

  return (
    <Section
      title={t('there.title')}
      className={styles.section}
      actions={
        <>
          <Segmented
            size="small"
            label={t('there.view')}
            value={view}
            isDisabled={!isConnected}
            options={[
              { value: 'folder', label: t('there.inFolder') },
              { value: 'cache', label: t('there.inCache') },
            ]}
            onChange={(next) => onPlace({ view: next, selection: NOTHING_SELECTED })}
          />
          {isConnected && <Filter value={filter} onChange={(next) => onPlace({ filter: next })} />}
          <IconButton
            label={t('there.refresh')}
            size="small"
            isDisabled={!isConnected || isLoading}
            onPress={() =>
              void (view === 'cache'
                ? refreshRemoteCache(store, host)
                : refreshRemoteFolder(store, host))
            }
          >
            <RefreshCw size={14} aria-hidden />
          </IconButton>
        </>
      }
    >
      {isConnected ? (
        <>
          {view === 'cache' ? (
            <RemoteCacheTable {...list} isPlain={isPlain} />
          ) : (
            <RemoteFolderTree {...list} root={root} />
          )}
          <GetByName onGet={(name) => downloading.start({ names: [name], folders: [] })} />
        </>
      ) : (
        <div className={styles.nothing}>
          <EmptyState icon={<Server size={26} strokeWidth={1.5} aria-hidden />}>
            {t('there.notConnected')}
          </EmptyState>
        </div>
      )}
      <SaveTo
        wanted={wanted}
        size={sizeToFetch(wanted, total, remoteFolder.value)}
        downloading={downloading}
        onStarted={() => onPlace({ selection: NOTHING_SELECTED })}
      />
      <CollisionDialog downloading={downloading} />
    </Section>
  );
}

interface FilterProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Filter({ value, onChange }: FilterProps) {
  const focusCount = usePanelState((state) => state.filterFocusCount);
  const [countAtFirst] = useState(focusCount);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusCount !== countAtFirst) frame.current?.querySelector('input')?.select();
  }, [focusCount, countAtFirst]);
  return (
    <div ref={frame} className={styles.filter} title={t('there.filterHint')}>
      <SearchField
        label={t('there.filter')}
        placeholder={t('there.filterExample')}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}

/** How far each list of a tab and server was scrolled when it was last shown. */
const scrolledTo = new Map<string, number>();

function useScrolled(list: string): GridScrolled {
  return useMemo(
    () => ({
      get: () => scrolledTo.get(list) ?? 0,
      set: (top) => void scrolledTo.set(list, top),
    }),
    [list],
  );
}

function selectedText({ files, bytes }: SelectedTotal): string {
  const count = t('there.selected', { count: files });
  return bytes === undefined
    ? count
    : t('saveTo.withSize', { text: count, size: formatBytes(bytes) });
}
