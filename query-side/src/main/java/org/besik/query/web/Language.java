package org.besik.query.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The languages of the pages. */
enum Language {
    KK("Қазақша"),
    RU("Русский"),
    EN("English");

    private final String ownName;

    Language(String ownName) {
        this.ownName = ownName;
    }

    /**
     * The language of a code.
     *
     * @throws IllegalArgumentException if the pages do not speak it
     */
    static Language of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    Locale locale() {
        return Locale.of(code());
    }

    /** The code in the page, the cookie and the switch. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    static List<Locale> locales() {
        return Arrays.stream(values()).map(Language::locale).toList();
    }

    /** The first of the wished-for languages that the pages speak; the state language if there is none. */
    static Locale bestOf(List<Locale> wished) {
        return wished.stream()
                .map(locale -> Locale.of(locale.getLanguage()))
                .filter(locales()::contains)
                .findFirst()
                .orElse(KK.locale());
    }
}
