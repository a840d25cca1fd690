import { formatBytes, formatExactShare } from '../../format/numbers.ts';
import type { LaboratoryWindow, ShadowScore } from '../../../shared/contract-laboratory.ts';
import { LIVE_POLICY_NAMES } from '../../../shared/laboratory-names.ts';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import { isOwn } from './verdict.ts';
import styles from './what-if.module.css';

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
          <th scope="col">{t('whatIf.rule')}</th>
          <th scope="col">{t('whatIf.hitRatio')}</th>
          <th scope="col">{t('whatIf.byteHitRatio')}</th>
        </tr>
      </thead>
      <Group
        title={t('whatIf.otherRules', { size: formatBytes(capacityBytes) })}
        scores={policies}
        nameOf={({ policy }) => policy}
        noteOf={({ policy }) => ruleOf(policy)}
      />
      <Group
        title={t('whatIf.otherSizes')}
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
        const note = [isOwn(score) ? t('whatIf.own') : undefined, noteOf(score)]
          .filter((part) => part !== undefined)
          .join(' · ');
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
  const share = formatExactShare(ratio, 1);
  return (
    <td className={styles.cell}>
      <span className={styles.measure}>
        <span className={styles.track} aria-hidden>
          <span className={styles.bar} style={{ width: `${ratio * 100}%` }} />
        </span>
        <span className={styles.share}>
          {error > 0 ? t('whatIf.withError', { share, error: formatExactShare(error, 1) }) : share}
        </span>
      </span>
    </td>
  );
}

/** What leaves first, for who has never heard of the policy. */
function ruleOf(policy: string): string | undefined {
  const known = LIVE_POLICY_NAMES.find((name) => name === policy);
  return known === undefined ? undefined : t(`whatIf.policies.${known}`);
}
