import type { Capabilities } from '../../shared/contract-host.ts';
import type { Settings } from '../../shared/contract-settings.ts';
import { strings } from '../strings/strings.ts';
import { QUANTITIES, type Quantity } from './quantities.ts';

const text = strings.settings;

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
  const { rows, groups } = text;
  return [
    {
      title: groups.general,
      lines: [{ ...rows.theme, control: choice('theme', text.themes) }],
    },
    { title: groups.serve, lines: serveLines() },
    { title: groups.fetch, lines: fetchLines() },
    { title: groups.desktop, lines: desktopLines() },
    {
      title: groups.panel,
      lines: [
        {
          ...rows.panelAccess,
          cli: 'serve --panel --panel-host',
          isShown: ({ panelAccess }) => panelAccess !== undefined,
          control: { kind: 'panel-access' },
        },
      ],
    },
  ];
}

function serveLines(): readonly SettingLine[] {
  const { rows } = text;
  const isOfServer = true;
  return [
    {
      ...rows.cacheSize,
      ...{ cli: 'serve --cache-size', isOfServer },
      control: quantity('cacheSize', 'cacheSize', text.badCacheSize),
    },
    {
      ...rows.serveRate,
      ...{ cli: 'serve --limit-rate', isOfServer },
      control: quantity('serveRate', 'rate', text.badRate, text.noLimit),
    },
    {
      ...rows.serveRatePerClient,
      ...{ cli: 'serve --limit-rate-per-client', isOfServer },
      control: quantity('serveRatePerClient', 'rate', text.badRate, text.noLimit),
    },
    {
      ...rows.maxConnections,
      ...{ cli: 'serve --max-connections', isOfServer },
      control: quantity('maxConnections', 'connections', text.badConnections, text.automatic),
    },
    {
      ...rows.maxConnectionsPerAddress,
      ...{ cli: 'serve --max-connections-per-address', isOfServer },
      control: quantity(
        'maxConnectionsPerAddress',
        'connectionsPerAddress',
        text.badConnectionsPerAddress,
      ),
    },
    {
      ...rows.requestTimeoutMs,
      ...{ cli: 'serve --request-timeout', isOfServer },
      control: quantity('requestTimeoutMs', 'timeout', text.badTimeout),
    },
    {
      ...rows.idleTimeoutMs,
      ...{ cli: 'serve --idle-timeout', isOfServer },
      control: quantity('idleTimeoutMs', 'timeout', text.badTimeout),
    },
    {
      ...rows.shareHidden,
      ...{ cli: 'serve --hidden', isOfServer },
      control: { kind: 'switch', name: 'shareHidden' },
    },
    {
      ...rows.announce,
      cli: 'serve --no-announce',
      control: { kind: 'switch', name: 'announce' },
    },
  ];
}

function fetchLines(): readonly SettingLine[] {
  const { rows } = text;
  return [
    { ...rows.saveTo, cli: 'get --to', control: { kind: 'folder', name: 'saveTo' } },
    {
      ...rows.ifExists,
      cli: 'get --if-exists',
      control: choice('ifExists', text.collisions),
    },
    {
      ...rows.keepTimes,
      cli: 'get --no-keep-times',
      control: {
        ...{ kind: 'choice', name: 'keepTimes' },
        options: [
          { value: true, label: text.dates.server },
          { value: false, label: text.dates.download },
        ],
      },
    },
    {
      ...rows.parallelDownloads,
      cli: 'get --parallel',
      control: {
        ...{ kind: 'choice', name: 'parallelDownloads' },
        options: [0, 1, 2, 4, 8].map((value) => ({
          value,
          label: value === 0 ? text.automatic : value.toFixed(0),
        })),
      },
    },
    {
      ...rows.downloadRate,
      cli: 'get --limit-rate',
      control: quantity('downloadRate', 'rate', text.badRate, text.noLimit),
    },
    {
      ...rows.retryForMs,
      cli: 'get --retry-for',
      control: quantity('retryForMs', 'retryTime', text.badRetryTime),
    },
  ];
}

function desktopLines(): readonly SettingLine[] {
  const { rows } = text;
  return [
    {
      ...rows.notifyWhenDone,
      isShown: ({ notifications }) => notifications,
      control: { kind: 'switch', name: 'notifyWhenDone' },
    },
    {
      ...rows.whenClosing,
      isShown: ({ tray }) => tray,
      control: choice('whenClosing', text.closings),
    },
    {
      ...rows.serveAtStart,
      isShown: ({ host }) => host === 'desktop',
      control: { kind: 'switch', name: 'serveAtStart' },
    },
    {
      ...rows.autostart,
      isShown: ({ autostart }) => autostart,
      control: choice('autostart', text.autostarts),
    },
  ];
}

/** One of a few, by the names of its values. */
function choice(
  name: NameOf<ChoiceValue>,
  labels: Readonly<Record<string, string>>,
): SettingControl {
  const options = Object.entries(labels).map(([value, label]) => ({ value, label }));
  return { kind: 'choice', name, options };
}

function quantity(
  name: NameOf<number>,
  kind: keyof typeof QUANTITIES,
  correction: string,
  placeholder = '',
): SettingControl {
  return { kind: 'quantity', name, quantity: QUANTITIES[kind], correction, placeholder };
}
