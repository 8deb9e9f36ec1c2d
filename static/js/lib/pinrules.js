// Which PINs are among the first that somebody would try? The vault allows ten tries, so what
// matters is not how many PINs there are, but whether this one is among the first few hundred.

export const LEAST_DIGITS = 6;
export const MOST_DIGITS = 12;

// The six-digit PINs that people choose most, as counted in published studies of leaked passwords,
// without those that the rules below name anyway.
const COMMON = new Set(
  ("696969 159357 159753 357159 753951 147258 258369 147852 369258 741852 852963 963852 789456 " +
    "456123 123789 321654 654123 987123 789123 142536 415263 135790 246810 102030 908070 101010 " +
    "520131 521521 131452 110110 911911 007007 420420 112358 314159 271828 161803 141421 173205 " +
    "192837 918273 564738 292513 777888 888999 123654 456654 789987 147963 159951 951753 258456 " +
    "134679 976431 159263 147369 963741 868686 696996 198712 199010 200000 100000 100001 300000 " +
    "500000 232425 171819 282930 565758 474849 686970 525354 262728 " +
    "12345678910 1234512345 31415926 27182818").split(" "),
);
// How people write a day: d, m and y stand for its digits.
const DATES = [
  "ddmmyy", "mmddyy", "yymmdd", "mmyyyy", "yyyymm", "ddmmyyyy", "mmddyyyy", "yyyymmdd",
];

const isRepeated = (pin) => /^(.+)\1+$/.test(pin);

/** Each digit as far from the one before as the next: 123456, 864202, 000000. */
function isRun(pin) {
  const steps = [...pin].slice(1).map((digit, index) => (10 + digit - pin[index]) % 10);
  return new Set(steps).size === 1;
}

/** A run of pairs, such as 112233 or 998877. */
function isRunOfPairs(pin) {
  const pairs = pin.match(/../g) ?? [];
  const doubled = pairs.length * 2 === pin.length && pairs.every(([a, b]) => a === b);
  return doubled && isRun(pairs.map(([digit]) => digit).join(""));
}

const isMirrored = (pin) => pin === [...pin].reverse().join("");

function isDateAs(pin, format) {
  if (pin.length !== format.length) return false;
  const part = (letter) => [...pin].filter((_, at) => format[at] === letter).join("");
  const [day, month, year] = ["d", "m", "y"].map(part);
  const isDay = day === "" || (day >= "01" && day <= "31");
  const isYear = year.length === 2 || (year >= "1900" && year <= "2099");
  return isDay && month >= "01" && month <= "12" && isYear;
}

/**
 * Why a PIN should not be used.
 * @param {string} pin
 * @param {object} [rules]
 * @param {string[]} [rules.known] digits that belong to the person, such as a telephone number
 * @param {number} [rules.least] digits that it has to have
 * @returns {"short"|"long"|"letters"|"repeated"|"run"|"date"|"pattern"|"common"|"known"|""} empty:
 *   nothing speaks against it
 */
export function objectionTo(pin, { known = [], least = LEAST_DIGITS } = {}) {
  if (!/^[0-9]*$/.test(pin)) return "letters";
  if (pin.length < least) return "short";
  if (pin.length > MOST_DIGITS) return "long";
  if (isRepeated(pin) || new Set(pin).size < 3) return "repeated";
  if (isRun(pin) || isRunOfPairs(pin)) return "run";
  if (DATES.some((format) => isDateAs(pin, format))) return "date";
  if (isMirrored(pin)) return "pattern";
  if (COMMON.has(pin)) return "common";
  return known.some((digits) => digits.includes(pin)) ? "known" : "";
}
