/** Late answers are taken for so many days after a duty ended. */
export const LATE_DAYS = 60;
