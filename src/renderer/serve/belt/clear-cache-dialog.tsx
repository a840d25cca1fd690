import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { formatCount } from '../../format/numbers.ts';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';

const text = strings.belt;

export function ClearCacheDialog() {
  const { store, host } = usePanel();
  const isOpen = usePanelState((state) => state.dialog === 'clear-cache');
  const count = usePanelState((state) => state.cache.usage.entries);
  const close = (): void => store.setState({ dialog: undefined });
  return (
    <Dialog
      title={text.clearTitle}
      isOpen={isOpen}
      onClose={close}
      width="narrow"
      actions={
        <>
          <Button onPress={close}>{strings.cancel}</Button>
          <Button
            look="primary"
            autoFocus
            onPress={() => {
              close();
              // The table shows whether it worked; without a host the banner says why not.
              host.call('cache.clear', {}).catch(() => undefined);
            }}
          >
            {text.clear}
          </Button>
        </>
      }
    >
      <p>{text.clearText(text.files(formatCount(count), count === 1))}</p>
    </Dialog>
  );
}
