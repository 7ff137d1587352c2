/** The page of a service that stands alone: no chat, no proxy, no token, nothing known of GitHub's limit. For the page and its metrics. */
export const WEB_ALONE = {
  publicUrl: null,
  access: null,
  isInstalled: false,
  findChatProblem: () => null,
  isSocketConnected: () => null,
  slackListener: null,
  maxPools: 0,
  findRequestsLeft: () => null,
};
