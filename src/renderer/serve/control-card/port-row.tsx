import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Form } from 'react-aria-components';
import { Button, IconButton } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { portProblemSentence } from '../../../shared/port-sentences.ts';
import { parsePort } from '../../../shared/endpoint.ts';
import { usePanel, usePanelState, type Attempt } from '../../state/panel-context.tsx';
import { classNames } from '../../styles/class-names.ts';
import { strings } from '../../strings/strings.ts';
import styles from './control-card.module.css';
import { type FailedPortChip, portChips, type PortChip } from './port-chips.ts';
import { VisibleText } from '../../controls/visible-text.tsx';

const text = strings.control;

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
      await host.call('server.removePort', { port });
      await host.call('server.addPort', { port: by });
    });
  }

  function submit(): void {
    const port = parsePort(typed.trim());
    const wrong =
      port === undefined
        ? text.badPort(typed)
        : chips.some((chip) => chip.port === port)
          ? text.duplicatePort(port)
          : chips.length >= MOST_PORTS
            ? text.tooManyPorts
            : undefined;
    setComplaint(wrong);
    if (wrong !== undefined || port === undefined) return;
    setTyped('');
    add(port);
  }

  const failed = chips.filter((chip) => chip.state === 'failed');
  return (
    <>
      <span className={styles.label}>{text.ports}</span>
      <div className={styles.value}>
        <ul className={styles.chips} aria-label={text.ports}>
          {chips.map((chip) => (
            <Chip
              key={chip.port}
              chip={chip}
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
              label={text.addPort}
              isLabelHidden
              placeholder={text.portPlaceholder}
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
                  label={text.addPort}
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

interface ChipProps {
  readonly chip: PortChip;
  readonly onRemove: (() => void) | undefined;
}

function Chip({ chip, onRemove }: ChipProps) {
  const spoken =
    chip.state === 'open'
      ? text.openPort(chip.port)
      : chip.state === 'failed'
        ? text.failedPort(chip.port)
        : undefined;
  return (
    <li className={styles.chip} data-state={chip.state}>
      {chip.state !== 'idle' && <span className={styles.chipDot} aria-hidden />}
      <span aria-hidden={spoken === undefined ? undefined : true}>{chip.port}</span>
      {spoken !== undefined && <span className={styles.spoken}>{spoken}</span>}
      {onRemove !== undefined && (
        <AriaButton
          className={classNames(styles.chipRemove)}
          aria-label={text.removePort(chip.port)}
          onPress={onRemove}
        >
          <X size={12} aria-hidden />
        </AriaButton>
      )}
    </li>
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
          {text.useInstead(suggestedPort)}
        </Button>
      )}
    </div>
  );
}
