import { createContext, use, useCallback, useState } from 'react';
import { useStore } from 'zustand';
import type { Host } from './host.ts';
import type { PanelState, PanelStore } from './panel-state.ts';
import type { Failure } from '../../shared/contract-failure.ts';
import { failureOf } from '../../shared/failure.ts';

export interface Panel {
  readonly store: PanelStore;
  readonly host: Host;
}

export const PanelContext = createContext<Panel | undefined>(undefined);

export function usePanel(): Panel {
  const panel = use(PanelContext);
  if (panel === undefined) throw new Error('usePanel outside of PanelContext.');
  return panel;
}

/** A part of the state; the component is drawn anew only when that part changes. */
export function usePanelState<Part>(select: (state: PanelState) => Part): Part {
  return useStore(usePanel().store, select);
}

export interface Attempt {
  readonly isPending: boolean;
  readonly problem: Failure | undefined;
  /** Does something with the host, and keeps what went wrong for showing it here. */
  readonly run: (action: () => Promise<unknown>) => void;
  readonly dismiss: () => void;
}

/** For an action whose failure is shown where it was asked for. */
export function useAttempt(): Attempt {
  const [pendingCount, setPendingCount] = useState(0);
  const [problem, setProblem] = useState<Failure>();
  const run = useCallback((action: () => Promise<unknown>) => {
    setProblem(undefined);
    setPendingCount((count) => count + 1);
    action()
      .catch((error: unknown) => setProblem(failureOf(error)))
      .finally(() => setPendingCount((count) => count - 1));
  }, []);
  const dismiss = useCallback(() => setProblem(undefined), []);
  return { isPending: pendingCount > 0, problem, run, dismiss };
}
