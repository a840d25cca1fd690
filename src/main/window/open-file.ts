import { shell } from 'electron';
import { FailureError } from '../../shared/failure.ts';
import { isOnlyShown } from '../security/open-rules.ts';

/**
 * Opens a file with the system's program for it; what would be run is shown in its folder instead.
 *
 * @throws FailureError `file-system` where the system cannot open it
 */
export async function openFile(path: string): Promise<void> {
  if (!isOnlyShown(path)) {
    shell.showItemInFolder(path);
    return;
  }
  const detail = await shell.openPath(path);
  if (detail !== '') throw new FailureError({ code: 'file-system', action: 'open', path, detail });
}
