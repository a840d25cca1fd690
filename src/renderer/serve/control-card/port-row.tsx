import { badPort } from '../../format/bad-port.ts';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button, IconButton } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { portProblemSentence } from '../../language/sentences.ts';
import { parsePort } from '../../../shared/endpoint.ts';
import { usePanel, usePanelState, type Attempt } from '../../state/panel-context.tsx';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './control-card.module.css';
import { PortChipItem } from './port-chip-item.tsx';
import { type FailedPortChip, portChips } from './port-chips.ts';
import { VisibleText } from '../../controls/visible-text.tsx';

/** What the contract allows. */
const MOST_PORTS = 16;

export function PortRow({ attempt }: { readonly attempt: Attempt }) {
  const { store, host } = usePanel();
  const server = usePanelState((state) => state.server);
  const chosenPorts = usePanelState((state) => state.settings?.servePorts);
  const [typed, setTyped] = useState('');
  const [complaint, setComplaint] = useState<string>();
  if (server === undefined || chosenPorts === undefined) return null;

  const chips = portChips(server, chosenPorts);
  const isUp = server.phase === 'running';
  const isFixed = server.phase === 'starting' || server.phase === 'stopping';

  function setPorts(change: (ports: number[]) => number[]): void {
    const ports = store.getState().settings?.servePorts ?? [];
    attempt.run(() => host.call('settings.set', { servePorts: change(ports) }));
  }

  function add(port: number): void {
    if (isUp) attempt.run(() => host.call('server.addPort', { port }));
    else setPorts((ports) => [...ports, port]);
  }

  function remove(port: number): void {
    if (isUp) attempt.run(() => host.call('server.removePort', { port }));
    else setPorts((ports) => ports.filter((one) => one !== port));
  }

  function replace(port: number, by: number): void {
    if (!isUp) {
      setPorts((ports) => [...new Set(ports.map((one) => (one === port ? by : one)))]);
      return;
    }
    attempt.run(async () => {
      // The new one first: whoever has only one is never without.
      await host.call('server.addPort', { port: by });
      await host.call('server.removePort', { port });
    });
  }

  /** What is wrong with a port that was typed, in place of another or in addition. */
  function complaintAbout(port: number | undefined, typedPort: string): string | undefined {
    if (port === undefined) return badPort(typedPort);
    return chips.some((chip) => chip.port === port)
      ? t('control.duplicatePort', { port })
      : undefined;
  }

  function change(port: number, typedPort: string): void {
    const by = parsePort(typedPort.trim());
    if (by === port) return;
    const wrong = complaintAbout(by, typedPort);
    setComplaint(wrong);
    if (wrong === undefined && by !== undefined) replace(port, by);
  }

  function submit(): void {
    const port = parsePort(typed.trim());
    const wrong =
      complaintAbout(port, typed) ??
      (chips.length >= MOST_PORTS ? t('control.tooManyPorts') : undefined);
    setComplaint(wrong);
    if (wrong !== undefined || port === undefined) return;
    setTyped('');
    add(port);
  }

  const failed = chips.filter((chip) => chip.state === 'failed');
  return (
    <>
      <span className={styles.label}>{t('control.ports')}</span>
      <div className={styles.value}>
        <ul className={styles.chips} aria-label={t('control.ports')}>
          {chips.map((chip) => (
            <PortChipItem
              key={chip.port}
              chip={chip}
              onChange={isFixed ? undefined : (by) => change(chip.port, by)}
              // The last one stays: a server without a port is none.
              onRemove={isFixed || chips.length === 1 ? undefined : () => remove(chip.port)}
            />
          ))}
        </ul>
        {!isFixed && (
          <Form
            className={classNames(styles.addPort)}
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <TextField
              label={t('control.addPort')}
              isLabelHidden
              placeholder={t('control.portPlaceholder')}
              inputMode="numeric"
              value={typed}
              onChange={(value) => {
                setTyped(value);
                setComplaint(undefined);
              }}
              isInvalid={complaint !== undefined}
              className={styles.portField}
              trailing={
                <IconButton
                  label={t('control.addPort')}
                  size="small"
                  type="submit"
                  isDisabled={typed === ''}
                >
                  <Plus size={14} aria-hidden />
                </IconButton>
              }
            />
          </Form>
        )}
        {complaint !== undefined && (
          <span className={styles.complaint} role="alert">
            {complaint}
          </span>
        )}
      </div>
      {failed.map((chip) => (
        <FailedPort key={chip.port} chip={chip} onReplace={replace} />
      ))}
    </>
  );
}

interface FailedPortProps {
  readonly chip: FailedPortChip;
  readonly onReplace: (port: number, by: number) => void;
}

function FailedPort({ chip: { port, problem, suggestedPort }, onReplace }: FailedPortProps) {
  return (
    <div className={styles.failedPort} role="alert">
      <span>
        <VisibleText text={portProblemSentence(problem)} wraps />
      </span>
      {suggestedPort !== undefined && (
        <Button size="small" onPress={() => onReplace(port, suggestedPort)}>
          {t('control.useInstead', { port: suggestedPort })}
        </Button>
      )}
    </div>
  );
}
