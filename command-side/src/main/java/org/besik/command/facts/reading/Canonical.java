package org.besik.command.facts.reading;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One spelling for all texts that are equal as JSON values: members sorted, null members left out, numbers by value,
 * strings in NFC. Every value is preceded by its kind and its length, so that no two values share a spelling.
 */
final class Canonical {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final Predicate<String> nullSpeaks;

    private Canonical(Predicate<String> nullSpeaks) {
        this.nullSpeaks = nullSpeaks;
    }

    /**
     * @param nullSpeaks the paths of objects whose null members mean something other than absent ones
     */
    static byte[] of(Map<String, @Nullable Object> members, Predicate<String> nullSpeaks) {
        var canonical = new Canonical(nullSpeaks);
        canonical.object("", members);
        return canonical.out.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private void value(String path, @Nullable Object value) {
        switch (value) {
            case null -> out.write('0');
            case Map<?, ?> members -> object(path, (Map<String, @Nullable Object>) members);
            case List<?> values -> {
                head('l', values.size());
                values.forEach(element -> value(path, element));
            }
            case String text -> text('s', nfc(text));
            case Long whole -> text('n', whole.toString());
            case BigDecimal number -> text('n', plain(number));
            case Boolean flag -> out.write(flag ? 't' : 'f');
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private void object(String path, Map<String, @Nullable Object> members) {
        var sorted = new TreeMap<String, @Nullable Object>();
        boolean keepNulls = nullSpeaks.test(path);
        members.forEach((name, value) -> {
            if (value != null || keepNulls) {
                sorted.put(nfc(name), value);
            }
        });
        head('o', sorted.size());
        sorted.forEach((name, value) -> {
            text('k', name);
            value(Json.member(path, name), value);
        });
    }

    private void text(char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(kind, bytes.length);
        out.writeBytes(bytes);
    }

    private void head(char kind, int length) {
        out.write(kind);
        out.write(length >>> 24);
        out.write(length >>> 16);
        out.write(length >>> 8);
        out.write(length);
    }

    /** 1, 1.0 and 1e0 are one number; the exponent stays one, so that 1e999999999 is not written out. */
    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean fitsLong = stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18;
        return fitsLong ? Long.toString(stripped.longValue()) : stripped.toString();
    }

    private static String nfc(String text) {
        for (int i = 0; i < text.length(); i++) {
            // Below the first combining mark everything is composed already.
            if (text.charAt(i) >= '\u0300') {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }
}
