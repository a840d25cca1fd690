import { Keyboard, Monitor, Moon, Settings as SettingsIcon, Sun } from 'lucide-react';
import { IconButton } from '../controls/button.tsx';
import { formatRate } from '../format/numbers.ts';
import { usePanel, usePanelState } from '../state/panel-context.tsx';
import { t } from '../language/language.ts';
import { Mark } from './mark.tsx';
import styles from './title-bar.module.css';

export function TitleBar() {
  const { store } = usePanel();
  return (
    <header className={styles.bar}>
      <Mark />
      <h1 className={styles.product}>{t('product')}</h1>
      <Status />
      <div className={styles.actions}>
        <ThemeButton />
        <IconButton
          label={t('shortcuts.open')}
          onPress={() => store.setState({ dialog: 'shortcuts' })}
        >
          <Keyboard size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('settings.title')}
          onPress={() => store.setState({ dialog: 'settings' })}
        >
          <SettingsIcon size={16} aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}

function Status() {
  const phase = usePanelState((state) => state.server?.phase);
  const openPorts = usePanelState(
    (state) => state.server?.ports.filter((port) => port.state === 'listening').length ?? 0,
  );
  if (phase === undefined) return <div className={styles.status} />;
  return (
    <div className={styles.status} role="group" aria-label={t('status.label')} data-phase={phase}>
      <span className={styles.dot} aria-hidden />
      {phase === 'running' ? (
        <>
          <span className={styles.phase}>{t('status.serving', { count: openPorts })}</span>
          <LiveFigures />
        </>
      ) : (
        <span className={styles.phase}>{t(`status.${phase}`)}</span>
      )}
    </div>
  );
}

function LiveFigures() {
  const connections = usePanelState((state) => state.server?.counters.connectionsOpen ?? 0);
  const bytesPerSecond = usePanelState((state) => state.server?.bytesPerSecond ?? 0);
  return (
    <>
      <span className={styles.figure}>{t('status.connections', { count: connections })}</span>
      <span className={styles.figure}>{formatRate(bytesPerSecond)}</span>
    </>
  );
}

const THEMES = ['system', 'light', 'dark'] as const;
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };

function ThemeButton() {
  const { host } = usePanel();
  const theme = usePanelState((state) => state.settings?.theme ?? 'system');
  const Icon = THEME_ICONS[theme];
  return (
    <IconButton
      label={t('settings.nextTheme', { theme: t(`settings.themes.${theme}`) })}
      onPress={() => {
        const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
        // Without a host nothing is kept, and the banner says why.
        host.call('settings.set', { theme: next }).catch(() => undefined);
      }}
    >
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
