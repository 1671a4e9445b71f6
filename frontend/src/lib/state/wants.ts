/**
 * What a field wants, said by the page in the reader's language. The words of the server's validator are
 * for programs; a form never shows them.
 */
import { t } from '$lib/i18n';

const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/;
const LEAST_PASSWORD = 10;
const LEAST_DIFFERENT = 5;
const MOST_DAYS = 365;

/** Letters that no decomposition makes plain. */
const PLAIN: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** The nearest name in plain letters: Jörg is Joerg, İpek is Ipek; whatever way they are encoded. */
export function plainName(name: string): string {
  return [...name.normalize('NFC').trim()]
    .map((char) => {
      const plain = PLAIN[char.toLowerCase()] ?? char.normalize('NFKD').replace(/\p{M}/gu, '');
      const upper = char !== char.toLowerCase() && PLAIN[char.toLowerCase()] !== undefined;
      return upper ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain;
    })
    .join('')
    .replace(/\s+/g, '.')
    .replace(/[^A-Za-z0-9._-]/g, '')
    .replace(/^[._-]+/, '')
    .slice(0, 64);
}

/** What is wrong with a new username; null where nothing is. */
export function usernameFault(name: string): string | null {
  if (name === '') return t.account.missingUsername;
  if (USERNAME.test(name)) return null;
  const plain = plainName(name);
  return t.account.usernameRule(USERNAME.test(plain) && plain !== name ? plain : null);
}

/** What is wrong with a new password as far as a page can tell; null where nothing is. */
export function passwordFault(password: string, username: string): string | null {
  if (password === '') return t.account.missingPassword;
  if ([...password].length < LEAST_PASSWORD) return t.account.passwordShort;
  const plain = password.normalize('NFKC').toLowerCase();
  const name = username.toLowerCase();
  const backwards = [...name].reverse().join('');
  if (name !== '' && (plain.includes(name) || plain.includes(backwards))) {
    return t.account.passwordHasName;
  }
  return new Set(plain).size < LEAST_DIFFERENT ? t.account.passwordRepeats : null;
}

/** What is wrong with the days until a token ends; null where nothing is. */
export function daysFault(text: string): string | null {
  const days = Number(text);
  const isRight = /^\d+$/.test(text.trim()) && days >= 1 && days <= MOST_DAYS;
  return isRight ? null : t.settings.daysRule;
}
