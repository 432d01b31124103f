/** One step of recognition: asked for by school or village, checked by the township, decided by the bureau. */
export type RecognitionStep = 'proposed' | 'checked' | 'recognised';

/** A situation that does not count as a dropout (不计入情形). */
export interface ExclusionRule {
  readonly code: string;
  readonly name: string;
  /** What proves it. */
  readonly evidence: string;
  /** It holds until a day: then the child is to be checked again. */
  readonly ends: boolean;
}

/** One step of the legal ladder. Beyond the usual two a step is open only with all that is written down here. */
export interface LadderRule {
  readonly name: string;
  readonly basis: string;
  /** Who reviews it for the law, and which authority decides. */
  readonly reviewer?: string;
  readonly authority?: string;
}

/** What must be there before a file is struck off (销号). */
export interface StrikeOffRule {
  /** Days at school since the return, by the term calendar. */
  readonly schoolDays: number;
  readonly visits: number;
  /** Whose word it needs besides the bureau's approval. */
  readonly vouched: readonly ('school' | 'township')[];
}

/** Where a child learns who is back. */
export type Placement = '普通班' | '随班就读' | '特教学校' | '送教上门' | '职教';

/** How the county controls dropouts, where practice differs from county to county. */
export interface DropoutRules {
  /** In order, the decision last. */
  readonly recognition: readonly RecognitionStep[];
  /** Days without a whereabouts after which a lead counts as suspected. */
  readonly leadDays: number;
  /** Visits in a row that reached nobody, after which bureau and township are told without anybody saying 失联. */
  readonly lostAfter: number;
  readonly exclusions: readonly ExclusionRule[];
  /** In order, from the mildest. */
  readonly ladder: readonly LadderRule[];
  readonly strikeOff: StrikeOffRule;
  readonly placements: readonly Placement[];
  /** The document that allows 职教; without one nobody is placed there. */
  readonly vocational?: string;
}

const exclusion = (code: string, name: string, evidence: string, ends = false): ExclusionRule => ({
  ...{ code, name, evidence, ends },
});

/** What holds where the county file says nothing. */
export const USUAL_DROPOUT_RULES: DropoutRules = {
  recognition: ['proposed', 'checked', 'recognised'],
  leadDays: 7,
  lostAfter: 3,
  exclusions: [
    exclusion('E1', '休学', '休学批准', true),
    exclusion('E2', '缓学', '批准文件、医疗证明', true),
    exclusion('E3', '免学', '医学鉴定'),
    exclusion('E4', '送教上门', '评估结论、送教记录'),
    exclusion('E5', '特教学校或随班就读', '学籍'),
    exclusion('E6', '转学或外地就读', '就读证明、学籍转接'),
    exclusion('E7', '死亡', '证明'),
    exclusion('E8', '出国（境）', '证明'),
    exclusion('E9', '专门学校或羁押', '证明', true),
    exclusion('E10', '已完成义务教育或超龄', '毕业证明'),
    exclusion('E11', '借读或长期请假', '证明、假条', true),
  ],
  ladder: [
    { name: '宣传教育', basis: '义务教育法' },
    { name: '责令改正', basis: '义务教育法第五十八条' },
  ],
  strikeOff: { schoolDays: 20, visits: 1, vouched: ['school', 'township'] },
  placements: ['普通班', '随班就读', '特教学校', '送教上门'],
};
