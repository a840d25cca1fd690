import { Notification } from 'electron';

/** Shown ones, held so that a click on one still finds its listener. */
const shown = new Set<Notification>();

/** Shows a notification of the system, where it has them. `onClick` brings them to what it is about. */
export function notify(notice: { title: string; body: string }, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification(notice);
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    onClick();
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
