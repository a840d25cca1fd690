import {
  ArrowUp,
  Folder,
  HardDrive,
  House,
  Monitor,
  Download,
  FileText,
  AppWindow,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Form, ListBox, ListBoxItem } from 'react-aria-components';
import type { FolderListing } from '../../shared/contract-host.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { TextField } from '../controls/text-field.tsx';
import { useAttempt, usePanel, usePanelState } from '../state/panel-context.tsx';
import type { FolderRequest } from '../state/panel-state.ts';
import { classNames } from '../styles/class-names.ts';
import { words } from '../words/words.ts';
import styles from './folder-browser.module.css';

const text = words.folderBrowser;
const PLACE_SIGNS = {
  home: House,
  desktop: AppWindow,
  documents: FileText,
  downloads: Download,
  drive: HardDrive,
  root: Monitor,
};

/** Chooses a folder of the host's machine where the system's own dialog cannot. */
export function FolderBrowser() {
  const request = usePanelState((state) => state.folderRequest);
  const [listing, setListing] = useState<FolderListing>();
  return (
    <Dialog
      title={text.titles[request?.purpose ?? 'serve']}
      isOpen={request !== undefined}
      onClose={() => {
        setListing(undefined);
        request?.answer(undefined);
      }}
      actions={
        <>
          <Button onPress={() => request?.answer(undefined)}>{words.cancel}</Button>
          <Button
            look="primary"
            isDisabled={listing === undefined}
            onPress={() => request?.answer(listing?.path)}
          >
            {text.select}
          </Button>
        </>
      }
    >
      {request !== undefined && <Folders request={request} listing={listing} onList={setListing} />}
    </Dialog>
  );
}

interface FoldersProps {
  readonly request: FolderRequest;
  readonly listing: FolderListing | undefined;
  readonly onList: (listing: FolderListing) => void;
}

function Folders({ request, listing, onList }: FoldersProps) {
  const { host } = usePanel();
  const { run, problem } = useAttempt();
  const computer = usePanelState((state) => state.capabilities?.computerName ?? '');
  const [typed, setTyped] = useState<string>();

  // Of several that were asked for, only the last is wanted, whichever answer comes last.
  const asked = useRef(0);

  function open(path: string | undefined): void {
    asked.current += 1;
    const own = asked.current;
    run(async () => {
      const listed = await host.call('folders.browse', path === undefined ? {} : { path });
      if (own !== asked.current) return;
      onList(listed);
      setTyped(undefined);
    });
  }

  const { startAt } = request;
  useEffect(() => {
    run(async () => {
      // The folder of the last time may be gone; then from home.
      const first = startAt === '' ? {} : { path: startAt };
      const listed = await host
        .call('folders.browse', first)
        .catch(() => host.call('folders.browse', {}));
      if (asked.current === 0) onList(listed);
    });
  }, [host, run, onList, startAt]);

  return (
    <div className={styles.browser}>
      <p className={styles.computer}>{text.on(computer)}</p>
      <Form
        className={classNames(styles.path)}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== undefined) open(typed);
        }}
      >
        <IconButton
          label={text.up}
          isDisabled={listing?.parent === undefined}
          onPress={() => open(listing?.parent)}
        >
          <ArrowUp size={16} aria-hidden />
        </IconButton>
        <TextField
          label={text.path}
          isLabelHidden
          autoFocus
          value={typed ?? listing?.path ?? ''}
          onChange={setTyped}
          className={styles.pathField}
        />
        <Button type="submit" isDisabled={typed === undefined}>
          {text.go}
        </Button>
      </Form>
      {problem !== undefined && <ProblemNote>{problem.message}</ProblemNote>}
      <div className={styles.lists}>
        <ListBox
          aria-label={text.places}
          className={classNames(styles.places)}
          onAction={(key) => open(String(key))}
          selectionMode="none"
        >
          {(listing?.places ?? []).map(({ kind, path }) => {
            const Sign = PLACE_SIGNS[kind];
            const name = kind === 'drive' ? path : text.placeNames[kind];
            return (
              <ListBoxItem
                key={path}
                id={path}
                textValue={name}
                className={classNames(styles.item)}
              >
                <Sign size={15} aria-hidden />
                {name}
              </ListBoxItem>
            );
          })}
        </ListBox>
        <ListBox
          aria-label={text.folders}
          className={classNames(styles.folders)}
          onAction={(key) => open(String(key))}
          selectionMode="none"
          renderEmptyState={() => (
            <p className={styles.empty}>{listing !== undefined && text.empty}</p>
          )}
        >
          {(listing?.folders ?? []).map(({ name, path }) => (
            <ListBoxItem key={path} id={path} textValue={name} className={classNames(styles.item)}>
              <Folder size={15} aria-hidden />
              {name}
            </ListBoxItem>
          ))}
        </ListBox>
      </div>
      {listing?.truncated === true && <p className={styles.computer}>{text.truncated}</p>}
    </div>
  );
}
