const FEN_OF_YUAN = 100;
const YUAN_OF_WAN = 10_000;

/** Whole fen as money is written here, and read back the same: 8000元, 1.2万元, 12345元, 0.5元. */
export function moneyWord(fen: number): string {
  const yuan = fen / FEN_OF_YUAN;
  return yuan >= YUAN_OF_WAN && yuan % 100 === 0 ? `${yuan / YUAN_OF_WAN}万元` : `${yuan}元`;
}
