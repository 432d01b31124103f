/** One self-built app (自建应用) of the corp: private messages to members, and their callbacks. */
export interface WecomAppConfig {
  readonly corpId: string;
  readonly secret: string;
  readonly agentId: number;
  /** Token and EncodingAESKey of the app's callback page. */
  readonly token: string;
  readonly aesKey: string;
  /** Without trailing slash. */
  readonly apiBase: string;
}
