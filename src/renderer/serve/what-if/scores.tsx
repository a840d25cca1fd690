import type { LaboratoryWindow, ShadowScore } from '../../../shared/contract-laboratory.ts';
import { formatShare } from '../../../shared/format.ts';
import { formatBytes } from '../../../shared/units.ts';
import { classNames } from '../../styles/class-names.ts';
import { strings } from '../../strings/strings.ts';
import { isOwn } from './verdict.ts';
import styles from './what-if.module.css';

const text = strings.whatIf;

interface ScoresProps {
  readonly window: LaboratoryWindow;
  readonly capacityBytes: number;
}

/** A bar for each policy at the server's size, then for each size of the server's policy. */
export function Scores({ window, capacityBytes }: ScoresProps) {
  const policies = window.shadows.filter(({ factor }) => factor === 1);
  const sizes = window.shadows.filter(({ policy }) => policy === 'FIFO');
  return (
    <table className={styles.scores}>
      <thead>
        <tr>
          <th scope="col">{text.rule}</th>
          <th scope="col">{text.hitRatio}</th>
          <th scope="col">{text.byteHitRatio}</th>
        </tr>
      </thead>
      <Group
        title={text.otherRules(formatBytes(capacityBytes))}
        scores={policies}
        nameOf={({ policy }) => policy}
        noteOf={({ policy }) => text.policy(policy)}
      />
      <Group
        title={text.otherSizes}
        scores={sizes.toSorted((a, b) => a.factor - b.factor)}
        nameOf={(score) => formatBytes(score.capacityBytes)}
        noteOf={() => undefined}
      />
    </table>
  );
}

interface GroupProps {
  readonly title: string;
  readonly scores: readonly ShadowScore[];
  readonly nameOf: (score: ShadowScore) => string;
  readonly noteOf: (score: ShadowScore) => string | undefined;
}

function Group({ title, scores, nameOf, noteOf }: GroupProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} className={styles.group}>
          {title}
        </th>
      </tr>
      {scores.map((score) => {
        const note = [isOwn(score) ? text.own : undefined, noteOf(score)]
          .filter((part) => part !== undefined)
          .join(': ');
        return (
          <tr
            key={`${score.policy} ${score.factor}`}
            className={classNames(isOwn(score) && styles.own)}
          >
            <th scope="row" className={styles.rule}>
              {nameOf(score)}
              {note !== '' && <span className={styles.note}>{note}</span>}
            </th>
            <Bar ratio={score.hitRatio} error={score.hitRatioError} />
            <Bar ratio={score.byteHitRatio} error={score.byteHitRatioError} />
          </tr>
        );
      })}
    </tbody>
  );
}

function Bar({ ratio, error }: { readonly ratio: number; readonly error: number }) {
  const share = formatShare(ratio, 1);
  return (
    <td className={styles.cell}>
      <span className={styles.measure}>
        <span className={styles.track} aria-hidden>
          <span className={styles.bar} style={{ width: `${ratio * 100}%` }} />
        </span>
        <span className={styles.share}>
          {error > 0 ? text.withError(share, formatShare(error, 1)) : share}
        </span>
      </span>
    </td>
  );
}
