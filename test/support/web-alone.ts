import type { ChatSocket } from '../../src/domain/sender.ts';

/** The page of a service that stands alone: no chat, no proxy, no token, nothing known of GitHub's limit. For the page and its metrics. */
export const WEB_ALONE = {
  publicUrl: null,
  access: null,
  isInstalled: false,
  socket: null,
  slackListener: null,
  maxPools: 0,
  findRequestsLeft: () => null,
};

export function socketOf(isOpen: boolean): ChatSocket {
  return {
    isOpen: () => isOpen,
    whileClosed: 'the socket to the chat is closed',
    alarm: { title: 'It stays closed', lines: [], titleWhenOver: 'It is open again' },
  };
}
