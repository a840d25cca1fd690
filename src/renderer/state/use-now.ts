import { useEffect, useState } from 'react';
import { usePanelState } from './panel-context.tsx';

/** The time, as of the last whole step; while the host is lost, the time as of which its figures are. */
export function useNow(stepMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  const lostAtMs = usePanelState((state) => state.lostAtMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs]);
  return lostAtMs ?? now;
}
