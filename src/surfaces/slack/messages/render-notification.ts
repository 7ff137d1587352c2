import type { NotificationContent } from '../../../domain/notification.ts';
import { addControls } from './add-controls.ts';
import { renderCommands } from './render-commands.ts';
import { renderEscalation } from './render-escalation.ts';
import { renderImageHold } from './render-image-hold.ts';
import { renderMovedDates } from './render-moved-dates.ts';
import { renderOperatorAlarm } from './render-operator-alarm.ts';
import { renderReleaseDifference } from './render-release-difference.ts';
import { renderReleaseNews } from './render-release-news.ts';
import { renderReminderDone } from './render-reminder-done.ts';
import { renderTestMessage } from './render-test-message.ts';
import { renderUpgradeReminder } from './render-upgrade-reminder.ts';
import { renderWatchingSummary } from './render-watching-summary.ts';
import type { SlackMessage, TableDetail } from './slack-message.ts';

/**
 * Any notification as Slack takes it. Pure; `detail` matters only where a table is drawn, `pictureFile` (Slack's ID of
 * an uploaded file) only where the content has a picture: without it the picture's words stand alone.
 */
export function renderNotification(
  content: NotificationContent,
  detail: TableDetail = 'data_table',
  pictureFile: string | null = null,
): SlackMessage {
  return addControls(render(content, detail, pictureFile), content);
}

function render(content: NotificationContent, detail: TableDetail, pictureFile: string | null): SlackMessage {
  switch (content.kind) {
    case 'watching-summary':
      return renderWatchingSummary(content);
    case 'release-news':
      return renderReleaseNews(content);
    case 'release-difference':
      return renderReleaseDifference(content);
    case 'upgrade-reminder':
      return renderUpgradeReminder(content, detail, pictureFile);
    case 'reminder-done':
      return renderReminderDone(content);
    case 'escalation':
      return renderEscalation(content);
    case 'moved-dates':
      return renderMovedDates(content);
    case 'image-hold':
      return renderImageHold(content);
    case 'operator-alarm':
      return renderOperatorAlarm(content);
    case 'test-message':
      return renderTestMessage(content);
    case 'commands':
      return renderCommands(content);
  }
}
