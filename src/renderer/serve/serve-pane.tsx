import { useRef, useState } from 'react';
import { Divider, useDividerPercent } from '../layout/divider.tsx';
import { Activity } from './activity/activity.tsx';
import { Belt } from './belt/belt.tsx';
import { CachedFiles } from './cached-files/cached-files.tsx';
import { FirstSteps } from './first-steps/first-steps.tsx';
import { ControlCard } from './control-card/control-card.tsx';
import { WhatIf } from './what-if/what-if.tsx';
import styles from './serve-pane.module.css';

/** Sharing a folder: the server, its cache, what it is doing. */
export function ServePane() {
  // What was chosen on the belt is shown in the table. A new object each time: the same may be chosen again.
  const [pointedAt, setPointedAt] = useState<{ readonly name: string }>();
  const frame = useRef<HTMLDivElement>(null);
  const percent = useDividerPercent('cachedFilesPercent');
  return (
    <div ref={frame} className={styles.pane} style={{ '--percent': percent }}>
      <FirstSteps />
      <ControlCard />
      <Belt onChoose={(name) => setPointedAt({ name })} />
      <WhatIf />
      <CachedFiles pointedAt={pointedAt} />
      <Divider setting="cachedFilesPercent" frame={frame} />
      <Activity />
    </div>
  );
}
