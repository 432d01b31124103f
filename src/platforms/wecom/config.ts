/** Where the vendor's own HTTP interface is. */
export const OFFICIAL_API = 'https://qyapi.weixin.qq.com';

/** What the WeCom adapter is given: one smart robot (智能机器人) in URL-callback mode. */
export interface WecomConfig {
  /** Token of the robot's callback page, 3 to 32 letters and digits. */
  readonly token: string;
  /** EncodingAESKey, 43 letters and digits. */
  readonly aesKey: string;
  /** The only robot (aibotid) whose callbacks are ours; unset: any that has token and key. */
  readonly botId?: string;
  /** The robot's names in groups, separated by commas, to take the mention out of what was said. */
  readonly botName?: string;
  /** The receive id callbacks are sealed for; unset: the empty one of an enterprise's own robot. */
  readonly receiveId?: string;
  /** Host patterns (see `platforms/host-allow-list.ts`) that files may be fetched from. */
  readonly mediaHosts: readonly string[];
  /** Without trailing slash; response URLs on its host are accepted besides the official one. */
  readonly apiBase: string;
}
