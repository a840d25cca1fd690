import type { Capabilities } from '../../shared/contract-host.ts';
import type { Settings } from '../../shared/contract-settings.ts';
import type { panelFrame } from '../../shared/locales/en/panel-frame.ts';
import { t } from '../language/language.ts';
import { QUANTITIES, type Quantity } from './quantities.ts';

/** The settings whose values are such. */
type NameOf<Value> = {
  [Name in keyof Settings]: Settings[Name] extends Value ? Name : never;
}[keyof Settings];

export type ChoiceValue = string | number | boolean;

/** How a setting is changed. */
export type SettingControl =
  | { readonly kind: 'switch'; readonly name: NameOf<boolean> }
  | {
      readonly kind: 'choice';
      readonly name: NameOf<ChoiceValue>;
      readonly options: readonly { readonly value: ChoiceValue; readonly label: string }[];
    }
  | {
      readonly kind: 'quantity';
      readonly name: NameOf<number>;
      readonly quantity: Quantity;
      /** Said of what cannot be read. */
      readonly correction: string;
      /** What nothing stands for. */
      readonly placeholder?: string;
    }
  | { readonly kind: 'language'; readonly name: 'language' }
  | { readonly kind: 'folder'; readonly name: 'saveTo' };

/** One line of the dialog. */
export interface SettingLine {
  readonly label: string;
  readonly hint: string;
  /** What it is on the command line, behind `fifolio`. */
  readonly cli?: string;
  /** Counts from the next start of the server, so it can be changed only while none runs. */
  readonly isOfServer?: boolean;
  /** Default: always. */
  readonly isShown?: (capabilities: Capabilities) => boolean;
  /** `panel-access` only tells. */
  readonly control: SettingControl | { readonly kind: 'panel-access' };
}

export interface SettingGroup {
  readonly title: string;
  readonly lines: readonly SettingLine[];
}

/** All that can be set in the dialog, in its order. */
export function settingGroups(): readonly SettingGroup[] {
  return [
    {
      title: t('settings.groups.general'),
      lines: [
        {
          label: t('settings.rows.language.label'),
          hint: '',
          control: { kind: 'language', name: 'language' },
        },
        {
          ...{ label: t('settings.rows.theme.label'), hint: '' },
          control: choice('theme', ['system', 'light', 'dark'], (theme) =>
            t(`settings.themes.${theme}`),
          ),
        },
      ],
    },
    { title: t('settings.groups.serve'), lines: serveLines() },
    { title: t('settings.groups.fetch'), lines: fetchLines() },
    { title: t('settings.groups.desktop'), lines: desktopLines() },
    {
      title: t('settings.groups.panel'),
      lines: [
        {
          ...row('panelAccess'),
          cli: 'serve --panel --panel-host',
          isShown: ({ panelAccess }) => panelAccess !== undefined,
          control: { kind: 'panel-access' },
        },
      ],
    },
  ];
}

function serveLines(): readonly SettingLine[] {
  const isOfServer = true;
  return [
    {
      ...row('cacheSize'),
      ...{ cli: 'serve --cache-size', isOfServer },
      control: quantity('cacheSize', 'cacheSize', t('settings.badCacheSize')),
    },
    {
      ...row('serveRate'),
      ...{ cli: 'serve --limit-rate', isOfServer },
      control: quantity('serveRate', 'rate', t('settings.badRate'), t('settings.noLimit')),
    },
    {
      ...row('serveRatePerClient'),
      ...{ cli: 'serve --limit-rate-per-client', isOfServer },
      control: quantity('serveRatePerClient', 'rate', t('settings.badRate'), t('settings.noLimit')),
    },
    {
      ...row('maxConnections'),
      ...{ cli: 'serve --max-connections', isOfServer },
      control: quantity(
        'maxConnections',
        'connections',
        t('settings.badConnections'),
        t('settings.automatic'),
      ),
    },
    {
      ...row('maxConnectionsPerAddress'),
      ...{ cli: 'serve --max-connections-per-address', isOfServer },
      control: quantity(
        'maxConnectionsPerAddress',
        'connectionsPerAddress',
        t('settings.badConnectionsPerAddress'),
      ),
    },
    {
      ...row('requestTimeoutMs'),
      ...{ cli: 'serve --request-timeout', isOfServer },
      control: quantity('requestTimeoutMs', 'timeout', t('settings.badTimeout')),
    },
    {
      ...row('idleTimeoutMs'),
      ...{ cli: 'serve --idle-timeout', isOfServer },
      control: quantity('idleTimeoutMs', 'timeout', t('settings.badTimeout')),
    },
    {
      ...row('shareHidden'),
      ...{ cli: 'serve --hidden', isOfServer },
      control: { kind: 'switch', name: 'shareHidden' },
    },
    {
      ...row('announce'),
      cli: 'serve --no-announce',
      control: { kind: 'switch', name: 'announce' },
    },
  ];
}

function fetchLines(): readonly SettingLine[] {
  return [
    { ...row('saveTo'), cli: 'get --to', control: { kind: 'folder', name: 'saveTo' } },
    {
      ...row('ifExists'),
      cli: 'get --if-exists',
      control: choice('ifExists', ['keep-both', 'replace', 'skip'], (rule) =>
        t(`settings.collisions.${rule}`),
      ),
    },
    {
      ...{ label: t('settings.rows.keepTimes.label'), hint: '' },
      cli: 'get --no-keep-times',
      control: {
        ...{ kind: 'choice', name: 'keepTimes' },
        options: [
          { value: true, label: t('settings.dates.server') },
          { value: false, label: t('settings.dates.download') },
        ],
      },
    },
    {
      ...row('parallelDownloads'),
      cli: 'get --parallel',
      control: {
        ...{ kind: 'choice', name: 'parallelDownloads' },
        options: [0, 1, 2, 4, 8].map((value) => ({
          value,
          label: value === 0 ? t('settings.automatic') : value.toFixed(0),
        })),
      },
    },
    {
      ...row('downloadRate'),
      cli: 'get --limit-rate',
      control: quantity('downloadRate', 'rate', t('settings.badRate'), t('settings.noLimit')),
    },
    {
      ...row('retryForMs'),
      cli: 'get --retry-for',
      control: quantity('retryForMs', 'retryTime', t('settings.badRetryTime')),
    },
  ];
}

function desktopLines(): readonly SettingLine[] {
  return [
    {
      ...row('notifyWhenDone'),
      isShown: ({ notifications }) => notifications,
      control: { kind: 'switch', name: 'notifyWhenDone' },
    },
    {
      ...row('whenClosing'),
      isShown: ({ tray }) => tray,
      control: choice('whenClosing', ['ask', 'stay', 'stop'], (way) =>
        t(`settings.closings.${way}`),
      ),
    },
    {
      ...row('serveAtStart'),
      isShown: ({ host }) => host === 'desktop',
      control: { kind: 'switch', name: 'serveAtStart' },
    },
    {
      ...row('autostart'),
      isShown: ({ autostart }) => autostart,
      control: choice('autostart', ['off', 'open', 'serve'], (way) =>
        t(`settings.autostarts.${way}`),
      ),
    },
  ];
}

type RowName = Exclude<
  keyof typeof panelFrame.settings.rows,
  // Without a hint.
  'language' | 'theme' | 'keepTimes'
>;

function row(name: RowName): Pick<SettingLine, 'label' | 'hint'> {
  return { label: t(`settings.rows.${name}.label`), hint: t(`settings.rows.${name}.hint`) };
}

/** One of a few. */
function choice<Name extends NameOf<string>, Value extends Settings[Name]>(
  name: Name,
  values: readonly Value[],
  labelOf: (value: Value) => string,
): SettingControl {
  return {
    kind: 'choice',
    name,
    options: values.map((value) => ({ value, label: labelOf(value) })),
  };
}

function quantity(
  name: NameOf<number>,
  kind: keyof typeof QUANTITIES,
  correction: string,
  placeholder = '',
): SettingControl {
  return { kind: 'quantity', name, quantity: QUANTITIES[kind], correction, placeholder };
}
