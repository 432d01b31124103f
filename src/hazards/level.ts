/** 一般 or 重大 (安监总局令第16号 art. 3). */
export type HazardLevel = '一般' | '重大';
