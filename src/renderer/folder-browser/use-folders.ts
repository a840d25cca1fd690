import { useEffect, useRef, useState } from 'react';
import type { FolderListing } from '../../shared/contract-host.ts';
import type { Failure } from '../../shared/contract-failure.ts';
import { useAttempt, usePanel } from '../state/panel-context.tsx';
import type { FolderRequest } from '../state/panel-state.ts';

/** Where somebody who looks for a folder is. */
export interface Folders {
  /** `undefined` until the first folder was read. */
  readonly listing: FolderListing | undefined;
  /** A path that was typed and not gone to yet. */
  readonly typed: string | undefined;
  /** A folder is being read. */
  readonly isPending: boolean;
  readonly problem: Failure | undefined;
  readonly type: (path: string) => void;
  /** Without a path: the home folder. */
  readonly open: (path: string | undefined) => void;
  /** Answers with the folder shown, or with the path typed over it once that was found to be one. */
  readonly choose: () => void;
}

export function useFolders(request: FolderRequest | undefined): Folders {
  const { host } = usePanel();
  const { run, problem, isPending, dismiss } = useAttempt();
  const [listing, setListing] = useState<FolderListing>();
  const [typed, setTyped] = useState<string>();
  // Of several that were asked for, only the last is wanted, whichever answer comes last.
  const asked = useRef(0);

  useEffect(() => {
    if (request === undefined) return;
    const own = (asked.current += 1);
    run(async () => {
      // The folder of the last time may be gone; then from home.
      const first = request.startAt === '' ? {} : { path: request.startAt };
      const listed = await host
        .call('folders.browse', first)
        .catch(() => host.call('folders.browse', {}));
      if (own === asked.current) setListing(listed);
    });
    return () => {
      asked.current += 1;
      setListing(undefined);
      setTyped(undefined);
      dismiss();
    };
  }, [host, run, dismiss, request]);

  function look(path: string | undefined, then?: (listed: FolderListing) => void): void {
    const own = (asked.current += 1);
    run(async () => {
      const listed = await host.call('folders.browse', path === undefined ? {} : { path });
      if (own !== asked.current) return;
      setListing(listed);
      // What was typed meanwhile stays.
      setTyped((now) => (now === typed ? undefined : now));
      then?.(listed);
    });
  }

  return {
    ...{ listing, typed, isPending, problem },
    type: setTyped,
    open: (path) => look(path),
    choose() {
      if (typed === undefined) request?.answer(listing?.path);
      else look(typed, ({ path }) => request?.answer(path));
    },
  };
}
