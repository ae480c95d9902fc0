package org.besik.events.names;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a name sounds, whoever wrote it: Kazakh or Russian Cyrillic, the Latin alphabets of 2018 and 2021, a passport. It goes
 * further than {@link NameFolding}, on which unique keys of the log rest and which therefore stays as it is: sounds that
 * scripts tell apart differently fall together ({@code ы і и й}, {@code я} and {@code иа}), so that {@code Diana} meets
 * {@code Диана} and {@code Aygul} meets {@code Айгүл}. For finding and comparing; it makes nobody one person.
 */
public final class NameSound {

    /** What Latin letters are written for, longer ones first; {@code ʹ} and apostrophes stand for nothing. */
    private static final List<Map.Entry<String, String>> LATIN_GROUPS = List.of(
            Map.entry("shsh", "ш"),
            Map.entry("shch", "ш"),
            Map.entry("sch", "ш"),
            Map.entry("şş", "ш"),
            Map.entry("sh", "ш"),
            Map.entry("ch", "ч"),
            Map.entry("zh", "ж"),
            Map.entry("kh", "х"),
            Map.entry("gh", "г"),
            Map.entry("ph", "ф"));

    private static final Map<Character, String> LETTERS = Map.ofEntries(
            // Kazakh and Russian Cyrillic
            Map.entry('ә', "а"),
            Map.entry('ғ', "г"),
            Map.entry('қ', "к"),
            Map.entry('ң', "н"),
            Map.entry('ө', "о"),
            Map.entry('ұ', "у"),
            Map.entry('ү', "у"),
            Map.entry('ў', "у"),
            Map.entry('һ', "х"),
            Map.entry('і', "и"),
            Map.entry('й', "и"),
            Map.entry('ы', "и"),
            Map.entry('ё', "е"),
            Map.entry('э', "е"),
            Map.entry('щ', "ш"),
            Map.entry('ц', "тс"),
            Map.entry('ю', "иу"),
            Map.entry('я', "иа"),
            Map.entry('ъ', ""),
            Map.entry('ь', ""),
            // Latin; a letter with another mark is the letter without it
            Map.entry('a', "а"),
            Map.entry('b', "б"),
            Map.entry('c', "к"),
            Map.entry('ç', "ч"),
            Map.entry('č', "ч"),
            Map.entry('d', "д"),
            Map.entry('e', "е"),
            Map.entry('f', "ф"),
            Map.entry('g', "г"),
            Map.entry('h', "х"),
            Map.entry('i', "и"),
            Map.entry('ı', "и"),
            Map.entry('j', "ж"),
            Map.entry('k', "к"),
            Map.entry('l', "л"),
            Map.entry('m', "м"),
            Map.entry('n', "н"),
            Map.entry('ŋ', "н"),
            Map.entry('o', "о"),
            Map.entry('p', "п"),
            Map.entry('q', "к"),
            Map.entry('r', "р"),
            Map.entry('s', "с"),
            Map.entry('ş', "ш"),
            Map.entry('š', "ш"),
            Map.entry('t', "т"),
            Map.entry('u', "у"),
            Map.entry('v', "в"),
            Map.entry('w', "у"),
            Map.entry('x', "кс"),
            Map.entry('y', "и"),
            Map.entry('ý', "у"),
            Map.entry('z', "з"),
            Map.entry('ž', "ж"));

    /** Latin letters that look like Cyrillic ones: in a Cyrillic word they are a slip of the keyboard. */
    private static final String LOOK_LIKE = "aceiıopxyhkmtb";

    private static final String LOOKS_LIKE = "асеіиорхункмтв";

    /** Taken off before it is sounded, for in {@code Серікқызы} two letters of it make one sound. */
    private static final Pattern DAUGHTER = Pattern.compile("(қызы|кызы|qyzy|kyzy)$");

    /** Endings of patronymics as they sound, longer ones first. */
    private static final List<String> OF_FATHER =
            List.of("инична", "евична", "ична", "евна", "овна", "евич", "ович", "ули", "ич");

    /** Endings of surnames as they sound: for women, for men. */
    private static final Map<String, String> FOR_MEN = Map.of("ова", "ов", "ева", "ев", "ина", "ин", "скаиа", "ски");

    private static final List<String> OF_FAMILY = List.of("ули", "ов", "ев");

    /** What is left of a stem makes a name of its own. */
    private static final int SHORTEST_STEM = 2;

    private NameSound() {}

    /** The sound of a name, or of the parts of one; empty if it has no letters. Spaces, hyphens and case fall away. */
    public static String of(String name) {
        String text = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replace('İ', 'i')
                .toLowerCase(Locale.ROOT);
        text = withoutSlips(text);
        var sound = new StringBuilder(text.length() + 4);
        for (int i = 0; i < text.length(); ) {
            Map.Entry<String, String> group = group(text, i);
            if (group != null) {
                sound.append(group.getValue());
                i += group.getKey().length();
            } else {
                letter(text.charAt(i), sound);
                i++;
            }
        }
        return settled(sound);
    }

    /** A word with a letter that only Latin has is Latin, any other with a Cyrillic one is Cyrillic. */
    private static String withoutSlips(String text) {
        boolean isCyrillic = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLatin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
            if (isLatin && LOOK_LIKE.indexOf(c) < 0) {
                return text;
            }
            isCyrillic |= Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC;
        }
        if (!isCyrillic) {
            return text;
        }
        var cyrillic = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int at = LOOK_LIKE.indexOf(text.charAt(i));
            if (at >= 0) {
                cyrillic.setCharAt(i, LOOKS_LIKE.charAt(at));
            }
        }
        return cyrillic.toString();
    }

    private static Map.@Nullable Entry<String, String> group(String text, int at) {
        for (Map.Entry<String, String> group : LATIN_GROUPS) {
            if (text.startsWith(group.getKey(), at)) {
                return group;
            }
        }
        return null;
    }

    private static void letter(char c, StringBuilder sound) {
        String known = LETTERS.get(c);
        if (known != null) {
            sound.append(known);
            return;
        }
        String bare = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        if (bare.length() > 1) {
            letter(bare.charAt(0), sound);
        } else if (Character.isLetterOrDigit(c)) {
            sound.append(c);
        }
    }

    /** What one alphabet writes twice, as a glide or as two sounds, and another does not. */
    private static String settled(StringBuilder sound) {
        var settled = new StringBuilder(sound.length());
        for (int i = 0; i < sound.length(); i++) {
            char c = sound.charAt(i);
            char before = last(settled);
            if (before == 'и' && (c == 'е' || c == 'о')) {
                settled.setLength(settled.length() - 1);
                c = 'е';
            } else if (before == 'д' && c == 'ж') {
                settled.setLength(settled.length() - 1);
            }
            if (c != last(settled) || Character.isDigit(c)) {
                settled.append(c);
            }
        }
        return settled.toString();
    }

    private static char last(StringBuilder text) {
        return text.isEmpty() ? 0 : text.charAt(text.length() - 1);
    }

    /** The father's name in a patronymic, or the patronymic as it sounds; {@code Нұрланұлы}, {@code Nurlanovich} and {@code Нұрлан} are one. */
    public static String ofPatronymic(String patronymic) {
        return stem(of(withoutDaughter(patronymic)), OF_FATHER);
    }

    private static String stem(String sound, List<String> endings) {
        String stem = without(sound, endings);
        int end = stem.length();
        while (end > SHORTEST_STEM && "иеа".indexOf(stem.charAt(end - 1)) >= 0) {
            end--;
        }
        return stem.substring(0, end);
    }

    /** A surname as a man of the family bears it. */
    public static String ofSurname(String surname) {
        String sound = of(surname);
        for (Map.Entry<String, String> ending : FOR_MEN.entrySet()) {
            if (ends(sound, ending.getKey())) {
                return sound.substring(0, sound.length() - ending.getKey().length()) + ending.getValue();
            }
        }
        return sound;
    }

    /** The name from which a surname is made: {@code Ахметов}, {@code Ахметұлы} and {@code Ахмет} are one family's. */
    public static String ofFamily(String surname) {
        return stem(ofSurname(withoutDaughter(surname)), OF_FAMILY);
    }

    private static String withoutDaughter(String name) {
        return DAUGHTER.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    }

    private static String without(String sound, List<String> endings) {
        for (String ending : endings) {
            if (ends(sound, ending)) {
                return sound.substring(0, sound.length() - ending.length());
            }
        }
        return sound;
    }

    private static boolean ends(String sound, String ending) {
        return sound.length() >= ending.length() + SHORTEST_STEM && sound.endsWith(ending);
    }
}
