/** What the DingTalk adapter needs to know of its robot (an inner-app robot in HTTP mode). */
export interface DingtalkConfig {
  /** Client ID, formerly AppKey. */
  readonly clientId: string;
  /** Client Secret, formerly AppSecret: signs callbacks and opens the API. */
  readonly clientSecret: string;
  /** The only robot whose callbacks are ours. */
  readonly robotCode: string;
  /** The only corporation whose callbacks are ours; unset: any that has the secret. */
  readonly corpId?: string;
  /** Host patterns (`a.example.com`, `*.example.com`) that files may be fetched from. */
  readonly mediaHosts: readonly string[];
  /** New API, without trailing slash. */
  readonly apiBase: string;
  /** Old API, without trailing slash: session webhooks live there. */
  readonly oapiBase: string;
}
