/** Words of people who do not know what a command is called: what they type, what it is on the command line, and in the chat. */
const MEANT: readonly (readonly [typed: string, cli: string | null, chat: string | null])[] = [
  ['plan show why pool steps', 'status NAME', 'cluster'],
  ['cluster', 'clusters list, or status NAME', 'cluster'],
  ['pools findings report mine todo', 'status', 'status'],
  ['latest newest version versions', 'images', 'images'],
  ['eol end ends dates kubernetes', 'retirements', 'retirements'],
  ['list ls', 'clusters list', 'clusters'],
  ['fleet', 'status', 'clusters'],
  ['add register', 'clusters add NAME', 'register'],
  ['remove delete forget unregister', 'clusters remove ID', 'unregister'],
  ['compare', 'diff OLD NEW', 'diff'],
  ['notes', 'parse FILE', 'release'],
  ['mute wait later ignore', null, 'snooze'],
  ['channels routing', null, 'subscriptions'],
  ['health check doctor', 'doctor', 'health'],
  ['config settings', 'doctor', 'subscriptions'],
  ['notify send remind reminder', 'remind --dry-run', 'subscribe'],
  ['start run server', 'serve', null],
  ['update fetch refresh', 'poll', null],
];

/** The command that a word most likely means by what it does; `null` where none is known by it. */
export function findMeantCommand(typed: string, where: 'cli' | 'chat'): string | null {
  const [, cli = null, chat = null] = MEANT.find(([words]) => words.split(' ').includes(typed.toLowerCase())) ?? [];
  return where === 'cli' ? cli : chat;
}
