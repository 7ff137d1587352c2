import type { ChannelExplanation, NotificationExplanation } from '../../../app/interactions/explain-notifications.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import { bold, plain, type Span } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf, joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';
import { describeRefusal } from './answer-subscriptions.ts';
import { spansOfFinding } from './describe-finding.ts';

const FINDINGS_SHOWN = 8;
const REASONS = {
  'default-channel': 'it is the default channel and nobody else was named for this cluster',
  'own-channel': 'the cluster names it as its channel',
  subscription: 'it subscribed',
};

/** Who hears about a cluster and why; or why nobody does. */
export function answerWhy({ cluster, windowsNodePools, findings, channels }: NotificationExplanation): Answer {
  const heard = channels.filter(({ refusal }) => refusal === null);
  const name = toLiteral(cluster.name, 80);
  return answerList({
    headline: describePoint(name, windowsNodePools, findings.length, heard.length),
    items: [...channels.flatMap(spansOfChannel), ...findings.slice(0, FINDINGS_SHOWN).map(spansOfFinding)],
    left: Math.max(0, findings.length - FINDINGS_SHOWN),
  });
}

function describePoint(name: string, pools: number, findings: number, channels: number): string {
  if (pools === 0) return `${name} has no Windows node pools, so there is nothing to tell about it.`;
  if (channels === 0) return `Nobody is told about ${name}: no channel is named for it and no default channel is set.`;
  const what =
    findings === 0 ? 'there is nothing to do at the moment' : `${countOf(findings, 'finding')} at the moment`;
  return `${countOf(channels, 'channel')} ${channels === 1 ? 'is' : 'are'} told about ${name}; ${what}.`;
}

function spansOfChannel(explanation: ChannelExplanation): Span[][] {
  const { channel, because, topics, severe, tooMild, minimumSeverity, snooze, refusal, messages } = explanation;
  const held = [
    ...(refusal ? [describeRefusal(refusal)] : []),
    ...(snooze
      ? [
          `its reminders wait until ${formatDate(snooze.untilOn)}: ${toLiteral(snooze.reason, 120)} (${toLiteral(snooze.actor.name, 60)})`,
        ]
      : []),
    ...(tooMild.length > 0 ? [`${countOf(tooMild.length, 'finding')} below ${minimumSeverity} left out`] : []),
  ];
  const last = messages.map(({ content, at, state }) => `${content.kind} (${state}, ${at.slice(0, 10)})`);
  return [
    [
      bold(toLiteral(channel, 30)),
      plain(
        ` because ${REASONS[because]}; hears ${joinWords(topics)}, ${countOf(severe.length, 'finding')} of this cluster`,
      ),
    ],
    ...(held.length > 0 ? [[plain(`Held back: ${held.join('; ')}`)]] : []),
    [plain(last.length > 0 ? `Last told: ${joinWords(last)}` : 'No message to it named this cluster yet')],
  ];
}
