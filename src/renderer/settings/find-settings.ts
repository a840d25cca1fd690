import type { Capabilities } from '../../shared/contract-host.ts';
import type { SettingGroup, SettingLine } from './setting-groups.ts';

/**
 * What of the groups there is here, and has all words of `query` in its label, hint or name on the command
 * line, whatever the case. Groups of which nothing is left are left out.
 */
export function findSettings(
  groups: readonly SettingGroup[],
  query: string,
  capabilities: Capabilities,
): readonly SettingGroup[] {
  const words = folded(query).split(/\s+/);
  const isFound = ({ label, hint, cli = '' }: SettingLine): boolean => {
    const where = folded(`${label} ${hint} ${cli}`);
    return words.every((word) => where.includes(word));
  };
  return groups
    .map(({ title, lines }) => ({
      title,
      lines: lines.filter((line) => (line.isShown?.(capabilities) ?? true) && isFound(line)),
    }))
    .filter(({ lines }) => lines.length > 0);
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
