import { RefreshCw, Server } from 'lucide-react';
import { useMemo, useState } from 'react';
import { IconButton } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { NOTHING_SELECTED, type GridSelection } from '../../controls/grid/grid-selection.ts';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { SearchField } from '../../controls/text-field.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { refreshRemoteCache, refreshRemoteFolder, remoteOf } from '../../state/remote-actions.ts';
import { strings } from '../../strings/strings.ts';
import { CollisionDialog } from '../save-to/collision-dialog.tsx';
import { SaveTo } from '../save-to/save-to.tsx';
import { useDownloading } from '../save-to/use-downloading.ts';
import { GetByName } from './get-by-name.tsx';
import styles from './files-there.module.css';
import { wantedOf } from './folder-tree.ts';
import { RemoteCacheTable } from './remote-cache-table.tsx';
import { RemoteFolderTree } from './remote-folder-tree.tsx';

const text = strings.there;

type View = 'cache' | 'folder';

/** What the server has, and where to put what is chosen of it. */
export function FilesThere() {
  const remote = usePanelState((state) => state.remote);
  const id = remoteOf(remote)?.remote ?? 0;
  // Another server is another list, with nothing of it chosen.
  return <FilesOf key={id} isConnected={id !== 0} />;
}

function FilesOf({ isConnected }: { readonly isConnected: boolean }) {
  const { store, host } = usePanel();
  const [view, setView] = useState<View>('cache');
  const [filter, setFilter] = useState('');
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const downloading = useDownloading();
  const isPlain = usePanelState(({ remote }) => remoteOf(remote)?.dialect === 'plain');
  const isLoading = usePanelState((state) =>
    view === 'cache' ? state.remoteCache.isLoading : state.remoteFolder.isLoading,
  );
  const wanted = useMemo(() => wantedOf(selection.keys), [selection.keys]);

  return (
    <Section
      title={text.title}
      className={styles.section}
      actions={
        <>
          <Segmented
            size="small"
            label={text.view}
            value={view}
            isDisabled={!isConnected}
            options={[
              { value: 'cache', label: text.inCache },
              { value: 'folder', label: text.inFolder },
            ]}
            onChange={(next) => {
              setView(next);
              setSelection(NOTHING_SELECTED);
            }}
          />
          {isConnected && (
            <div className={styles.filter}>
              <SearchField
                label={text.filter}
                placeholder={strings.filter}
                value={filter}
                onChange={setFilter}
              />
            </div>
          )}
          <IconButton
            label={text.refresh}
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
            <RemoteCacheTable
              filter={filter}
              isPlain={isPlain}
              selection={selection}
              onSelect={setSelection}
              onGet={downloading.start}
            />
          ) : (
            <RemoteFolderTree
              filter={filter}
              selection={selection}
              onSelect={setSelection}
              onGet={downloading.start}
            />
          )}
          <GetByName onGet={(name) => downloading.start({ names: [name], folders: [] })} />
        </>
      ) : (
        <div className={styles.nothing}>
          <EmptyState icon={<Server size={26} strokeWidth={1.5} aria-hidden />}>
            {text.notConnected}
          </EmptyState>
        </div>
      )}
      <SaveTo
        wanted={wanted}
        downloading={downloading}
        onStarted={() => setSelection(NOTHING_SELECTED)}
      />
      <CollisionDialog downloading={downloading} />
    </Section>
  );
}
