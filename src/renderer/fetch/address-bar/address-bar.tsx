import { badPort } from '../../format/bad-port.ts';
import { ChevronDown, Lock, LockOpen, Server } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import {
  isConnectLink,
  linkWithoutSecrets,
  parseConnectLink,
} from '../../../shared/connect-link.ts';
import { connectRequestOf } from '../../../shared/connect-request.ts';
import type { ConnectRequest, ServerAddress } from '../../../shared/contract-downloads.ts';
import { Button, IconButton, ToggleIconButton } from '../../controls/button.tsx';
import { MenuButton } from '../../controls/popup-menu.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { endpointOf, shownTabOf } from '../../state/fetch-tabs.ts';
import { connectRemote, disconnectRemote, refreshRemoteCache } from '../../state/remote-actions.ts';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './address-bar.module.css';
import {
  formatEndpoint,
  isHostName,
  parsePort,
  splitTypedAddress,
} from '../../../shared/endpoint.ts';
import { Nearby } from '../nearby/nearby.tsx';
import { Status } from './status.tsx';

export function AddressBar() {
  const { store, host: fifolio } = usePanel();
  const remote = usePanelState((state) => shownTabOf(state).remote);
  const latest = usePanelState((state) => {
    const { settings, link: opened } = state;
    return endpointOf(shownTabOf(state).remote) ?? opened?.server ?? settings?.recentServers[0];
  });
  const focusCount = usePanelState((state) => state.addressFocusCount);
  const [host, setHost] = useState(latest?.host ?? '');
  const [port, setPort] = useState(latest?.port.toFixed(0) ?? '8080');
  const [isEncrypted, setEncrypted] = useState(latest?.encrypted === true);
  const [complaint, setComplaint] = useState<string>();
  const link = usePanelState((state) => state.link);
  const [shownLink, setShownLink] = useState(link);
  const hostField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (focusCount > 0) hostField.current?.select();
  }, [focusCount]);

  const tab = usePanelState((state) => shownTabOf(state).tab);
  const [fieldsOf, setFieldsOf] = useState(tab);
  if (tab !== fieldsOf) {
    setFieldsOf(tab);
    setComplaint(undefined);
    if (latest !== undefined) show(latest);
  }

  if (link !== undefined && link !== shownLink) {
    setShownLink(link);
    show(link.server);
  }

  function show(server: ServerAddress): void {
    setHost(server.host);
    setPort(server.port.toFixed(0));
    setEncrypted(server.encrypted === true);
    setComplaint(undefined);
  }

  function connect(request: ConnectRequest): void {
    show(request);
    // What a link named is not on another server.
    store.setState({ link: undefined });
    void connectRemote(store, fifolio, request);
  }

  /** A link that brings code or key is all that is needed; any other only says where. */
  function take(pasted: string): void {
    const parsed = parseConnectLink(pasted);
    if (!parsed.ok) {
      setHost(linkWithoutSecrets(pasted));
      setComplaint(t('address.badLink', { problem: t(`address.linkProblems.${parsed.problem}`) }));
      return;
    }
    const request = connectRequestOf(parsed.link);
    if (request.accessCode === undefined && request.key === undefined) show(request);
    else connect(request);
  }

  function submit(): void {
    if (isConnectLink(host)) {
      take(host);
      return;
    }
    const address = splitTypedAddress(host);
    const number = parsePort((address.port ?? port).trim());
    if (!isHostName(address.host)) setComplaint(t('address.badHost'));
    else if (number === undefined) setComplaint(badPort(address.port ?? port));
    else if (isThere && remote.phase === 'reconnecting') {
      // Asking makes the connection at once, and keeps on trying if that fails.
      void refreshRemoteCache(store, fifolio);
    } else if (!isThere || remote.phase !== 'connected') {
      connect({
        ...{ host: address.host, port: number },
        ...(isEncrypted ? { encrypted: true } : {}),
      });
    }
  }

  const isOut = remote.phase === 'unreachable' || remote.phase === 'locked';
  const shown = endpointOf(remote);
  const isShown = shown?.host === host.trim() && shown.port === parsePort(port.trim());
  // Once another address is typed, the button is for going there.
  const isThere = isShown && !isOut;
  return (
    <section
      className={styles.card}
      aria-label={t('address.title')}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('text/plain')) event.preventDefault();
      }}
      onDrop={(event) => {
        const dropped = event.dataTransfer.getData('text/plain').trim();
        if (!isConnectLink(dropped)) return;
        event.preventDefault();
        take(dropped);
      }}
    >
      <Form
        className={classNames(styles.form)}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t('address.host')}
          isLabelHidden
          placeholder={t('address.hostPlaceholder')}
          inputRef={hostField}
          value={host}
          className={styles.host}
          isInvalid={complaint !== undefined && complaint !== badPort(port)}
          onChange={(value) => {
            setComplaint(undefined);
            if (isConnectLink(value) && isPasted(host, value)) {
              take(value);
              return;
            }
            const address = splitTypedAddress(value);
            // Typed or pasted whole: the port goes where ports go.
            if (
              address.port !== undefined &&
              parsePort(address.port) !== undefined &&
              isPasted(host, value)
            ) {
              setHost(address.host);
              setPort(address.port);
            } else setHost(value);
          }}
          trailing={<RecentServers onChoose={connect} />}
        />
        <TextField
          label={t('address.port')}
          isLabelHidden
          placeholder={t('address.port')}
          inputMode="numeric"
          value={port}
          className={styles.port}
          isInvalid={complaint === badPort(port)}
          onChange={(value) => {
            setComplaint(undefined);
            setPort(value);
          }}
        />
        <ToggleIconButton
          label={t('address.encrypt')}
          isOn={isEncrypted || (isShown && shown.encrypted === true)}
          isDisabled={isThere}
          onChange={setEncrypted}
        >
          {(isOn) => (isOn ? <Lock size={15} aria-hidden /> : <LockOpen size={15} aria-hidden />)}
        </ToggleIconButton>
        {isThere ? (
          <>
            <Button onPress={() => void disconnectRemote(store, fifolio)}>
              {remote.phase === 'connecting' ? t('address.cancel') : t('address.disconnect')}
            </Button>
            {/* Without a button for it, Enter would not submit the form. */}
            <button type="submit" hidden />
          </>
        ) : (
          <Button type="submit" look="primary">
            {t('address.connect')}
          </Button>
        )}
      </Form>
      {complaint === undefined ? (
        <Status isTyped={isThere} />
      ) : (
        <p className={styles.complaint} role="alert">
          {complaint}
        </p>
      )}
      {(remote.phase === 'disconnected' || remote.phase === 'unreachable') && (
        <Nearby onChoose={show} />
      )}
    </section>
  );
}

/** Whether a change brought more than one character at once. */
function isPasted(before: string, after: string): boolean {
  return Math.abs(after.length - before.length) > 1;
}

function RecentServers({ onChoose }: { readonly onChoose: (server: ServerAddress) => void }) {
  const recent = usePanelState((state) => state.settings?.recentServers);
  const choices =
    recent === undefined || recent.length === 0
      ? [{ id: 'none', label: t('address.noRecent'), isDisabled: true, choose: () => undefined }]
      : recent.map((endpoint) => ({
          id: formatEndpoint(endpoint),
          label: formatEndpoint(endpoint),
          icon: <Server size={14} aria-hidden />,
          choose: () => onChoose(endpoint),
        }));
  return (
    <MenuButton label={t('address.recent')} choices={choices}>
      <IconButton label={t('address.recent')} size="small">
        <ChevronDown size={15} aria-hidden />
      </IconButton>
    </MenuButton>
  );
}
