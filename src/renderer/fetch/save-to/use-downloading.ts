import { useState } from 'react';
import type { AddDownloadsResult, Endpoint, IfExists } from '../../../shared/contract-downloads.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { useAttempt, usePanel, type Attempt } from '../../state/panel-context.tsx';
import { chooseSaveFolder } from '../../state/folders.ts';
import { remoteOf } from '../../state/remote-actions.ts';
import type { Wanted } from '../files-there/folder-tree.ts';

type Collisions = Extract<AddDownloadsResult, { outcome: 'collisions' }>;

interface Request {
  readonly endpoint: Endpoint;
  readonly names: string[];
  readonly folders: string[];
  readonly directory: string;
}

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
    const { remote: state, settings } = store.getState();
    const remote = remoteOf(state);
    if (remote === undefined) throw new ProblemError('not-connected');
    if (settings === undefined || settings.saveTo === '') return;
    const request: Request = {
      endpoint: remote.endpoint,
      names: [...wanted.names],
      folders: [...wanted.folders],
      directory: settings.saveTo,
    };
    const result = await host.call('downloads.add', request);
    if (result.outcome === 'added') onStarted();
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
        await host.call('downloads.add', { ...question.request, ifExists });
        question.onStarted();
        // Remembered as the answer that is offered first the next time.
        await host.call('settings.set', { ifExists });
      });
    },
  };
}
