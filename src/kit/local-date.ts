/** A civil date `YYYY-MM-DD` in the county's time zone. Such strings compare in time order. */
export type LocalDate = string;
