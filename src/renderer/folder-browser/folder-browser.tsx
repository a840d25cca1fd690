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
import { useLayoutEffect, useRef } from 'react';
import { Form, ListBox, ListBoxItem } from 'react-aria-components';
import { Button, IconButton } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { TextField } from '../controls/text-field.tsx';
import { usePanelState } from '../state/panel-context.tsx';
import { classNames } from '../styles/class-names.ts';
import { t } from '../language/language.ts';
import styles from './folder-browser.module.css';
import { useFolders, type Folders } from './use-folders.ts';
import { VisibleText } from '../controls/visible-text.tsx';
import { visibleText } from '../../shared/visible-text.ts';
import { failureSentence } from '../language/sentences.ts';

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
  const folders = useFolders(request);
  return (
    <Dialog
      title={t(`folderBrowser.titles.${request?.purpose ?? 'serve'}`)}
      isOpen={request !== undefined}
      onClose={() => request?.answer(undefined)}
      actions={
        <>
          <Button onPress={() => request?.answer(undefined)}>{t('cancel')}</Button>
          <Button
            look="primary"
            // Until it is known what there is, the folder shown is not the one asked for.
            isDisabled={folders.isPending || folders.listing === undefined}
            onPress={folders.choose}
          >
            {t('folderBrowser.select')}
          </Button>
        </>
      }
    >
      {request !== undefined && <FolderView {...folders} />}
    </Dialog>
  );
}

function FolderView({ listing, typed, problem, open, type }: Folders) {
  const computer = usePanelState((state) => state.capabilities?.computerName ?? '');
  const pathField = useRef<HTMLInputElement>(null);
  const shownPath = typed ?? listing?.path ?? '';
  // What somebody is about to type replaces the path, also when that has only just appeared.
  useLayoutEffect(() => {
    if (document.activeElement === pathField.current) pathField.current?.select();
  }, [listing?.path]);
  return (
    <div className={styles.browser}>
      <p className={styles.computer}>
        <VisibleText text={t('folderBrowser.on', { computer })} wraps />
      </p>
      <Form
        className={classNames(styles.path)}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== undefined) open(typed);
        }}
      >
        <IconButton
          label={t('folderBrowser.up')}
          isDisabled={listing?.parent === undefined}
          onPress={() => open(listing?.parent)}
        >
          <ArrowUp size={16} aria-hidden />
        </IconButton>
        <TextField
          label={t('folderBrowser.path')}
          isLabelHidden
          autoFocus
          inputRef={pathField}
          value={shownPath}
          onChange={type}
          className={styles.pathField}
        />
        <Button type="submit" isDisabled={typed === undefined}>
          {t('folderBrowser.go')}
        </Button>
      </Form>
      {/* A field shows such characters as they are, for they have to stay what they are. */}
      {shownPath !== visibleText(shownPath) && (
        <p className={styles.computer}>
          <VisibleText text={t('folderBrowser.hiddenCharacters', { path: shownPath })} wraps />
        </p>
      )}
      {problem !== undefined && <ProblemNote>{failureSentence(problem)}</ProblemNote>}
      <div className={styles.lists}>
        <ListBox
          aria-label={t('folderBrowser.places')}
          className={classNames(styles.places)}
          onAction={(key) => open(String(key))}
          selectionMode="none"
        >
          {(listing?.places ?? []).map(({ kind, path }) => {
            const Sign = PLACE_SIGNS[kind];
            const name = kind === 'drive' ? path : t(`folderBrowser.placeNames.${kind}`);
            return (
              <ListBoxItem
                key={path}
                id={path}
                textValue={visibleText(name)}
                className={classNames(styles.item)}
              >
                <Sign size={15} aria-hidden />
                <VisibleText text={name} />
              </ListBoxItem>
            );
          })}
        </ListBox>
        <ListBox
          aria-label={t('folderBrowser.folders')}
          className={classNames(styles.folders)}
          onAction={(key) => open(String(key))}
          selectionMode="none"
          renderEmptyState={() => (
            <p className={styles.empty}>{listing !== undefined && t('folderBrowser.empty')}</p>
          )}
        >
          {(listing?.folders ?? []).map(({ name, path }) => (
            <ListBoxItem
              key={path}
              id={path}
              textValue={visibleText(name)}
              className={classNames(styles.item)}
            >
              <Folder size={15} aria-hidden />
              <VisibleText text={name} />
            </ListBoxItem>
          ))}
        </ListBox>
      </div>
      {listing?.truncated === true && (
        <p className={styles.computer}>{t('folderBrowser.truncated')}</p>
      )}
    </div>
  );
}
