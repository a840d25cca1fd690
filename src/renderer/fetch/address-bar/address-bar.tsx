import { ChevronDown, LoaderCircle, Server, ShieldCheck, ShieldOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { formatSeconds } from '../../../shared/format.ts';
import type { RemoteState } from '../../../shared/contract-downloads.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { MenuButton } from '../../controls/popup-menu.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { formatClock } from '../../format/times.ts';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { connectRemote, disconnectRemote, refreshRemoteCache } from '../../state/remote-actions.ts';
import { useNow } from '../../state/use-now.ts';
import { classNames } from '../../styles/class-names.ts';
import { strings } from '../../strings/strings.ts';
import styles from './address-bar.module.css';
import {
  type Endpoint,
  formatEndpoint,
  isHostName,
  parsePort,
  splitTypedAddress,
} from '../../../shared/endpoint.ts';
import { VisibleText } from '../../controls/visible-text.tsx';
import { visibleText } from '../../../shared/visible-text.ts';
import { failureSentence } from '../../../shared/failure-sentences.ts';

const text = strings.address;

export function AddressBar() {
  const { store, host: fifolio } = usePanel();
  const remote = usePanelState((state) => state.remote);
  const latest = usePanelState(({ settings, remote: now, link: opened }) => {
    return endpointOf(now) ?? opened?.endpoint ?? settings?.recentServers[0];
  });
  const focusCount = usePanelState((state) => state.addressFocusCount);
  const [host, setHost] = useState(latest?.host ?? '');
  const [port, setPort] = useState(latest?.port.toFixed(0) ?? '8080');
  const [complaint, setComplaint] = useState<string>();
  const link = usePanelState((state) => state.link);
  const [shownLink, setShownLink] = useState(link);
  const hostField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (focusCount > 0) hostField.current?.select();
  }, [focusCount]);

  if (link !== undefined && link !== shownLink) {
    setShownLink(link);
    show(link.endpoint);
  }

  function show(endpoint: Endpoint): void {
    setHost(endpoint.host);
    setPort(endpoint.port.toFixed(0));
    setComplaint(undefined);
  }

  function connect(endpoint: Endpoint): void {
    show(endpoint);
    // What a link named is not on another server.
    store.setState({ link: undefined });
    void connectRemote(fifolio, endpoint);
  }

  function submit(): void {
    const address = splitTypedAddress(host);
    const number = parsePort((address.port ?? port).trim());
    if (!isHostName(address.host)) setComplaint(text.badHost);
    else if (number === undefined) setComplaint(text.badPort(address.port ?? port));
    else if (isThere && remote.phase === 'reconnecting') {
      // Asking makes the connection at once, and keeps on trying if that fails.
      void refreshRemoteCache(store, fifolio);
    } else if (!isThere || remote.phase !== 'connected') {
      connect({ host: address.host, port: number });
    }
  }

  const endpoint = remote.phase === 'unreachable' ? undefined : endpointOf(remote);
  // Once another address is typed, the button is for going there.
  const isThere = endpoint?.host === host.trim() && endpoint.port === parsePort(port.trim());
  return (
    <section className={styles.card} aria-label={text.title}>
      <Form
        className={classNames(styles.form)}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={text.host}
          isLabelHidden
          placeholder={text.hostPlaceholder}
          inputRef={hostField}
          value={host}
          className={styles.host}
          isInvalid={complaint === text.badHost}
          onChange={(value) => {
            setComplaint(undefined);
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
          label={text.port}
          isLabelHidden
          placeholder={text.port}
          inputMode="numeric"
          value={port}
          className={styles.port}
          isInvalid={complaint !== undefined && complaint !== text.badHost}
          onChange={(value) => {
            setComplaint(undefined);
            setPort(value);
          }}
        />
        {isThere ? (
          <>
            <Button onPress={() => void disconnectRemote(fifolio)}>
              {remote.phase === 'connecting' ? text.cancel : text.disconnect}
            </Button>
            {/* Without a button for it, Enter would not submit the form. */}
            <button type="submit" hidden />
          </>
        ) : (
          <Button type="submit" look="primary">
            {text.connect}
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
    </section>
  );
}

/** The server that the host is concerned with, whatever came of it. */
function endpointOf(remote: RemoteState): Endpoint | undefined {
  if (remote.phase === 'disconnected') return undefined;
  return 'remote' in remote ? remote.remote.endpoint : remote.endpoint;
}

/** Whether a change brought more than one character at once. */
function isPasted(before: string, after: string): boolean {
  return Math.abs(after.length - before.length) > 1;
}

function RecentServers({ onChoose }: { readonly onChoose: (endpoint: Endpoint) => void }) {
  const recent = usePanelState((state) => state.settings?.recentServers);
  const choices =
    recent === undefined || recent.length === 0
      ? [{ id: 'none', label: text.noRecent, isDisabled: true, choose: () => undefined }]
      : recent.map((endpoint) => ({
          id: formatEndpoint(endpoint),
          label: formatEndpoint(endpoint),
          icon: <Server size={14} aria-hidden />,
          choose: () => onChoose(endpoint),
        }));
  return (
    <MenuButton label={text.recent} choices={choices}>
      <IconButton label={text.recent} size="small">
        <ChevronDown size={15} aria-hidden />
      </IconButton>
    </MenuButton>
  );
}

function Status({ isTyped }: { readonly isTyped: boolean }) {
  const remote = usePanelState((state) => state.remote);
  switch (remote.phase) {
    case 'disconnected':
      return <p className={styles.status}>{text.notConnected}</p>;
    case 'connecting':
      return (
        <p className={styles.status}>
          <LoaderCircle size={14} aria-hidden className={styles.spinner} />
          <VisibleText text={text.tryingTo(formatEndpoint(remote.endpoint))} />
        </p>
      );
    case 'connected': {
      const { remote: found, answeredAtMs } = remote;
      const isNative = found.dialect === 'native';
      const address = formatEndpoint(found.endpoint);
      const Sign = isNative ? ShieldCheck : ShieldOff;
      return (
        <p className={styles.status} data-verified={isNative}>
          <Sign size={14} aria-hidden className={styles.sign} />
          <span className={styles.connected}>
            {isNative ? text.connected : text.answered}
            {/* The address is in the fields, unless another was typed there since. */}
            <span className={classNames(isTyped && styles.spoken)}>
              <VisibleText
                text={` ${isNative ? text.toAddress(address) : text.fromAddress(address)}`}
              />
            </span>
            {/* A plain server's connections end with each answer: there is none to speak of. */}
            {!isNative && ` ${text.atTime(formatClock(answeredAtMs))}`}
          </span>
          <span>{isNative ? text.verified : text.plain}</span>
          {found.server !== undefined && (
            <span className={styles.server}>
              <VisibleText text={found.server} />
            </span>
          )}
        </p>
      );
    }
    case 'reconnecting':
      return (
        <Reconnecting
          nextAttemptAtMs={remote.nextAttemptAtMs}
          why={failureSentence(remote.problem)}
        />
      );
    case 'unreachable': {
      // The problem names the address.
      const { endpoint, problem, wasConnected } = remote;
      return (
        <ProblemNote>
          {wasConnected && (
            <strong>
              <VisibleText text={`${text.lost(formatEndpoint(endpoint))} `} wraps />
            </strong>
          )}
          <VisibleText text={failureSentence(problem)} wraps />
        </ProblemNote>
      );
    }
  }
}

function Reconnecting({
  nextAttemptAtMs,
  why,
}: {
  readonly nextAttemptAtMs: number | undefined;
  readonly why: string;
}) {
  const now = useNow(1000);
  const left = nextAttemptAtMs === undefined ? 0 : nextAttemptAtMs - now;
  return (
    <ProblemNote tone="warn">
      <span title={visibleText(why)}>
        <strong>{text.reconnecting}</strong>
        {left >= 1000 && (
          // Spoken once a second it would be in the way of everything else.
          <span aria-hidden>{` ${text.nextAttempt(formatSeconds(left))}`}</span>
        )}
      </span>
    </ProblemNote>
  );
}
