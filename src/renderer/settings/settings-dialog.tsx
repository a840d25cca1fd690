import { useId, useState } from 'react';
import type { Capabilities } from '../../shared/contract-host.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { EmptyState } from '../controls/empty-state.tsx';
import { SearchField } from '../controls/text-field.tsx';
import { VisibleText } from '../controls/visible-text.tsx';
import { t } from '../language/language.ts';
import { usePanel, usePanelState } from '../state/panel-context.tsx';
import { findSettings } from './find-settings.ts';
import { PanelAccessRow } from './panel-access-row.tsx';
import { settingGroups, type SettingGroup } from './setting-groups.ts';
import { SettingRow } from './setting-row.tsx';
import { SettingsExchange } from './settings-exchange.tsx';
import styles from './settings.module.css';

export function SettingsDialog() {
  const { store } = usePanel();
  const [query, setQuery] = useState('');
  const isOpen = usePanelState((state) => state.dialog === 'settings');
  const capabilities = usePanelState((state) => state.capabilities);

  function clearQuery(): boolean {
    setQuery('');
    return query !== '';
  }

  return (
    <Dialog
      title={t('settings.title')}
      width="wide"
      isOpen={isOpen && capabilities !== undefined}
      onEscape={clearQuery}
      onClose={() => {
        setQuery('');
        store.setState({ dialog: undefined });
      }}
      toolbar={
        // What a person comes for first; Tab goes on to the settings.
        <SearchField autoFocus label={t('settings.search')} value={query} onChange={setQuery} />
      }
      actions={<SettingsExchange />}
    >
      {capabilities !== undefined && <FoundSettings query={query} capabilities={capabilities} />}
    </Dialog>
  );
}

interface FoundSettingsProps {
  readonly query: string;
  readonly capabilities: Capabilities;
}

function FoundSettings({ query, capabilities }: FoundSettingsProps) {
  const groups = findSettings(settingGroups(), query, capabilities);
  if (groups.length === 0) {
    return (
      <div role="status">
        <EmptyState>{t('settings.noMatch')}</EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.settings}>
      {groups.map((group) => (
        <Group key={group.title} group={group} capabilities={capabilities} />
      ))}
      {query === '' && <About capabilities={capabilities} />}
    </div>
  );
}

interface GroupProps {
  readonly group: SettingGroup;
  readonly capabilities: Capabilities;
}

function Group({ group: { title, lines }, capabilities }: GroupProps) {
  const titleId = useId();
  const settings = usePanelState((state) => state.settings);
  const frame = usePanelState((state) => state.settingsFrame);
  return (
    <section aria-labelledby={titleId} className={styles.group}>
      <h3 id={titleId} className={styles.title}>
        {title}
      </h3>
      {settings !== undefined &&
        frame !== undefined &&
        lines.map((line) => {
          const { control, label } = line;
          if (control.kind !== 'panel-access') {
            return <SettingRow key={label} {...{ line, control, settings, frame }} />;
          }
          const { panelAccess } = capabilities;
          return panelAccess && <PanelAccessRow key={label} line={line} access={panelAccess} />;
        })}
    </section>
  );
}

function About({ capabilities }: { readonly capabilities: Capabilities }) {
  const { store } = usePanel();
  const titleId = useId();
  const { version, computerName } = capabilities;
  return (
    <section aria-labelledby={titleId} className={styles.group}>
      <h3 id={titleId} className={styles.title}>
        {t('settings.about')}
      </h3>
      <div className={styles.about}>
        <span>
          <VisibleText text={t('settings.version', { version, host: computerName })} wraps />
        </span>
        <Button size="small" onPress={() => store.setState({ dialog: 'diagnostics' })}>
          {t('settings.diagnostics')}
        </Button>
      </div>
    </section>
  );
}
