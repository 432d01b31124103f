import type { EventName } from '../../calendar/rule-types.ts';

/** A warning that is in force. */
export interface WeatherWarning {
  /** The provider's own, unique. */
  readonly id: string;
  readonly event: EventName;
  /** Official words: 县气象台发布暴雨橙色预警. */
  readonly words: string;
}

/** What asking for warnings gave: those of heat and storm, or a short code without address or key. */
export type AskedWeather =
  | { readonly ok: true; readonly warnings: readonly WeatherWarning[] }
  | { readonly ok: false; readonly reason: string };

/** Where warnings come from. Never throws. */
export interface WeatherProvider {
  warnings(): Promise<AskedWeather>;
}
