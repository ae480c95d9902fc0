package org.besik.query.childrecord;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Relative;
import org.jspecify.annotations.Nullable;

/**
 * The words under which a child's record is found: numbers as keyed digests, so that the index gives no number away;
 * names folded, so that spellings meet.
 */
public final class LookupKeys {

    /** The highest code point: everything that starts with a prefix sorts before prefix + this. */
    private static final String LAST = "\uDBFF\uDFFF";

    /** Between words; an apostrophe stands within one. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Pd}.,;]+");

    /** Begins the keys that the children of one mother share. */
    static final String MOTHER = "mother:";

    /** Begins the words of a child's own names. */
    static final String NAME = "name:";

    /** Begins the words of its mother's and its guardians'. */
    static final String RELATIVE = "relative:";

    private static final int DIGEST_BYTES = 16;

    private final SecretKeySpec key;
    private final UnaryOperator<String> nameFolding;

    /**
     * @param key of the digests; the same for as long as the index lives
     * @param nameFolding brings the spellings of one word of a name together, {@code Әлия} and {@code Aliya}
     */
    public LookupKeys(byte[] key, UnaryOperator<String> nameFolding) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.nameFolding = nameFolding;
    }

    /** The number as a digest. */
    public String iin(Iin iin) {
        return "iin:" + digest("iin", iin.value());
    }

    /** The number in its register as a digest. */
    public String local(LocalId id) {
        return "local:" + digest("local", id.system() + '\u0000' + id.value());
    }

    /** What records have in common that may be one child, as a digest. */
    public String shared(String what) {
        return digest("shared", what);
    }

    /**
     * What the children of one mother have in common, as digests: her number; or her whole name together with her birth
     * date, for a name alone is that of many.
     */
    List<String> mother(Relative mother) {
        var keys = new ArrayList<String>();
        Iin iin = mother.iin();
        if (iin != null) {
            keys.add(MOTHER + digest("mother", iin.value()));
        }
        String name = fullName(mother);
        if (name != null && mother.birthDate() != null) {
            String folded = words(name).stream().sorted().collect(Collectors.joining(" "));
            keys.add(MOTHER + digest("mother", folded + '\u0000' + mother.birthDate()));
        }
        return keys;
    }

    /** The name in one line, surname first; null: not said. */
    static @Nullable String fullName(Relative relative) {
        if (relative.name() != null) {
            return relative.name();
        }
        String name = Stream.of(relative.surname(), relative.given(), relative.patronymic())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    String born(LocalDate day) {
        return "born:" + day;
    }

    /** A key per word of the person's names. */
    List<String> names(Person person) {
        return Stream.of(person.surname(), person.given(), person.patronymic())
                .flatMap(name -> words(name).stream())
                .map(word -> NAME + word)
                .distinct()
                .toList();
    }

    /** A key per word of a mother's or a guardian's name. */
    List<String> names(Relative relative) {
        return words(fullName(relative)).stream().map(word -> RELATIVE + word).toList();
    }

    /**
     * The key ranges of a name as somebody types it: every word may be the beginning of one.
     *
     * @param whose {@link #NAME} or {@link #RELATIVE}
     */
    List<Span> typed(String whose, String name) {
        return words(name).stream()
                .map(word -> new Span(whose + word, whose + word + LAST))
                .toList();
    }

    /** Keys from one, inclusive, to another. */
    record Span(String from, String to) {

        static Span only(String key) {
            return new Span(key, key);
        }

        boolean holds(String key) {
            return from.equals(to) ? key.equals(from) : key.startsWith(from);
        }
    }

    private List<String> words(@Nullable String name) {
        if (name == null) {
            return List.of();
        }
        return BETWEEN_WORDS
                .splitAsStream(name)
                .map(nameFolding)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private String digest(String space, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(space.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (GeneralSecurityException noMac) {
            throw new IllegalStateException("cannot digest", noMac);
        }
    }
}
