import { convertMillimetersToTwip, type IPageSizeAttributes, PageOrientation } from 'docx';
import type { DocumentPage } from './blocks.ts';

/** In twips, twentieths of a point. */
export const A4 = { width: 11_906, height: 16_838 };

/** How a page is laid out; sizes of letters are half points. */
export interface PageSetup {
  readonly size: Partial<IPageSizeAttributes>;
  readonly margin: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  /** Of the area that is printed on. */
  readonly width: number;
  readonly title: number;
  readonly text: number;
  readonly cell: number;
  /** Of a line of running text, in twips; 0: as the letters need. */
  readonly line: number;
}

const mm = convertMillimetersToTwip;

const setup = (
  margins: readonly [top: number, bottom: number, side: number, right: number],
  sizes: Pick<PageSetup, 'title' | 'text' | 'cell' | 'line'>,
  across = false,
): PageSetup => {
  const [top, bottom, left, right] = margins.map(mm) as [number, number, number, number];
  return {
    size: { ...A4, ...(across ? { orientation: PageOrientation.LANDSCAPE } : {}) },
    margin: { top, bottom, left, right },
    width: (across ? A4.height : A4.width) - left - right,
    ...sizes,
  };
};

/** The page of an official letter as GB/T 9704 has it (版心 156 × 225 mm, 3号, 22 lines), of a form, of one across. */
export const PAGES: Readonly<Record<DocumentPage, PageSetup>> = {
  letter: setup([37, 35, 28, 26], { title: 44, text: 32, cell: 24, line: 580 }),
  form: setup([25, 22, 22, 20], { title: 36, text: 24, cell: 22, line: 440 }),
  wide: setup([22, 20, 20, 20], { title: 36, text: 24, cell: 21, line: 440 }, true),
};

const latin = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' };

/** What official papers are set in. */
export const FONTS = {
  text: { ...latin, eastAsia: '仿宋_GB2312' },
  title: { ...latin, eastAsia: '方正小标宋简体' },
  heading: { ...latin, eastAsia: '黑体' },
  plain: { ...latin, eastAsia: '宋体' },
} as const;

/** What stands in for a font where the reader does not have it. */
export const STAND_INS: Readonly<Record<string, string>> = {
  仿宋_GB2312: '仿宋,FangSong,FangSong_GB2312,STFangsong',
  方正小标宋简体: '方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体',
  黑体: 'SimHei,STHeiti',
  宋体: 'SimSun,STSong',
};
