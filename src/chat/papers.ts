// Passports (E12345678, EA1234567, G…), of officials too, and the permits of people from Hong Kong and Macau (H…, M…).
const BARE =
  /(?<![0-9A-Za-z])(?:E[A-Z](?:[ -]?\d){7}|[EG](?:[ -]?\d){8}|[DS]E?(?:[ -]?\d){7,8}|[HM](?:[ -]?\d){8}(?:(?:[ -]?\d){2})?)(?![0-9A-Za-z])/i;
const LABELLED =
  /(?:护照|通行证|回乡证|返乡证|台胞证|居住证|居留证|身份证|户口簿?|户口本|学籍号|学籍)(?:号码|证号|号)?[^0-9A-Za-z\n]{0,6}[A-Za-z]{0,3}(?:[ -]?\d){6,}/;

/** Whether a half-width text holds the number of a passport, of a travel permit or of another paper of one person. */
export const paperNumberIn = (text: string): boolean => BARE.test(text) || LABELLED.test(text);
