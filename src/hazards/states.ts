/** How the states of a hazard are printed, and in which of them it is still to be dealt with: what `查 隐患` counts. */
export const HAZARD_STATES = {
  waiting: { word: '待接收', open: false },
  reported: { word: '已上报', open: true },
  assigned: { word: '已派单', open: true },
  rectifying: { word: '整改中', open: true },
  paused: { word: '暂停整改', open: true },
  referred: { word: '已转部门', open: true },
  submitted: { word: '待验收', open: true },
  accepted: { word: '已验收，待销号', open: true },
  rejected: { word: '验收未通过', open: true },
  closed: { word: '已销号', open: false },
  // The same thing as another one, and goes on there.
  joined: { word: '已并入', open: false },
  withdrawn: { word: '已撤回', open: false },
} as const;
/** States of a hazard (design §4): they follow from its entries, and are never typed in. */
export type HazardState = keyof typeof HAZARD_STATES;

/** All of them, in the order in which they are listed. */
export const STATES = Object.keys(HAZARD_STATES) as readonly HazardState[];

/** Whether a hazard in this state is still to be dealt with. */
export function isOpenHazard(state: HazardState): boolean {
  return HAZARD_STATES[state].open;
}

/** Whether the days of whoever rectifies stand still: they wait for money, weather or another office. */
export function isClockStopped(state: HazardState): boolean {
  return state === 'paused' || state === 'referred';
}
