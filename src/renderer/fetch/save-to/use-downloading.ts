import { useState } from 'react';
import type { MethodParams } from '../../../shared/contract.ts';
import type { AddDownloadsResult, IfExists } from '../../../shared/contract-downloads.ts';
import { ENGLISH_OMISSIONS } from '../../../shared/locales/english-omissions.ts';
import { describeOmissions } from '../../../shared/omissions.ts';
import type { Host } from '../../state/host.ts';
import { useAttempt, usePanel, type Attempt } from '../../state/panel-context.tsx';
import { chooseSaveFolder } from '../../state/folders.ts';
import type { PanelState } from '../../state/panel-state.ts';
import { remoteOf } from '../../state/remote-actions.ts';
import type { Wanted } from '../files-there/folder-tree.ts';
import { wantedParts, type WantedPart } from './wanted-parts.ts';
import { FailureError } from '../../../shared/failure.ts';

type Collisions = Extract<AddDownloadsResult, { outcome: 'collisions' }>;
type Request = MethodParams<'downloads.add'>;

export interface Downloading {
  readonly attempt: Attempt;
  /** Queues downloads; asks first when names exist, and for a folder if there is none. */
  readonly start: (wanted: Wanted, onStarted?: () => void) => void;
  /** The question that waits for an answer. */
  readonly question: Collisions | undefined;
  /** Answers it; without a choice nothing is downloaded. */
  readonly answer: (ifExists: IfExists | undefined) => void;
}

interface Question {
  readonly request: Request;
  readonly collisions: Collisions;
  readonly onStarted: () => void;
}

export function useDownloading(): Downloading {
  const { store, host } = usePanel();
  const attempt = useAttempt();
  const [question, setQuestion] = useState<Question>();

  async function add(wanted: Wanted, onStarted: () => void): Promise<void> {
    if (store.getState().settings?.saveTo === '') await chooseSaveFolder(store, host);
    const state = store.getState();
    const remote = remoteOf(state.remote);
    if (remote === undefined) throw new FailureError({ code: 'not-connected' });
    if (state.settings === undefined || state.settings.saveTo === '') return;
    const parts = wantedParts(withSizes(wanted.names, state), wanted.folders);
    const request: Request = {
      ...(await select(host, parts)),
      endpoint: remote.endpoint,
      directory: state.settings.saveTo,
    };
    const result = await host.call('downloads.add', request);
    if (result.outcome === 'added') added(result, onStarted);
    else setQuestion({ request, collisions: result, onStarted });
  }

  return {
    attempt,
    question: question?.collisions,
    start: (wanted, onStarted = () => undefined) => attempt.run(() => add(wanted, onStarted)),
    answer: (ifExists) => {
      setQuestion(undefined);
      if (question === undefined || ifExists === undefined) return;
      attempt.run(async () => {
        const result = await host.call('downloads.add', { ...question.request, ifExists });
        if (result.outcome === 'added') added(result, question.onStarted);
        // Remembered as the answer that is offered first the next time.
        await host.call('settings.set', { ifExists });
      });
    },
  };
}

/** @throws FailureError that says why nothing was added */
function added(
  { count, omitted }: Extract<AddDownloadsResult, { outcome: 'added' }>,
  onStarted: () => void,
): void {
  if (count > 0) {
    onStarted();
    return;
  }
  throw new FailureError({
    code: 'nothing-to-fetch',
    detail: describeOmissions(omitted, ENGLISH_OMISSIONS),
  });
}

/** Sends all parts but the last, which is for the message that adds them. */
async function select(
  host: Host,
  parts: [...WantedPart[], WantedPart],
): Promise<WantedPart & { readonly selection?: number }> {
  const last = parts.at(-1)!;
  let selected: { selection?: number } = {};
  for (const part of parts.slice(0, -1)) {
    selected = await host.call('downloads.select', { ...part, ...selected });
  }
  return { ...last, ...selected };
}

/** The names with the sizes from the lists in sight. */
function withSizes(
  names: readonly string[],
  { remoteFolder, remoteCache }: PanelState,
): WantedPart['files'] {
  const wanted = new Set(names);
  const sizes = new Map<string, number>();
  for (const { name, size } of [
    ...(remoteCache.value?.files ?? []),
    ...(remoteFolder.value?.files ?? []),
  ]) {
    if (size !== undefined && wanted.has(name)) sizes.set(name, size);
  }
  return names.map((name) => {
    const size = sizes.get(name);
    return size === undefined ? { name } : { name, size };
  });
}
