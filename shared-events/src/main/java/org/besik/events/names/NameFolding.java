package org.besik.events.names;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Makes names comparable that people write in Kazakh or Russian Cyrillic, with or without the letters that a keyboard
 * lacks, and in the Latin alphabets of 2018, 2021 and passports: everything becomes plain Cyrillic letters in lower case.
 * Folding twice changes nothing. It forgets distinctions; for display keep the name as written. Keys in the log rest on it: a
 * change here would orphan those of names written before. What only finds and compares uses {@link NameSound}.
 */
public final class NameFolding {

    private static final Map<Character, String> CYRILLIC = Map.ofEntries(
            Map.entry('ә', "а"),
            Map.entry('ғ', "г"),
            Map.entry('қ', "к"),
            Map.entry('ң', "н"),
            Map.entry('ө', "о"),
            Map.entry('ұ', "у"),
            Map.entry('ү', "у"),
            Map.entry('һ', "х"),
            Map.entry('і', "и"),
            Map.entry('й', "и"),
            Map.entry('ё', "е"),
            Map.entry('э', "е"),
            Map.entry('щ', "ш"),
            Map.entry('ъ', ""),
            Map.entry('ь', ""));

    /** Two letters that stand for one sound; looked for before single ones. */
    private static final Map<String, String> LATIN_PAIRS = Map.ofEntries(
            Map.entry("sh", "ш"),
            Map.entry("ch", "ч"),
            Map.entry("zh", "ж"),
            Map.entry("kh", "х"),
            Map.entry("gh", "г"),
            Map.entry("ts", "ц"),
            Map.entry("yu", "ю"),
            Map.entry("iu", "ю"),
            Map.entry("ya", "я"),
            Map.entry("ia", "я"),
            Map.entry("yo", "е"),
            Map.entry("ye", "е"),
            Map.entry("ie", "е"));

    private static final Map<Character, String> LATIN = Map.ofEntries(
            Map.entry('a', "а"),
            Map.entry('b', "б"),
            Map.entry('c', "к"),
            Map.entry('d', "д"),
            Map.entry('e', "е"),
            Map.entry('f', "ф"),
            Map.entry('g', "г"),
            Map.entry('h', "х"),
            Map.entry('i', "и"),
            Map.entry('j', "ж"),
            Map.entry('k', "к"),
            Map.entry('l', "л"),
            Map.entry('m', "м"),
            Map.entry('n', "н"),
            Map.entry('o', "о"),
            Map.entry('p', "п"),
            Map.entry('q', "к"),
            Map.entry('r', "р"),
            Map.entry('s', "с"),
            Map.entry('ş', "ш"),
            Map.entry('t', "т"),
            Map.entry('u', "у"),
            Map.entry('v', "в"),
            Map.entry('w', "у"),
            Map.entry('x', "х"),
            Map.entry('y', "ы"),
            Map.entry('z', "з"));

    private NameFolding() {}

    /** The name folded; empty if it has no letters. Spaces, hyphens and apostrophes fall away. */
    public static String fold(String name) {
        String text = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ı', 'i');
        var folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String pair = i + 1 < text.length() ? LATIN_PAIRS.get(text.substring(i, i + 2)) : null;
            if (pair != null) {
                folded.append(pair);
                i++;
            } else {
                letter(text.charAt(i), folded);
            }
        }
        return folded.toString();
    }

    private static void letter(char c, StringBuilder folded) {
        String known = CYRILLIC.get(c);
        if (known == null) {
            known = LATIN.get(c);
        }
        if (known != null) {
            folded.append(known);
            return;
        }
        // What carries a mark is the letter without it: ğ, ñ, ö, ü, á
        String bare = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        if (bare.length() > 1) {
            letter(bare.charAt(0), folded);
        } else if (Character.isLetterOrDigit(c)) {
            folded.append(c);
        }
    }
}
