/** Days of the lunar calendar that have a name and are no public holiday. 除夕 is the last day of the twelfth month. */
export const FESTIVALS: Readonly<Record<string, { readonly month: number; readonly day: number }>> = {
  元宵: { month: 1, day: 15 },
  七夕: { month: 7, day: 7 },
  重阳: { month: 9, day: 9 },
  腊八: { month: 12, day: 8 },
  除夕: { month: 12, day: 30 },
};
